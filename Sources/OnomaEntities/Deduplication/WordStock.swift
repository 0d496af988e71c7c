internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// The distinct words of all names of a file, and what each written piece of a name consists of.
///
/// A million names have a few hundred thousand distinct words; everything that costs more than a look is
/// done once for each of them.
struct WordStock {
  /// A word in a piece of a name.
  struct Piece: Hashable {
    /// The word's number.
    let word: UInt32
    let kind: Kind
    /// Whether it may be joined with the word that follows it: `Jong-un`, `Mc Donald`.
    let isShort: Bool
  }

  enum Kind: UInt8 { case word, initial, particle, honorific, suffix }

  /// The words as they were written first, by number.
  private(set) var texts = TextColumn()
  /// The words' keys.
  private(set) var keys = TextColumn()
  private(set) var scripts: [Script] = []
  private var numbers: [String: UInt32] = [:]
  private var pieces = WordTable()
  private var readings: [[Piece]] = []

  /// The number of a word, which is new or not.
  mutating func number(of token: NameToken) -> UInt32 {
    // Words of two scripts never have one key, but for what belongs to no script.
    if let known = numbers[token.key] { return known }
    let number = UInt32(count)
    numbers[token.key] = number
    texts.append(token.text)
    keys.append(token.key)
    scripts.append(token.script)
    return number
  }

  /// The number of words.
  var count: Int { scripts.count }

  /// A word by its number.
  func token(_ number: UInt32) -> NameToken {
    let text = texts.text(Int(number))
    return NameToken(
      text: text, range: 0..<text.unicodeScalars.count, script: scripts[Int(number)])
  }

  /// Starts without words.
  init() {}

  /// Takes words that were saved.
  init(texts: TextColumn, keys: TextColumn, scripts: [Script]) {
    self.texts = texts
    self.keys = keys
    self.scripts = scripts
    numbers.reserveCapacity(scripts.count)
    for number in scripts.indices { numbers[keys.text(number)] = UInt32(number) }
  }

  /// The words of a written piece without spaces.
  ///
  /// Complexity: O(length) the first time, a look-up from then on.
  mutating func words(of piece: some Collection<UInt8>) -> [Piece] {
    let number = pieces.insert(piece)
    if number < readings.count { return readings[number] }
    let text = String(decoding: piece, as: UTF8.self)
    let found = NameToken.tokens(of: text).map { token in
      let kind: Kind =
        if token.isInitial { .initial } else if NameWords.shipped.honorific(token.key) != nil {
          .honorific
        } else if !NameWords.shipped.particles(token.key).isEmpty {
          .particle
        } else if Self.suffixes.contains(token.key) { .suffix } else { .word }
      return Piece(
        word: self.number(of: token), kind: kind,
        isShort: token.isJoined || kind == .particle || token.key.unicodeScalars.count <= 3)
    }
    readings.append(found)
    return found
  }

  /// What sets generations apart.
  private static let suffixes: Set<String> = ["jr", "sr", "ii", "iii", "iv", "мл", "ст"]
}
