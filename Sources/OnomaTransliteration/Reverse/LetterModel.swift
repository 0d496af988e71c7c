internal import OnomaText
internal import Synchronization

// Which of many possible originals looks like a name of its language? A trigram model over letters
// answers that: small enough to be a readable table (Data/transliteration/letter-model.tsv, made by
// letter-model.py beside it), and good enough, since the lattice leaves only originals that differ
// in a few letters. Trigrams are interpolated with bigrams and letters after Witten and Bell (1991):
// a context that was seen with many different letters trusts its own counts less.

/// How likely a word is in one language, letter by letter.
///
/// Immutable after `init`, hence safe to share between threads.
final class LetterModel: Sendable {
  /// The language, a BCP 47 code.
  let language: String
  /// The letters it knows, in lower case.
  let letters: [Unicode.Scalar]
  private let numbers: [UInt32: Int]
  /// `log p(c | a b)` at `(a * width + b) * width + c`; 0 is the edge of a word.
  private let costs: [Float]
  private let width: Int

  /// What a letter costs that the model does not know: a little less likely than the rarest.
  static let unknownCost: Float = -9
  /// The number of the edge of a word.
  static let edge = 0

  /// Makes the model from counts of trigrams; letters are numbered by `letters`, from 1.
  private init(
    language: String, letters: [Unicode.Scalar], trigrams: [(a: Int, b: Int, c: Int, count: Float)]
  ) {
    self.language = language
    self.letters = letters
    var numbers: [UInt32: Int] = [:]
    for (index, letter) in letters.enumerated() { numbers[letter.value] = index + 1 }
    self.numbers = numbers
    let width = letters.count + 1
    self.width = width
    var one = [Float](repeating: 0, count: width)
    var two = [Float](repeating: 0, count: width * width)
    var three = [Float](repeating: 0, count: width * width * width)
    for (a, b, c, count) in trigrams {
      one[c] += count
      two[b * width + c] += count
      three[(a * width + b) * width + c] += count
    }
    let unseen = Float(0.5)
    let total = one.reduce(0, +) + unseen * Float(width)
    let single = one.map { ($0 + unseen) / total }
    Self.interpolate(&two, rows: width, width: width) { _, c in single[c] }
    Self.interpolate(&three, rows: width * width, width: width) { row, c in
      two[(row % width) * width + c]
    }
    for index in three.indices { three[index] = Logarithm.log(three[index]) }
    costs = three
  }

  /// Turns counts into probabilities, row by row, leaning on `lower` for what a row has not seen.
  private static func interpolate(
    _ table: inout [Float], rows: Int, width: Int, lower: (Int, Int) -> Float
  ) {
    for row in 0..<rows {
      var total: Float = 0
      var kinds: Float = 0
      for c in 0..<width {
        let count = table[row * width + c]
        total += count
        if count > 0 { kinds += 1 }
      }
      // A row that was never seen says what the lower order says.
      let weight = total + kinds
      for c in 0..<width {
        let below = lower(row, c)
        let index = row * width + c
        table[index] = weight == 0 ? below : (table[index] + kinds * below) / weight
      }
    }
  }

  /// The number of a letter in lower case, or `nil`.
  ///
  /// Complexity: O(1).
  func number(of scalar: UInt32) -> Int? { numbers[scalar] }

  /// The logarithm of p(c | a b).
  ///
  /// A negative number stands for an unknown letter. Complexity: O(1).
  @inline(__always)
  func cost(_ a: Int, _ b: Int, _ c: Int) -> Float {
    if c < 0 { return Self.unknownCost }
    return costs[(max(a, 0) * width + max(b, 0)) * width + c]
  }

  /// The logarithm of the probability of a text in lower case, word by word.
  ///
  /// Complexity: O(*n*).
  func score(_ text: some Sequence<Unicode.Scalar>) -> Float {
    var total: Float = 0
    var a = Self.edge
    var b = Self.edge
    for scalar in text {
      var c = numbers[scalar.value] ?? -1
      if c < 0, RuleTable.apostrophes.contains(scalar) { c = numbers[0x27] ?? -1 }
      if c < 0, !scalar.properties.isAlphabetic { c = Self.edge }
      if c == Self.edge {
        if b != Self.edge { total += cost(a, b, Self.edge) }
        (a, b) = (Self.edge, Self.edge)
      } else {
        total += cost(a, b, c)
        (a, b) = (b, c)
      }
    }
    return b == Self.edge ? total : total + cost(a, b, Self.edge)
  }

  // MARK: The table

  /// A language's lines of the table, not yet read.
  private struct Block: Sendable {
    var rows: [DataTable.Row] = []
  }

  private static let blocks: [String: Block] = {
    var blocks: [String: Block] = [:]
    let table = DataTable.embedded(
      "transliteration/letter-model.tsv", columns: ["language", "before", "after"])
    for row in table.rows { blocks[String(row["language"]), default: Block()].rows.append(row) }
    return blocks
  }()

  private static let loaded = Mutex<[String: LetterModel]>([:])

  /// The languages that have a model, in order.
  static let languages: [String] = blocks.keys.sorted()

  /// The model of a language, or `nil`.
  ///
  /// Complexity: O(1) after the first call for a language.
  static func of(_ language: String) -> LetterModel? {
    if let known = loaded.withLock({ $0[language] }) { return known }
    guard let block = blocks[language] else { return nil }
    let made = read(language, block.rows)
    return loaded.withLock { loaded in
      if let known = loaded[language] { return known }
      loaded[language] = made
      return made
    }
  }

  private static func read(_ language: String, _ rows: [DataTable.Row]) -> LetterModel {
    var counts: [(Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Float)] = []
    var seen: Set<Unicode.Scalar> = []
    for row in rows {
      let before = Array(row["before"].unicodeScalars)
      guard before.count == 2 else { continue }
      for entry in row.list("after") {
        let scalars = entry.unicodeScalars
        guard let letter = scalars.first, let count = Int(Substring(scalars.dropFirst())) else {
          continue
        }
        counts.append((before[0], before[1], letter, Float(count)))
        seen.insert(letter)
      }
    }
    seen.remove("_")
    let letters = seen.sorted()
    var numbers: [Unicode.Scalar: Int] = ["_": edge]
    for (index, letter) in letters.enumerated() { numbers[letter] = index + 1 }
    return LetterModel(
      language: language, letters: letters,
      trigrams: counts.map {
        (numbers[$0.0] ?? edge, numbers[$0.1] ?? edge, numbers[$0.2] ?? edge, $0.3)
      })
  }
}

/// Natural logarithms and exponentials without a mathematics library.
enum Logarithm {
  /// The natural logarithm of a positive number, good to about six digits.
  ///
  /// The number is split into 2^e * m with m in 0.75 ..< 1.5; the series of artanh does the rest.
  static func log(_ value: Float) -> Float {
    guard value > 0 else { return -Float.greatestFiniteMagnitude }
    var exponent = Double(value.exponent)
    var significand = Double(value.significand)
    if significand >= 1.5 {
      significand /= 2
      exponent += 1
    }
    let z = (significand - 1) / (significand + 1)
    let square = z * z
    let series = 2 * z * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
    return Float(exponent * 0.693_147_180_559_945_3 + series)
  }

  /// e to a power of at most 0; 0 below -80.
  static func exp(_ value: Double) -> Double {
    guard value > -80 else { return 0 }
    // e^x = (e^(x/128))^128, and x/128 is small enough for five terms.
    let x = value / 128
    var result = 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5))))
    for _ in 0..<7 { result *= result }
    return result
  }
}
