internal import OnomaNames
internal import OnomaText

/// One word of a document.
struct DocumentToken: Sendable {
  /// What lies between a word and the one before it.
  enum Gap: Int, Sendable {
    /// Nothing: the words touch, as `Ukraine` and its possessive do.
    case none
    /// Spaces, or a line end inside a wrapped paragraph.
    case space
    /// A hyphen without spaces.
    case hyphen
    /// The stop of an initial or an abbreviation, and spaces.
    case stop
    /// A line end that may be one inside a name or between two names.
    case lineEnd
    /// Any other punctuation.
    case punctuation
    /// A paragraph's end.
    case paragraph
  }

  /// The word in the vocabulary of the run.
  let word: WordVocabulary.Word
  /// Where the word lies, in scalars; a stop that belongs to an acronym is inside.
  let range: Range<Int>
  /// The script of its first letter.
  let script: Script
  /// What lies before it.
  let gap: Gap
  /// Whether a sentence starts with it.
  let startsSentence: Bool
  /// Whether an opening quotation mark stands right before it.
  let isQuoted: Bool
  /// Whether a stop follows at once.
  let hasStop: Bool
  /// Which line it is on, from 0; lines that were only wrapped count as one.
  let line: Int
  /// Whether its first letter is a capital.
  let isCapitalized: Bool
  /// Whether it has at least two letters and all are capitals.
  let isAllCapitals: Bool
  /// Whether it is a part of an inflection after an apostrophe: `s` in `Coale's`, `nun` in Turkish.
  let isEnding: Bool
  /// Whether any digit is in it.
  let hasDigit: Bool

  /// The word as written.
  var text: String { word.text }
  /// The phrase key (``NameKey/foldPhrase(_:)``).
  var key: String { word.key }

  /// Whether it is an initial: one capital with a stop, or alone between names.
  var isInitial: Bool { isCapitalized && hasStop && !isAllCapitals && word.count <= 2 }
}
