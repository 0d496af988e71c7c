/// What the directives of a Turtle document said so far.
struct TurtleScope {
  var prefixes: [String: String] = [:]
  var base: String?
  /// How many blank nodes without a name there were.
  var blanks = 0
}

/// Takes statements of Turtle apart (<https://www.w3.org/TR/turtle/>, section 6.5).
struct TurtleParser {
  private(set) var scope: TurtleScope
  private let bytes: [UInt8]
  private let file: String
  private let line: Int
  private var position = 0
  private var triples: [RDFTriple] = []
  private var depth = 0
  private var start = 0

  /// How deep nodes may lie in each other.
  private static let depthLimit = 64
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let xsd = "http://www.w3.org/2001/XMLSchema#"

  init(_ bytes: [UInt8], _ scope: TurtleScope, file: String, line: Int) {
    self.bytes = bytes
    self.scope = scope
    self.file = file
    self.line = line
  }

  /// The line that the last statement began on.
  var statementLine: Int { line + bytes[..<start].count { $0 == 0x0A } }

  /// The triples of the next statement's subject; none for a directive, `nil` at the end.
  ///
  /// What is said of the nodes inside it is left out: they have no names that others could use.
  mutating func statement() throws(InterchangeError) -> [RDFTriple]? {
    skipSpace()
    guard position < bytes.count else { return nil }
    start = position
    if try directive() { return [] }
    triples = []
    let subject: RDFTriple.Term
    if next == 0x5B {
      subject = try blankNode(isSubject: true)
      skipSpace()
      if next != 0x2E { try predicates(of: subject) }
    } else {
      subject = try term()
      if case .literal = subject { throw wrong("the subject is a literal") }
      try predicates(of: subject)
    }
    try expect(0x2E, "a statement does not end with a full stop")
    return triples
  }

  // MARK: Statements

  private mutating func directive() throws(InterchangeError) -> Bool {
    for (word, isOld) in [("@prefix", true), ("@base", true), ("PREFIX", false), ("BASE", false)] {
      guard isKeyword(word, anyCase: !isOld) else { continue }
      position += word.utf8.count
      skipSpace()
      if word.utf8.count > 5 {
        let name = try prefixName()
        skipSpace()
        scope.prefixes[name] = try iri()
      } else {
        scope.base = try iri()
      }
      if isOld { try expect(0x2E, "a directive does not end with a full stop") }
      return true
    }
    return false
  }

  private func isKeyword(_ word: String, anyCase: Bool) -> Bool {
    let end = position + word.utf8.count
    guard end < bytes.count, Self.isSpace(bytes[end]) || bytes[end] == 0x3C else { return false }
    return zip(bytes[position..<end], word.utf8).allSatisfy { byte, letter in
      byte == letter || (anyCase && byte & 0xDF == letter)
    }
  }

  private mutating func prefixName() throws(InterchangeError) -> String {
    let first = position
    while let byte = next, byte != 0x3A, !Self.isSpace(byte) { position += 1 }
    let name = try utf8(bytes[first..<position])
    guard next == 0x3A else { throw wrong("a prefix does not end with a colon") }
    position += 1
    return name
  }

  /// Predicates with their objects, as far as semicolons lead.
  private mutating func predicates(of subject: RDFTriple.Term) throws(InterchangeError) {
    while true {
      skipSpace()
      let predicate: String
      if isKeyword("a", anyCase: false) {
        position += 1
        predicate = Self.rdf + "type"
      } else {
        guard case .iri(let iri) = try term() else { throw wrong("the predicate is no IRI") }
        predicate = iri
      }
      repeat {
        skipSpace()
        let object = try term()
        add(RDFTriple(subject, predicate, object))
        skipSpace()
      } while take(0x2C)
      guard take(0x3B) else { return }
      skipSpace()
      while take(0x3B) { skipSpace() }
      if next == 0x2E || next == 0x5D { return }
    }
  }

  private mutating func add(_ triple: RDFTriple) {
    if depth == 0 { triples.append(triple) }
  }

  // MARK: Terms

  private mutating func term() throws(InterchangeError) -> RDFTriple.Term {
    switch next {
    case 0x3C: return .iri(try iri())
    case 0x22, 0x27: return try literal()
    case 0x5B: return try blankNode(isSubject: false)
    case 0x28: return try collection()
    default: return try name()
    }
  }

  private mutating func iri() throws(InterchangeError) -> String {
    guard take(0x3C) else { throw wrong("an IRI is wanted") }
    return IRIReference.resolved(
      try text(upTo: 0x3E, 1, "an IRI is never closed"), base: scope.base)
  }

  private mutating func newBlank() -> RDFTriple.Term {
    scope.blanks += 1
    // No name in a file has a space.
    return .blank("_: \(scope.blanks)")
  }

