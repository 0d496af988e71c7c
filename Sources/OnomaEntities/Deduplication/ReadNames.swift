internal import OnomaNames
internal import OnomaText

/// Names as words by number, each with the places in its name that it covers.
struct ReadNames {
  /// A part of a name.
  struct Item: Hashable, BitwiseCopyable {
    /// The word's number.
    var word: UInt32
    /// The places that it covers, as bits.
    var span: UInt16
    var kind: WordStock.Kind
  }

  /// All items, name by name.
  private(set) var items: [Item] = []
  /// Where the items of each name begin.
  private(set) var starts: [UInt32] = [0]
  /// How many places each name has.
  private(set) var places: [UInt8] = []
  /// The words of all names.
  private(set) var stock = WordStock()

  /// The most places of a name that count.
  static let placeLimit = 10

  /// Starts without names.
  init() {}

  /// Takes names that were saved.
  init(items: [Item], starts: [UInt32], places: [UInt8], stock: WordStock) {
    self.items = items
    self.starts = starts
    self.places = places
    self.stock = stock
  }

  /// The number of names.
  var count: Int { places.count }

  /// Reads another name.
  ///
  /// Complexity: O(length).
  mutating func add(_ name: some RandomAccessCollection<UInt8>) {
    var found: [WordStock.Piece] = []
    var pieceCount = 0
    var start = name.startIndex
    while start < name.endIndex, found.count < 2 * Self.placeLimit {
      let (end, next) = Self.pieceEnd(name, start)
      if end > start {
        found += stock.words(of: name[start..<end])
        pieceCount += 1
      }
      start = next
    }
    let first = items.count
    var count = 0
    if found.count == 1, found[0].kind == .word { count = addCuts(of: found[0].word) }
    if count == 0 { count = addWords(found) }
    places.append(UInt8(count))
    starts.append(UInt32(items.count))
    assert(items.count >= first)
  }

  /// Where the piece that begins at `start` ends and the next one begins.
  private static func pieceEnd<Name: RandomAccessCollection<UInt8>>(
    _ name: Name, _ start: Name.Index
  ) -> (end: Name.Index, next: Name.Index) {
    var index = start
    var previous: UInt8 = 0
    while index < name.endIndex {
      let byte = name[index]
      let next = name.index(after: index)
      if byte == 0x20 || byte == 0x2C { return (index, next) }
      // ・ (U+30FB), and · (U+00B7) between letters that are not ASCII.
      if byte == 0xE3, name.distance(from: index, to: name.endIndex) > 2, name[next] == 0x83,
        name[name.index(after: next)] == 0xBB
      {
        return (index, name.index(index, offsetBy: 3))
      }
      if byte == 0xC2, previous >= 0xE0 || previous & 0xC0 == 0x80,
        name.distance(from: index, to: name.endIndex) > 2, name[next] == 0xB7,
        name[name.index(after: next)] >= 0xE0
      {
        return (index, name.index(index, offsetBy: 2))
      }
      previous = byte
      index = next
    }
    return (name.endIndex, name.endIndex)
  }

  private mutating func addWords(_ found: [WordStock.Piece]) -> Int {
    let bare = found.reduce(0) { $0 + ($1.kind == .honorific ? 0 : 1) }
    var kept = bare < 2 ? found : found.filter { $0.kind != .honorific }
    if kept.count > Self.placeLimit { kept.removeSubrange(Self.placeLimit...) }
    for (place, piece) in kept.enumerated() {
      items.append(Item(word: piece.word, span: 1 << UInt16(place), kind: piece.kind))
    }
    if kept.count < 3 { return kept.count }
    for place in 0..<(kept.count - 1) {
      let (a, b) = (kept[place], kept[place + 1])
      guard a.isShort || b.isShort, a.kind != .initial, b.kind != .initial, a.kind != .suffix,
        b.kind != .suffix
      else { continue }
      let (x, y) = (stock.token(a.word), stock.token(b.word))
      guard x.script == y.script, x.text.utf8.count + y.text.utf8.count <= 48 else { continue }
      let text = x.text + y.text
      let token = NameToken(text: text, range: 0..<text.unicodeScalars.count, script: x.script)
      items.append(
        Item(word: stock.number(of: token), span: 3 << UInt16(place), kind: .word))
    }
    return kept.count
  }

  /// The ways to cut a name of Han or Hangul syllables that is written without spaces; 0 for others.
  private mutating func addCuts(of word: UInt32) -> Int {
    let token = stock.token(word)
    guard token.script == .han || token.script == .hangul else { return 0 }
    let count = token.text.unicodeScalars.count
    guard (2...5).contains(count) else { return 0 }
    let whole: UInt16 = (1 << UInt16(count)) - 1
    items.append(Item(word: word, span: whole, kind: .word))
    for length in 1...2 where count > length && count <= length + 2 {
      let cut: UInt16 = (1 << UInt16(length)) - 1
      items.append(Item(word: stock.number(of: token.piece(0..<length)), span: cut, kind: .word))
      items.append(
        Item(
          word: stock.number(of: token.piece(length..<count)),
          span: whole & ~cut, kind: .word))
    }
    return count
  }
}
