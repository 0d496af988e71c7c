/// One compiled table in memory of its own, which the engine reads without counting references.
///
/// The memory is written in `init`, only read afterwards, and freed in `deinit`: any number of threads
/// may read it, so the class is `Sendable` although the compiler cannot see why.
final class Pass: @unchecked Sendable {
  /// The table, valid as long as the pass.
  let view: RuleTableView
  private let block: UnsafeMutableRawPointer

  /// The size of a cache line.
  ///
  /// Every array starts one and has its last for itself: a neighbour on the heap that is written to
  /// would take the line away from the threads that read.
  static let line = 64

  /// Copies the arrays of `table` into one block.
  init(_ table: RuleTable) {
    var size = Self.size(of: table.pages) + Self.size(of: table.pageStarts)
    size += Self.size(of: table.heads) + Self.size(of: table.candidates)
    size += Self.size(of: table.items) + Self.size(of: table.masks)
    size += Self.size(of: table.targets) + Self.size(of: table.targetBytes)
    size += Self.size(of: table.astral)
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.line)
    var end = block
    func place<Value: BitwiseCopyable>(_ values: [Value]) -> UnsafeBufferPointer<Value> {
      let start = end.initializeMemory(as: Value.self, from: values, count: values.count)
      end += Self.size(of: values)
      return UnsafeBufferPointer(start: start, count: values.count)
    }
    self.block = block
    view = RuleTableView(
      pages: place(table.pages), pageStarts: place(table.pageStarts), heads: place(table.heads),
      candidates: place(table.candidates), items: place(table.items), masks: place(table.masks),
      targets: place(table.targets), targetBytes: place(table.targetBytes),
      astral: place(table.astral), traits: table.traits)
  }

  deinit { block.deallocate() }

  /// How many bytes an array takes: whole cache lines.
  static func size<Value: BitwiseCopyable>(of values: [Value]) -> Int {
    (values.count * MemoryLayout<Value>.stride + line - 1) / line * line
  }
}
