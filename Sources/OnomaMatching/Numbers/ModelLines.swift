internal import OnomaText

/// The lines of a model's file: a word, a tab, and what belongs to it.
enum ModelLines {
  /// Calls `body` with each line that is neither empty nor a comment, and with what makes an error of
  /// a reason.
  ///
  /// Complexity: O(bytes) beside what `body` does.
  /// - Returns: The number of lines.
  /// - Throws: ``DataTableError`` with the line and the reason, for a line without a tab and as `body` says.
  static func forEach<Bytes: Collection<UInt8>>(
    _ bytes: Bytes, name: String,
    _ body: (
      _ key: String, _ value: Bytes.SubSequence.SubSequence, _ broken: (String) -> DataTableError
    ) throws(DataTableError) -> Void
  ) throws(DataTableError) -> Int {
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.first == 0x23 { continue }
      func broken(_ reason: String) -> DataTableError {
        DataTableError(table: name, line: number, reason: reason)
      }
      guard let tab = line.firstIndex(of: 0x09) else { throw broken("no tab") }
      try body(
        String(decoding: line[..<tab], as: UTF8.self), line[line.index(after: tab)...], broken)
    }
    return number
  }
}
