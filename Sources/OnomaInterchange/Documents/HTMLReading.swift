internal import OnomaDocuments
internal import OnomaText

/// Makes the markup of a web page invisible, scalar for scalar.
///
/// Tags become invisible characters, those of blocks line ends as well; comments, scripts and styles go
/// whole. A character reference becomes the character. It is no HTML parser: it reads what it is given
/// once, from the front, and a `<` that no tag follows is text.
/// Complexity: O(n).
struct HTMLReading {
  private let source: [Unicode.Scalar]
  private var out: [Unicode.Scalar]
  private var references: [Range<Int>] = []
  private var isPreformatted = false

  /// What stands for markup: a soft hyphen, which leaves no gap in a word.
  static let filler: Unicode.Scalar = "\u{AD}"
  /// The longest tag; more between `<` and `>` is text.
  private static let tagLimit = 8192

  /// The reading of a page.
  static func reading(of text: SourceText) -> MarkupReading {
    var page = HTMLReading(text.scalars)
    page.run()
    return MarkupReading(scalars: page.out, references: page.references)
  }

  private init(_ scalars: [Unicode.Scalar]) {
    source = scalars
    out = scalars
  }

  private mutating func run() {
    var index = 0
    while index < source.count {
      switch source[index] {
      case "<": index = markup(at: index)
      case "&":
        if let (scalar, end) = CharacterReferences.reference(at: index, in: source) {
          hide(index..<(end - 1))
          out[end - 1] = scalar
          references.append(index..<end)
          index = end
        } else {
          index += 1
        }
      case "\n", "\r":
        if !isPreformatted { out[index] = " " }
        index += 1
      default: index += 1
      }
    }
  }

  private mutating func markup(at start: Int) -> Int {
    if starts("<!--", at: start) {
      let end = find("-->", from: start + 4)
      hide(start..<end)
      return end
    }
    guard let end = tagEnd(start) else { return start + 1 }
    let isClosing = start + 1 < end && source[start + 1] == "/"
    let name = Self.name(source[(start + (isClosing ? 2 : 1))..<end])
    hide(start..<end)
    if name == "pre" { isPreformatted = !isClosing }
    if Self.blocks.contains(name) {
      out[start] = "\n"
      if name != "br" { out[start + 1] = "\n" }
    }
    guard !isClosing, Self.hidden.contains(name) else { return end }
    let close = find("</" + name, from: end)
    hide(end..<close)
    return close
  }

  /// Where a tag ends that begins at a `<`; `nil` where none does.
  private func tagEnd(_ start: Int) -> Int? {
    guard start + 1 < source.count else { return nil }
    let next = source[start + 1]
    guard
      next == "/" || next == "!" || next == "?" || next.properties.isASCIIHexDigit
        || (next.value < 0x80 && ScalarClass(next).isLetter)
    else { return nil }
    var quote: Unicode.Scalar?
    for index in (start + 1)..<min(source.count, start + Self.tagLimit) {
      let scalar = source[index]
      if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == ">" {
        return index + 1
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "<" {
        return nil
      }
    }
    return nil
  }

  private static func name(_ tag: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in tag.prefix(12) {
      guard scalar.value < 0x80, ScalarClass(scalar).isLetter || ScalarClass(scalar) == .digit
      else { break }
      view.append(scalar.lowercased)
    }
    return String(view)
  }

  private func starts(_ text: String, at start: Int) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard start + wanted.count <= source.count else { return false }
    return wanted.indices.allSatisfy { source[start + $0].lowercased == wanted[$0] }
  }

  /// Where a text is found, behind it for the end of a comment; the end where it is not.
  private func find(_ text: String, from start: Int) -> Int {
    let first = text.unicodeScalars.first
    var index = start
    while index < source.count {
      if source[index] == first, starts(text, at: index) {
        return text == "-->" ? index + 3 : index
      }
      index += 1
    }
    return source.count
  }

  private mutating func hide(_ range: Range<Int>) {
    for index in range { out[index] = Self.filler }
  }

  private static let hidden: Set<String> = [
    "script", "style", "noscript", "template", "svg", "math",
  ]
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "label", "legend", "li", "main", "nav", "ol", "option",
    "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
  ]
}
