internal import OnomaDocuments
internal import OnomaText

/// Makes the markup of a Markdown text invisible, scalar for scalar.
///
/// Fenced and inline code, addresses and the signs of headings, lists, quotations, links and emphasis
/// go; tags and character references are read as in HTML.
/// Complexity: O(n).
struct MarkdownReading {
  private var out: [Unicode.Scalar]
  private var isCode = false

  /// The reading of a text.
  static func reading(of text: SourceText) -> MarkupReading {
    var markdown = MarkdownReading(out: text.scalars)
    var start = 0
    while start <= text.count {
      let end = text.scalars[start...].firstIndex(of: "\n") ?? text.count
      markdown.line(start..<end)
      start = end + 1
    }
    // What is left may hold HTML; its line ends mean what they mean in Markdown.
    let page = HTMLReading.reading(of: SourceText(scalars: markdown.out))
    var scalars = page.scalars
    for index in scalars.indices where text.scalars[index] == "\n" || text.scalars[index] == "\r" {
      scalars[index] = text.scalars[index]
    }
    return MarkupReading(scalars: scalars, references: page.references)
  }

  private mutating func line(_ range: Range<Int>) {
    let text = out[range]
    let head = text.drop { $0 == " " || $0 == "\t" }
    if head.starts(with: "```".unicodeScalars) || head.starts(with: "~~~".unicodeScalars) {
      isCode.toggle()
      hide(range)
      return
    }
    if isCode {
      hide(range)
      return
    }
    var index = head.startIndex
    while index < range.upperBound, "#>-*+".unicodeScalars.contains(out[index]) {
      var end = index
      while end < range.upperBound, out[end] == out[index] { end += 1 }
      guard end == range.upperBound || out[end] == " " else { break }
      hide(index..<end)
      index = min(end + 1, range.upperBound)
    }
    inline(index..<range.upperBound)
  }

  private mutating func inline(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch out[index] {
      case "\\" where index + 1 < range.upperBound && ScalarClass(out[index + 1]) == .punctuation:
        hide(index..<(index + 1))
        index += 2
      case "`":
        if let end = close("`", index + 1, range) {
          hide(index..<end)
          index = end
        } else {
          index += 1
        }
      case "]" where index + 1 < range.upperBound && out[index + 1] == "(":
        if let end = close(")", index + 2, range) {
          hide(index..<end)
          index = end
        } else {
          index += 1
        }
      case "[", "]":
        hide(index..<(index + 1))
        index += 1
      case "!" where index + 1 < range.upperBound && out[index + 1] == "[":
        hide(index..<(index + 1))
        index += 1
      case "*", "_", "~":
        let before = index > range.lowerBound ? ScalarClass(out[index - 1]) : .space
        let after = index + 1 < range.upperBound ? ScalarClass(out[index + 1]) : .space
        let isInside = before.isLetter && after.isLetter && out[index] == "_"
        if !(before == .space && after == .space), !isInside { hide(index..<(index + 1)) }
        index += 1
      default: index += 1
      }
    }
  }

  private func close(_ sign: Unicode.Scalar, _ start: Int, _ range: Range<Int>) -> Int? {
    guard start <= range.upperBound else { return nil }
    // An address of more than two thousand characters is none.
    return out[start..<min(range.upperBound, start + 2048)].firstIndex(of: sign).map { $0 + 1 }
  }

  private mutating func hide(_ range: Range<Int>) {
    for index in range { out[index] = HTMLReading.filler }
  }
}
