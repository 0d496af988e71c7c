/// What the blocks of a parallel run leave behind, each in its own place.
package final class BlockResults<Value>: @unchecked Sendable {
  // Unchecked: every place is written by the one thread that has its block, and read when all threads
  // have ended.
  private let places: UnsafeMutablePointer<Value>
  package let count: Int

  /// Makes room.
  package init(_ count: Int, _ value: Value) {
    self.count = count
    places = .allocate(capacity: max(1, count))
    places.initialize(repeating: value, count: count)
  }

  deinit {
    places.deinitialize(count: count)
    places.deallocate()
  }

  /// The value of a block.
  package subscript(_ index: Int) -> Value {
    get { places[index] }
    set { places[index] = newValue }
  }

  /// All values in the order of their blocks.
  package var all: [Value] { Array(UnsafeBufferPointer(start: places, count: count)) }
}
