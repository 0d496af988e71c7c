/// What the blocks of a parallel run leave behind, each in its own place.
final class BlockResults<Value>: @unchecked Sendable {
  // Unchecked: every place is written by the one thread that has its block, and read when all threads
  // have ended.
  private let places: UnsafeMutablePointer<Value>
  let count: Int

  /// Makes room.
  init(_ count: Int, _ value: Value) {
    self.count = count
    places = .allocate(capacity: max(1, count))
    places.initialize(repeating: value, count: count)
  }

  deinit {
    places.deinitialize(count: count)
    places.deallocate()
  }

  subscript(_ index: Int) -> Value {
    get { places[index] }
    set { places[index] = newValue }
  }

  /// All values in the order of their blocks.
  var all: [Value] { Array(UnsafeBufferPointer(start: places, count: count)) }
}
