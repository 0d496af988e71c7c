internal import OnomaMatching
internal import OnomaNames

/// The values of one field, each distinct one once, and how alike two of them are.
struct FieldValues {
  /// How alike two values are.
  enum Level: UInt8, CaseIterable {
    /// One of them is missing: no evidence at all.
    case missing
    case different
    /// Alike in part: the year of a date, an initial, half of the letters.
    case loose
    /// A slip of the pen, another spelling.
    case close
    case equal
    /// What one record has here, the other has in its other name.
    case swapped
  }

  let field: RecordField
  /// For each node the number of its value; 0 is no value.
  private(set) var numbers: [UInt32]
  /// How many nodes have a value.
  private(set) var counts: [UInt32] = [0]
  private var scalars: [[Unicode.Scalar]] = [[]]
  /// The letters that occur, a bit each.
  private var letters: [UInt64] = [0]
  private var words: [ComparedWord?] = [nil]

  /// Gathers the values of nodes.
  ///
  /// - Parameters:
  ///   - records: The record of each node.
  init(_ field: RecordField, _ column: TextColumn, records: [Int], threads: Int) {
    self.field = field
    var known: [String: UInt32] = [:]
    var keys: [String] = [""]
    var raw: [ArraySlice<UInt8>: UInt32] = [:]
    numbers = []
    numbers.reserveCapacity(records.count)
    for record in records {
      let bytes = column[record]
      let number: UInt32
      if let found = raw[bytes] {
        number = found
      } else {
        let key = Self.key(String(decoding: bytes, as: UTF8.self), field.kind)
        number = key.isEmpty ? 0 : known[key] ?? UInt32(keys.count)
        if number == keys.count {
          known[key] = number
          keys.append(key)
          counts.append(0)
        }
        raw[bytes] = number
      }
      numbers.append(number)
      counts[Int(number)] += 1
    }
    for key in keys.dropFirst() {
      let own = Array(key.unicodeScalars.filter { $0 != " " }.prefix(SpellingDistance.lengthLimit))
      scalars.append(own)
      letters.append(own.reduce(0) { $0 | 1 << UInt64($1.value & 63) })
    }
    if field.kind == .given || field.kind == .family {
      let own = keys
      let block = 256
      let results = BlockResults<[ComparedWord?]>((keys.count + block - 1) / block, [])
      ParallelBlocks.run(results.count, threads: threads) { number in
        results[number] = own[(number * block)..<min(own.count, (number + 1) * block)].map {
          NameToken.tokens(of: $0).first.map { ComparedWord($0) }
        }
      }
      words = Array(results.all.joined())
    }
  }

  /// The form of a value in which it is compared.
  private static func key(_ text: String, _ kind: RecordField.Kind) -> String {
    switch kind {
    case .date: return DateKey.key(text)
    case .identifier:
      return String(
        NameKey.fold(text).unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil
        }.map(Character.init))
    default: return NameKey.foldPhrase(text)
    }
  }

  /// How alike the values of two nodes are.
  ///
  /// Complexity: O(length²) for values that are neither equal nor plainly different.
  func level(_ a: Int, _ b: Int) -> Level { compare(numbers[a], numbers[b]) }

  /// How alike two values are, by their numbers.
  func compare(_ x: UInt32, _ y: UInt32) -> Level {
    if x == 0 || y == 0 { return .missing }
    if x == y { return .equal }
    let (a, b) = (scalars[Int(x)], scalars[Int(y)])
    switch field.kind {
    case .code: return .different
    case .date: return DateKey.compare(a, b)
    case .identifier:
      return SpellingDistance.distance(a, b, limit: a.count > 4 ? 1 : 0) == nil
        ? .different : .close
    case .text: return spelling(x, y)
    case .given, .family:
      let level = spelling(x, y)
      if level == .close { return level }
      guard let v = words[Int(x)], let w = words[Int(y)] else { return level }
      let odds = WordKin.odds(v, w)
      if odds >= 3 { return .close }
      if odds >= 0 || isInitial(a, b) || isInitial(b, a) { return .loose }
      return level
    }
  }

  /// Whether this value is a part of a record's name that the other record has in `other`.
  static func areSwapped(_ given: FieldValues, _ family: FieldValues, _ a: Int, _ b: Int) -> Bool {
    let (x, y) = (given.scalars[Int(given.numbers[a])], family.scalars[Int(family.numbers[a])])
    let (v, w) = (given.scalars[Int(given.numbers[b])], family.scalars[Int(family.numbers[b])])
    guard !(x.isEmpty && y.isEmpty), !(v.isEmpty && w.isEmpty) else { return false }
    func fits(_ p: [Unicode.Scalar], _ q: [Unicode.Scalar]) -> Bool {
      p == q || SpellingDistance.distance(p, q, limit: max(p.count, q.count) / 4) != nil
    }
    return fits(x, w) && fits(y, v)
  }

  private func isInitial(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    a.count == 1 && b.first == a[0]
  }

  /// How alike two texts are written: up to one slip in five letters is close, two in five loose.
  private func spelling(_ x: UInt32, _ y: UInt32) -> Level {
    let (a, b) = (scalars[Int(x)], scalars[Int(y)])
    let longer = max(a.count, b.count)
    let limit = longer * 2 / 5
    // Every slip makes at most two letters differ.
    if (letters[Int(x)] ^ letters[Int(y)]).nonzeroBitCount > 2 * limit { return .different }
    guard let slips = SpellingDistance.distance(a, b, limit: limit) else {
      // A part that was left out: one text begins or ends the other.
      let (short, long) = a.count < b.count ? (a, b) : (b, a)
      if short.count >= 4, long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
      {
        return .loose
      }
      return .different
    }
    return slips <= max(1, longer / 5) ? .close : .loose
  }
}

/// Dates as they are compared: year, month and day in eight digits, or a year in four.
enum DateKey {
  /// `12.05.1979` and `1979-05-12` are `19790512`; what is no date keeps its digits.
  static func key(_ text: String) -> String {
    var groups: [[UInt8]] = [[]]
    for byte in NameKey.fold(text).utf8 {
      if (0x30...0x39).contains(byte) {
        groups[groups.count - 1].append(byte)
      } else if groups[groups.count - 1].isEmpty == false {
        groups.append([])
      }
      if byte == 0x74 { break }  // What follows a T is a time of day.
    }
    groups.removeAll(where: \.isEmpty)
    func padded(_ digits: [UInt8]) -> [UInt8] { digits.count == 1 ? [0x30] + digits : digits }
    if groups.count == 3 {
      if groups[0].count == 4 {
        return String(decoding: groups[0] + padded(groups[1]) + padded(groups[2]), as: UTF8.self)
      }
      if groups[2].count == 4 {
        return String(decoding: groups[2] + padded(groups[1]) + padded(groups[0]), as: UTF8.self)
      }
    }
    return String(decoding: groups.joined(), as: UTF8.self)
  }

  /// One slip, or day and month exchanged, is close; the same year where one has no day is loose, and
  /// so are two slips.
  static func compare(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> FieldValues.Level {
    if a.count != b.count, min(a.count, b.count) == 4, a.prefix(4) == b.prefix(4) { return .loose }
    guard a.count == 8, b.count == 8 else {
      return SpellingDistance.distance(a, b, limit: a.count > 4 ? 1 : 0) == nil
        ? .different : .close
    }
    if a[0..<4] == b[0..<4], a[4..<6] == b[6..<8], a[6..<8] == b[4..<6] { return .close }
    switch SpellingDistance.distance(a, b, limit: 2) {
    case nil: return .different
    case 1: return .close
    default: return .loose
    }
  }
}
