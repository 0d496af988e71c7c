internal import OnomaText

/// How a table separates and quotes its cells.
public struct TableDialect: Hashable, Sendable {
  /// What stands between cells.
  public var separator: UInt8
  /// Whether a cell that starts with a quotation mark is quoted.
  public var quotes: Bool

  /// Takes a separator and whether cells are quoted.
  public init(separator: UInt8, quotes: Bool) {
    self.separator = separator
    self.quotes = quotes
  }

  /// The dialect of a table whose first line is given.
  ///
  /// The separator is the most frequent of comma, tab, semicolon and bar outside quotation marks; of
  /// two that are equally frequent the first in that list. Cells are quoted unless it is a tab and no
  /// cell of the line starts with a quotation mark.
  public static func detected(in line: some Sequence<UInt8>) -> TableDialect {
    let separators: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]
    var counts = [0, 0, 0, 0]
    var isInside = false
    var hasQuotedCell = false
    var isCellStart = true
    for byte in line {
      if byte == 0x22 {
        if isCellStart { hasQuotedCell = true }
        isInside.toggle()
      } else if !isInside, let place = separators.firstIndex(of: byte) {
        counts[place] += 1
      }
      isCellStart = !isInside && separators.contains(byte)
    }
    var best = 0
    for place in counts.indices where counts[place] > counts[best] { best = place }
    let separator = separators[best]
    return TableDialect(separator: separator, quotes: separator != 0x09 || hasQuotedCell)
  }

  /// A value as this dialect writes it.
  ///
  /// Quoted where it has to be; where the dialect has no quoting, white space and controls become a
  /// space each run.
  public func cell(_ value: String) -> [UInt8] {
    if !quotes { return Array(OneLine.spaced(value).utf8) }
    let needsQuotes = value.utf8.contains {
      $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D
    }
    return Array((needsQuotes ? CSVWriter.quoted(value) : value).utf8)
  }
}
