/// A binary heap that gives the greatest element first.
struct MergeQueue<Element: Comparable> {
  private var elements: [Element] = []

  /// Adds an element.
  ///
  /// Complexity: O(log n).
  mutating func push(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if elements[parent] >= elements[child] { break }
      elements.swapAt(parent, child)
      child = parent
    }
  }

  /// Takes the greatest element out; `nil` when there is none.
  ///
  /// Complexity: O(log n).
  mutating func pop() -> Element? {
    guard let first = elements.first else { return nil }
    let last = elements.removeLast()
    if elements.isEmpty { return first }
    elements[0] = last
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= elements.count { break }
      if child + 1 < elements.count, elements[child + 1] > elements[child] { child += 1 }
      if elements[parent] >= elements[child] { break }
      elements.swapAt(parent, child)
      parent = child
    }
    return first
  }
}