  private mutating func blankNode(isSubject: Bool) throws(InterchangeError) -> RDFTriple.Term {
    position += 1
    let node = newBlank()
    skipSpace()
    if take(0x5D) { return node }
    try nested { parser throws(InterchangeError) in try parser.predicates(of: node) }
    try expect(0x5D, "a bracket is never closed")
    return node
  }

  private mutating func collection() throws(InterchangeError) -> RDFTriple.Term {
    position += 1
    let node = newBlank()
    try nested { parser throws(InterchangeError) in
      while true {
        parser.skipSpace()
        if parser.take(0x29) { return }
        if parser.position >= parser.bytes.count { throw parser.wrong("a list is never closed") }
        let item = try parser.term()
        parser.add(RDFTriple(node, Self.rdf + "first", item))
      }
    }
    return node
  }

  private mutating func nested(
    _ body: (inout TurtleParser) throws(InterchangeError) -> Void
  ) throws(InterchangeError) {
    depth += 1
    if depth > Self.depthLimit { throw wrong("nodes lie too deep in each other") }
    try body(&self)
    depth -= 1
  }

  private mutating func literal() throws(InterchangeError) -> RDFTriple.Term {
    let quote = bytes[position]
    let isLong =
      position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    position += isLong ? 3 : 1
    let value = try text(upTo: quote, isLong ? 3 : 1, "a text is never closed")
    if take(0x40) {
      let first = position
      while let byte = next, byte == 0x2D || Self.isNameByte(byte) { position += 1 }
      return .literal(value, language: try utf8(bytes[first..<position]))
    }
    if next == 0x5E {
      position += 2
      guard case .iri = try term() else { throw wrong("a datatype is no IRI") }
    }
    return .literal(value, language: nil)
  }

  /// A name with a prefix, a blank node, a number or a truth value.
  private mutating func name() throws(InterchangeError) -> RDFTriple.Term {
    var name: [UInt8] = []
    // A full stop at the end is not the name's; one that is escaped is.
    var stops = 0
    while let byte = next, !Self.isSpace(byte), !Self.delimiters.contains(byte) {
      position += 1
      if byte == 0x5C {
        guard let escaped = next else { break }
        name.append(escaped)
        position += 1
        stops = 0
      } else {
        name.append(byte)
        stops = byte == 0x2E ? stops + 1 : 0
      }
    }
    name.removeLast(stops)
    position -= stops
    let text = try utf8(name[...])
    if text.hasPrefix("_:") { return .blank(text) }
    if let colon = text.firstIndex(of: ":") {
      guard let start = scope.prefixes[String(text[..<colon])] else {
        throw wrong("the prefix \(text[...colon]) is not declared")
      }
      return .iri(start + text[text.index(after: colon)...])
    }
    guard text == "true" || text == "false" || Double(text) != nil else {
      throw wrong("neither an IRI, a name, a blank node nor a literal where a term is wanted")
    }
    return .literal(text, language: nil)
  }

  private static let delimiters = Set("<>\"'#,;[](){}".utf8)

  // MARK: Characters

  /// What stands before a closing byte, or three of them, escapes resolved.
  private mutating func text(
    upTo end: UInt8, _ count: Int, _ unclosed: String
  ) throws(InterchangeError) -> String {
    var result: [UInt8] = []
    while let byte = next {
      if byte == end, bytes[position...].prefix(count).allSatisfy({ $0 == end }),
        position + count <= bytes.count
      {
        position += count
        return try utf8(result[...])
      }
      position += 1
      if byte == 0x0A, count == 1 { break }
      guard byte == 0x5C else {
        result.append(byte)
        continue
      }
      guard let character = RDFEscape.character(bytes, &position) else {
        throw wrong("an escape stands for no character")
      }
      result += character
    }
    throw wrong(unclosed)
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x0A || TurtleLines.isSpace(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }

  /// Passes over white space and comments.
  private mutating func skipSpace() {
    while let byte = next {
      if byte == 0x23 {
        while let byte = next, byte != 0x0A { position += 1 }
      } else if Self.isSpace(byte) {
        position += 1
      } else {
        return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ byte: UInt8, _ otherwise: String) throws(InterchangeError) {
    skipSpace()
    if !take(byte) { throw wrong(otherwise) }
  }

  private func utf8(_ bytes: ArraySlice<UInt8>) throws(InterchangeError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong("invalid UTF-8") }
    return text
  }

  private func wrong(_ reason: String) -> InterchangeError {
    let lines = bytes[..<min(position, bytes.count)].count { $0 == 0x0A }
    return InterchangeError(file: file, line: line + lines, reason: reason)
  }
}
