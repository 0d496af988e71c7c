internal import OnomaText

/// What the line ends of a document mean.
///
/// Some texts have one paragraph a line; others are wrapped by hand at some width, so that a line
/// end may fall inside a name. A line end was forced by the width if the next line's first word
/// would not have fitted.
struct LineLayout: Sendable {
  /// What a line end does.
  enum End: Sendable {
    /// The line was full: the sentence goes on.
    case wrapped
    /// The line could have gone on: a heading, a byline, a list, or a narrower column.
    case short
    /// A paragraph ends.
    case paragraph
  }

  /// The end of each line, by line.
  let ends: [End]
  /// Whether the text is wrapped by hand.
  let isWrapped: Bool

  /// Reads the layout.
  ///
  /// Complexity: O(n).
  init(_ text: SourceText) {
    var lengths: [Int] = []
    var firstWords: [Int] = []
    var length = 0
    var word = 0
    var inFirstWord = true
    let table = ScalarTable.shared
    for scalar in text.scalars {
      if scalar == "\n" {
        lengths.append(length)
        firstWords.append(word)
        (length, word, inFirstWord) = (0, 0, true)
        continue
      }
      if scalar == "\r" { continue }
      length += 1
      if table.kind(scalar) == .space {
        if word > 0 { inFirstWord = false }
      } else if inFirstWord {
        word += 1
      }
    }
    lengths.append(length)
    firstWords.append(word)
    let filled = lengths.filter { $0 > 0 }.sorted()
    let width = filled.isEmpty ? 0 : filled[filled.count * 97 / 100]
    let full = filled.count { $0 * 10 >= width * 7 }
    isWrapped = filled.count >= 8 && (30...120).contains(width) && full * 10 >= filled.count * 6
    let wrapped = isWrapped
    ends = lengths.indices.map { line in
      guard line + 1 < lengths.count, wrapped, lengths[line] > 0, lengths[line + 1] > 0 else {
        return .paragraph
      }
      return lengths[line] + 1 + firstWords[line + 1] > width ? .wrapped : .short
    }
  }
}
