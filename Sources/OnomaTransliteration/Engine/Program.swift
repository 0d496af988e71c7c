/// The tables behind a transliterator, shared by its copies.
///
/// What `tables` points to is written in `init`, only read afterwards, and freed in `deinit`: any
/// number of threads may read it, so the class is `Sendable` although the compiler cannot see why.
final class Program: @unchecked Sendable {
  /// The tables in the order in which they run, at least one; valid as long as the program.
  ///
  /// Reading one from here counts no reference, as going through its `Pass` would.
  let tables: UnsafePointer<RuleTableView>
  /// How many tables there are.
  let count: Int
  let homoglyphs: HomoglyphTable?
  let preparation: Preparation?
  /// The owners of the memory that the tables lie in.
  private let passes: [Pass]

  /// Takes the tables of a system, at least one, and the look-alikes of its script.
  init(
    passes compiled: [RuleTable], homoglyphs pairs: [HomoglyphTable.Pair] = [],
    preparation: Preparation? = nil
  ) {
    let passes = compiled.map { Pass($0) }
    let views = passes.map(\.view)
    let block = UnsafeMutableRawPointer.allocate(
      byteCount: Pass.size(of: views), alignment: Pass.line)
    let tables = block.initializeMemory(
      as: RuleTableView.self, from: views, count: views.count)
    self.passes = passes
    self.tables = UnsafePointer(tables)
    count = passes.count
    homoglyphs = pairs.isEmpty ? nil : HomoglyphTable(pairs: pairs, table: tables)
    self.preparation = preparation
  }

  deinit { UnsafeMutableRawPointer(mutating: tables).deallocate() }
}
