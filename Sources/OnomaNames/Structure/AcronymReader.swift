internal import OnomaText

/// Tells which long forms an acronym can stand for.
public enum AcronymReader {
  /// Whether a word looks like an acronym: two to eight capitals, dots between them or not, or a
  /// word with at least two capitals and few other letters (BelTA, UNESCO, K.G.B.).
  public static func isAcronym(_ text: String) -> Bool {
    var capitals = 0
    var others = 0
    for scalar in text.unicodeScalars {
      switch ScalarClass(scalar) {
      case .upper: capitals += 1
      case .lower, .otherLetter, .digit: others += 1
      default: if scalar != "." && scalar != "&" { return false }
      }
    }
    return (2...8).contains(capitals) && others <= 2 && capitals > others
  }

  /// Whether an acronym spells the initials of some words, in order: every capital begins a word, and
  /// every word that is not a small one is begun or skipped at the cost of none.
  ///
  /// `fits("IIS", ["Institute", "of", "International", "Studies"])` holds; `IISS` does not.
  /// - Parameter words: The words of the long form; small words (of, for, and) may be skipped or
  ///   count (BoE).
  public static func fits(_ acronym: String, _ words: [String]) -> Bool {
    let letters = Array(NameKey.foldPhrase(acronym).unicodeScalars).filter {
      ScalarClass($0).isLetter
    }
    let initials: [(letter: Unicode.Scalar, isSmall: Bool)] = words.compactMap { word in
      guard let first = NameKey.foldPhrase(word).unicodeScalars.first else { return nil }
      let isSmall = NameWords.shipped.particles(NameKey.foldPhrase(word)).isEmpty == false
      return (first, isSmall)
    }
    guard letters.count >= 2 else { return false }
    var index = 0
    for initial in initials {
      if index < letters.count, initial.letter == letters[index] {
        index += 1
      } else if !initial.isSmall {
        return false
      }
    }
    return index == letters.count
  }
}
