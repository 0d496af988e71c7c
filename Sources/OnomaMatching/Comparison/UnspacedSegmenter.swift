internal import OnomaNames
internal import OnomaText

/// Cuts names in scripts without spaces at the words that are known: 中国银行 into 中国 and 银行.
struct UnspacedSegmenter: Sendable {
  /// The known words by their first scalar, longest first.
  private let words: [Unicode.Scalar: [[Unicode.Scalar]]]

  /// The shipped tables' words.
  static let shipped = UnspacedSegmenter(
    OrganizationTerms.shipped.unspacedForms + PlaceForms.shipped.unspacedForms
      + LegalForms.shipped.keys.filter {
        $0.unicodeScalars.first.map { isUnspaced(Script(of: $0)) } ?? false
      })

  init(_ forms: [String]) {
    var words: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    for form in Set(forms).sorted() {
      let scalars = Array(form.unicodeScalars)
      if let first = scalars.first, !scalars.contains(" ") {
        words[first, default: []].append(scalars)
      }
    }
    for first in words.keys { words[first]?.sort { $0.count > $1.count } }
    self.words = words
  }

  /// Whether names in a script are cut at all.
  static func isUnspaced(_ script: Script) -> Bool { script.isUnspaced || script == .hangul }

  /// The pieces of a word, in order, and no more than `limit` known ones.
  ///
  /// A word of one character counts at the end only: elsewhere it is a part of a name (三菱, 海尔).
  func pieces(_ key: String, limit: Int) -> [String] {
    let scalars = Array(key.unicodeScalars)
    var pieces: [String] = []
    var unknown = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count, pieces.count < limit {
      let found = words[scalars[index]]?.first { word in
        scalars[index...].starts(with: word)
          && (word.count > 1 || (index > 0 && index + 1 == scalars.count))
      }
      if let found {
        if !unknown.isEmpty { pieces.append(String(unknown)) }
        unknown = String.UnicodeScalarView()
        var view = String.UnicodeScalarView()
        view.append(contentsOf: found)
        pieces.append(String(view))
        index += found.count
      } else {
        unknown.append(scalars[index])
        index += 1
      }
    }
    if !unknown.isEmpty { pieces.append(String(unknown)) }
    return pieces
  }
}
