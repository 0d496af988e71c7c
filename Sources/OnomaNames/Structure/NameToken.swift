public import OnomaText

/// One word of a written name: a maximal run of letters, with what stands around it.
public struct NameToken: Hashable, Sendable {
  /// The word as written.
  public let text: String
  /// Its look-up key (``NameKey``).
  public let key: String
  /// Where it lies in the name, in scalars.
  public let range: Range<Int>
  /// The script of its first letter.
  public let script: Script
  /// Whether a full stop follows at once.
  public let hasStop: Bool
  /// Whether a hyphen joins it to the token before.
  public let isJoined: Bool
  /// Whether a comma stands between it and the token before.
  public let followsComma: Bool
  /// Whether all of its letters are capitals and there are at least two.
  public let isAllCapitals: Bool
  /// Whether its first letter is a capital, or its script has none.
  public let isCapitalized: Bool

  /// Whether it is one letter, or two with a stop, as initials are written (`Yu.`, `Дз.`).
  public var isInitial: Bool {
    guard script.hasCase || hasStop else { return false }
    let length = text.unicodeScalars.count
    return length == 1 || (length == 2 && hasStop && isCapitalized && !isAllCapitals)
  }

  /// Splits a name into its words.
  ///
  /// Letters, marks and digits make words; an apostrophe or a middle dot of Catalan inside a word
  /// belongs to it. A change of script ends a word, except between Han and kana. Complexity: O(n).
  public static func tokens(of name: String) -> [NameToken] {
    let scalars = Array(name.unicodeScalars)
    var tokens: [NameToken] = []
    var index = 0
    var joined = false
    var comma = false
    while index < scalars.count {
      guard isWord(scalars[index]) else {
        // A space on either side of a dash makes it punctuation, not a joint.
        if isHyphen(scalars[index]) {
          let before = index > 0 && isWord(scalars[index - 1])
          joined = before && index + 1 < scalars.count && isWord(scalars[index + 1])
        } else if ScalarClass(scalars[index]) != .format {
          joined = false
          if scalars[index] == "," || scalars[index] == "،" || scalars[index] == "，" {
            comma = true
          }
        }
        index += 1
        continue
      }
      let start = index
      var script = Script(of: scalars[start])
      index += 1
      while index < scalars.count {
        let scalar = scalars[index]
        if isWord(scalar) {
          let next = Script(of: scalar)
          if next != script, next != .common, next != .inherited {
            if script == .common {
              script = next
            } else if !(mixes(script) && mixes(next)) {
              break
            }
          }
        } else if !(isApostrophe(scalar) && index + 1 < scalars.count
          && isWord(scalars[index + 1]) && (scalar.value != 0xB7 || script == .latin))
          && ScalarClass(scalar) != .format
        {
          break
        }
        index += 1
      }
      tokens.append(
        NameToken(
          scalars: scalars, range: start..<index, script: script, isJoined: joined,
          followsComma: comma))
      joined = false
      comma = false
    }
    return tokens
  }

  private init(
    scalars: [Unicode.Scalar], range: Range<Int>, script: Script, isJoined: Bool,
    followsComma: Bool
  ) {
    var capitals = 0
    var letters = 0
    for index in range {
      let kind = ScalarClass(scalars[index])
      if kind.isLetter { letters += 1 }
      if kind == .upper { capitals += 1 }
    }
    text = Self.text(scalars, range)
    key = NameKey.fold(text)
    self.range = range
    self.script = script
    self.isJoined = isJoined
    self.followsComma = followsComma
    hasStop = range.upperBound < scalars.count && scalars[range.upperBound] == "."
    isAllCapitals = letters > 1 && capitals == letters
    let first = ScalarClass(scalars[range.lowerBound])
    isCapitalized = first == .upper || first == .otherLetter
  }

  /// Scalars as a text; those of ASCII are its bytes.
  private static func text(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
    var bits: UInt32 = 0
    for index in range { bits |= scalars[index].value }
    if bits < 0x80 {
      return String(unsafeUninitializedCapacity: range.count) { bytes in
        for (place, index) in range.enumerated() {
          bytes[place] = UInt8(truncatingIfNeeded: scalars[index].value)
        }
        return range.count
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// A token cut out of an unspaced one.
  package init(text: String, range: Range<Int>, script: Script) {
    self.text = text
    key = NameKey.fold(text)
    self.range = range
    self.script = script
    hasStop = false
    isJoined = false
    followsComma = false
    isAllCapitals = false
    isCapitalized = true
  }

  /// Whether a scalar is part of a word: a letter, a mark or a digit.
  package static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    let kind = ScalarClass(scalar)
    return kind.isLetter || kind == .mark || kind == .digit
  }

  static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x27, 0x2019, 0x2BC, 0x2BB, 0x2018, 0x60, 0xB4, 0xB7, 0x5F3, 0x5F4: true
    default: false
    }
  }

  static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2010, 0x2011, 0x2012, 0x2013: true
    default: false
    }
  }

  /// Scripts that Japanese writes inside one word.
  private static func mixes(_ script: Script) -> Bool {
    script == .han || script == .hiragana || script == .katakana
  }
}
