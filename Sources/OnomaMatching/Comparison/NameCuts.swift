internal import OnomaNames
internal import OnomaText

/// The ways to cut a name that is written without spaces.
enum NameCuts {
  /// The ways beside the one that the parser found; none for a name of several words.
  ///
  /// Chinese and Korean names of two to five syllables may be a family name of one or two and a given
  /// name, or one foreign word.
  ///
  /// - Parameter prepared: Prepares a part.
  static func others(
    of words: [PreparedName.Word], _ prepared: (NamePart) -> PreparedName.Word
  ) -> [[PreparedName.Word]] {
    guard let first = words.first,
      first.part.token.script == .han
        || first.part.token.script == .hangul
    else { return [] }
    let isCut =
      words.count == 2
      && words[0].part.token.range.upperBound == words[1].part.token.range.lowerBound
    guard words.count == 1 || isCut else { return [] }
    let text = words.map(\.part.token.text).joined()
    let count = text.unicodeScalars.count
    guard (2...5).contains(count) else { return [] }
    let start = first.part.token.range.lowerBound
    let whole = NameToken(
      text: text, range: start..<(start + count), script: first.part.token.script)
    var cuts: [[PreparedName.Word]] = []
    if isCut { cuts.append([prepared(NamePart(token: whole, role: .family))]) }
    let known = isCut ? first.part.token.text.unicodeScalars.count : 0
    for length in 1...2 where length != known && count > length && count <= length + 2 {
      cuts.append([
        prepared(NamePart(token: whole.piece(0..<length), role: .family)),
        prepared(NamePart(token: whole.piece(length..<count), role: .given)),
      ])
    }
    return cuts
  }
}
