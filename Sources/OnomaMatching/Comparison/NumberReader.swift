internal import OnomaNames
internal import OnomaText

/// Reads the numbers in names: figures, ordinals (12th, 5-я), Roman numerals and words.
enum NumberReader {
  /// The endings that make an ordinal of figures.
  private static let ordinalEndings: Set<String> = [
    "st", "nd", "rd", "th", "e", "er", "re", "eme", "o", "a", "ª", "º", "i", "y", "ste", "de",
    "я", "й", "е", "го", "ая", "ой", "ый", "ий", "ое", "ей", "ю", "му", "та", "те", "га", "ша",
  ]

  /// Whether a word is only the ending of the figure before it (5-я).
  static func isOrdinalEnding(_ key: String) -> Bool { ordinalEndings.contains(key) }

  /// The number of a word in figures with or without an ordinal ending, or `nil`.
  static func figures(_ key: String) -> String? {
    var digits = ""
    var rest = String.UnicodeScalarView()
    for scalar in key.unicodeScalars {
      if rest.isEmpty, ScalarClass(scalar) == .digit, let value = scalar.properties.numericValue {
        digits += String(Int(value))
      } else {
        rest.append(scalar)
      }
    }
    guard !digits.isEmpty, rest.isEmpty || ordinalEndings.contains(String(rest)) else { return nil }
    let significant = digits.drop { $0 == "0" }
    return significant.isEmpty ? "0" : String(significant)
  }

  /// The number of a Roman numeral up to 39 in capitals, or `nil`.
  ///
  /// Numerals with L, C, D and M are left out: in names those are letters (CD, MD, XL).
  static func roman(_ token: String) -> Int? {
    var values: [Int] = []
    for scalar in token.unicodeScalars {
      switch scalar {
      case "I": values.append(1)
      case "V": values.append(5)
      case "X": values.append(10)
      case "\u{2160}"..."\u{216B}": values.append(Int(scalar.value - 0x215F))
      default: return nil
      }
      if values.count > 7 { return nil }
    }
    var total = 0
    for (index, value) in values.enumerated() {
      total += index + 1 < values.count && value < values[index + 1] ? -value : value
    }
    // Ⅻ is one character; what is not written as a Roman would is no numeral (IIX, VX).
    return (1...39).contains(total) && (letters(total) == token || values.count == 1) ? total : nil
  }

  /// A number up to 39 as a Roman numeral.
  private static func letters(_ number: Int) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return String(repeating: "X", count: number / 10) + ones[number % 10]
  }
}
