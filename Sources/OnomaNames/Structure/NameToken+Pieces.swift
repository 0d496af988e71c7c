internal import OnomaText

extension NameToken {
  /// A piece of a token that is written without spaces (习近平 as 习 and 近平).
  package func piece(_ piece: Range<Int>) -> NameToken {
    let scalars = Array(text.unicodeScalars)[piece]
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return NameToken(
      text: String(view),
      range: (range.lowerBound + piece.lowerBound)..<(range.lowerBound + piece.upperBound),
      script: script)
  }
}
