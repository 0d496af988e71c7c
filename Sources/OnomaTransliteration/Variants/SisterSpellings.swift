/// How the other East Slavic languages write a name: Тихановский is Ціханоўскі in Belarusian.
///
/// A name is translated letter by letter between them, so the romanization of one spelling may be far
/// from that of another.
package enum SisterSpellings {
  /// The letters that a language does not have.
  private static let alien: [(language: String, letters: Set<Unicode.Scalar>)] = [
    ("be", Set("иїєґщъ".unicodeScalars)), ("ru", Set("іїєґў".unicodeScalars)),
    ("uk", Set("ыэёъў".unicodeScalars)),
  ]

  /// The most letters of a word that is translated.
  private static let lengthLimit = 32

  /// The likeliest spelling of a Cyrillic word in each of the languages that it is not written in, for
  /// each language that has all its letters; in order, none twice, without the word itself.
  ///
  /// Empty for words of other languages and for very long ones. Complexity: O(letters).
  package static func of(_ word: String) -> [String] {
    let letters = word.lowercased().unicodeScalars
    guard letters.count <= lengthLimit else { return [] }
    let table = LanguageCorrespondences.shipped
    var spellings: [String] = []
    for (language, alien) in alien where !letters.contains(where: alien.contains) {
      for target in table.targets(from: language) {
        guard let best = table.answers(to: word, from: language, to: target, limit: 1).first,
          best.text != word, !spellings.contains(best.text)
        else { continue }
        spellings.append(best.text)
      }
    }
    return spellings
  }
}
