public import OnomaText

/// A text to find names in.
public struct Document: Sendable {
  /// What results call it, such as the file's name.
  public let name: String
  /// The text, exactly as it is.
  public let text: SourceText
  /// The language, where it is known or can be told.
  public let language: String?

  /// Makes a document.
  ///
  /// - Parameter language: A BCP 47 code; told from the text where it is `nil`.
  /// - Complexity: O(length).
  public init(name: String, text: SourceText, language: String? = nil) {
    self.name = name
    self.text = text
    // The first pages tell as much as the whole does.
    let sample = text[0..<min(text.count, 20_000)]
    self.language = language ?? LanguageGuess.language(of: sample)?.language
  }
}
