internal import OnomaNames
internal import OnomaText

/// The nominatives of the words of a run's names, each looked for once: a family name comes with several
/// given names, and a name in several cases.
///
/// Not for two threads at once.
final class InflectedWords {
  /// A nominative with its key.
  struct Lemma {
    let reading: NameInflections.Reading
    let key: String
  }

  private struct Language {
    var words = KeyTable()
    var lemmas: [[Lemma]] = []
  }

  private var languages: [String: Language] = [:]

  /// The nominatives that a word may come from in a language, as ``NameInflections`` gives them.
  func lemmas(of word: String, language: String) -> [Lemma] {
    let number = languages[language, default: Language()].words.insert(word)
    if let known = languages[language], number < known.lemmas.count { return known.lemmas[number] }
    let lemmas = NameInflections.shipped.readings(of: word, language: language).map {
      Lemma(reading: $0, key: NameKey.fold($0.lemma))
    }
    languages[language, default: Language()].lemmas.append(lemmas)
    return lemmas
  }
}
