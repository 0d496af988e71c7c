/// What a column of a file says about the person of each record, beside the name.
public struct RecordField: Hashable, Sendable {
  /// How two values are compared.
  public enum Kind: String, CaseIterable, Sendable {
    /// A given name by itself.
    case given
    /// A family name by itself.
    case family
    /// A date, or a year: `1979-05-12`, `12.05.1979`, `19790512`, `1979`.
    case date
    /// A number or code that one person has: a passport's, a customer's.
    case identifier
    /// A word from a small set: a gender, a country.
    case code
    /// Any other text: a street, a town.
    case text
  }

  /// The column's name.
  public let name: String
  /// How its values are compared.
  public let kind: Kind

  /// Names a column.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// Texts one behind the other: a million short ones as an array of strings would be a million
/// allocations.
public struct TextColumn: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = []

  /// Starts without texts.
  public init() {}

  /// Takes texts that were saved; `nil` where the ends do not fit the bytes.
  init?(bytes: [UInt8], ends: [Int]) {
    var last = 0
    for end in ends {
      if end < last { return nil }
      last = end
    }
    if last != bytes.count { return nil }
    self.bytes = bytes
    self.ends = ends
  }

  /// The number of texts.
  public var count: Int { ends.count }

  /// The texts from a number on.
  func suffix(from first: Int) -> TextColumn {
    let start = first == 0 ? 0 : ends[first - 1]
    var column = TextColumn()
    column.bytes = Array(bytes[start...])
    column.ends = ends[first...].map { $0 - start }
    return column
  }

  /// Adds all texts of another column.
  mutating func append(_ other: TextColumn) {
    let start = bytes.count
    bytes += other.bytes
    ends += other.ends.lazy.map { $0 + start }
  }

  /// Adds a text as UTF-8.
  ///
  /// Not generic: a caller in another module would pay for every byte.
  public mutating func append(_ text: ArraySlice<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds a text.
  public mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(bytes.count)
  }

  /// A text's bytes.
  public subscript(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// A text.
  public func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }

  /// Eight bytes of a text, from a place on, as a number that sorts as they do.
  func head(_ index: Int, from place: Int) -> UInt64 {
    let start = (index == 0 ? 0 : ends[index - 1]) + place
    let end = ends[index]
    var head: UInt64 = 0
    for offset in start..<(start + 8) {
      head = head << 8 | (offset < end ? UInt64(bytes[offset]) : 0)
    }
    return head
  }

  /// Calls `body` with a text's bytes.
  func withBytes<R>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(index == 0 ? 0 : ends[index - 1])..<ends[index]]))
    }
  }
}

/// Records to be told apart: an ID, a name and further columns each.
public struct RecordBatch: Sendable {
  /// The records' IDs, each of which occurs once.
  public private(set) var ids = TextColumn()
  /// The names as written, in any script.
  public private(set) var names = TextColumn()
  /// Which file each record is from, by number.
  public private(set) var sources: [UInt8] = []
  /// The further columns.
  public let fields: [RecordField]
  /// The values of each field; empty where there is none.
  public private(set) var values: [TextColumn]

  /// Starts without records.
  public init(fields: [RecordField] = []) {
    self.fields = fields
    values = Array(repeating: TextColumn(), count: fields.count)
  }

  /// The number of records.
  public var count: Int { ids.count }

  /// Adds a record.
  ///
  /// - Parameters:
  ///   - values: A value for each field, in their order; empty for none.
  ///   - source: The number of the file that it is from.
  public mutating func append(
    id: ArraySlice<UInt8>, name: ArraySlice<UInt8>, values: [[UInt8]], source: UInt8 = 0
  ) {
    precondition(values.count == fields.count, "a value for each field")
    ids.append(id)
    names.append(name)
    sources.append(source)
    for (index, value) in values.enumerated() { self.values[index].append(value[...]) }
  }

  /// Adds a record whose values are texts.
  public mutating func append(
    id: String, name: String, values: [String] = [], source: UInt8 = 0
  ) {
    append(
      id: Array(id.utf8)[...], name: Array(name.utf8)[...], values: values.map { Array($0.utf8) },
      source: source)
  }

  /// The records' numbers in the order of their names and IDs, which no order of the input changes.
  ///
  /// Complexity: O(n log n).
  func canonicalOrder() -> [Int] {
    let heads = (0..<count).map {
      (
        first: names.head($0, from: 0), second: names.head($0, from: 8),
        third: names.head($0, from: 16), record: $0
      )
    }
    return heads.sorted { a, b in
      if a.first != b.first { return a.first < b.first }
      if a.second != b.second { return a.second < b.second }
      if a.third != b.third { return a.third < b.third }
      let (x, y) = (names[a.record], names[b.record])
      if x.elementsEqual(y) {
        return ids[a.record].lexicographicallyPrecedes(ids[b.record])
      }
      return x.lexicographicallyPrecedes(y)
    }.map(\.record)
  }
}
