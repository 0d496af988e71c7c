public import OnomaText

/// A text to find names in.
public struct Document: Sendable {
  /// What results call it, such as the file's name.
  public let name: String
  /// The text, exactly as it is.
  public let text: SourceText
  /// The language, where it is known or can be told.
  public let language: String?
  /// The text as a reader sees it: composed, without markup and invisible characters; ``whole(_:)``
  /// leads back to ``text``.
  let reading: SourceText
  private let clean: CleanText?
  private let units: [Range<Int>]

  /// Makes a document.
  ///
  /// - Parameters:
  ///   - markup: What of the text is markup, where it is not plain.
  ///   - language: A BCP 47 code; told from the text where it is `nil`.
  /// - Complexity: O(length).
  public init(
    name: String, text: SourceText, markup: MarkupReading? = nil, language: String? = nil
  ) {
    self.name = name
    self.text = text
    let visible = markup?.scalars ?? text.scalars
    clean = CleanText(visible)
    reading =
      clean.map { SourceText(scalars: $0.scalars) }
      ?? markup.map { SourceText(scalars: $0.scalars) } ?? text
    units = markup?.references ?? []
    // The first pages tell as much as the whole does.
    let sample = reading.scalars.prefix(20_000)
    self.language = language ?? LanguageGuess.language(of: sample)?.language
  }

  /// The range of ``text`` that a range of ``reading`` stands for, with the whole of each character
  /// reference (`&eacute;`) that it touches.
  ///
  /// Complexity: O(log n).
  func whole(_ range: Range<Int>) -> Range<Int> {
    let range = clean?.original(range) ?? range
    if units.isEmpty { return range }
    let start = unit(around: range.lowerBound)?.lowerBound ?? range.lowerBound
    let end = unit(around: range.upperBound - 1)?.upperBound ?? range.upperBound
    return start..<end
  }

  private func unit(around position: Int) -> Range<Int>? {
    var low = 0
    var high = units.count
    while low < high {
      let middle = (low + high) / 2
      if units[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low < units.count && units[low].contains(position) ? units[low] : nil
  }
}

/// How a text with markup reads: the same number of scalars, with the markup made invisible.
///
/// Positions in the reading are positions in the text. What stands inside a word leaves no gap in it.
public struct MarkupReading: Sendable {
  /// The scalars that a reader sees, and invisible ones where there is markup.
  public let scalars: [Unicode.Scalar]
  /// The ranges that stand for one character each, in order (`&eacute;`); the character is at the end.
  public let references: [Range<Int>]

  /// Takes a reading.
  ///
  /// - Parameter scalars: As many as the text has.
  public init(scalars: [Unicode.Scalar], references: [Range<Int>] = []) {
    self.scalars = scalars
    self.references = references
  }
}
