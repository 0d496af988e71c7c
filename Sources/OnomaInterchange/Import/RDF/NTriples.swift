/// A statement of RDF: a subject, a predicate, an object.
struct RDFTriple {
  /// An object or a subject.
  enum Term: Hashable {
    case iri(String)
    case blank(String)
    case literal(String, language: String?)
  }

  let subject: Term
  let predicate: String
  let object: Term

  /// Makes a statement.
  init(_ subject: Term, _ predicate: String, _ object: Term) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
  }

  /// Reads a line of N-Triples; `nil` for an empty one and a comment.
  ///
  /// Grammar: <https://www.w3.org/TR/n-triples/>. A fourth term, the graph of N-Quads, is passed over.
  init?(_ line: [UInt8], file: String, number: Int) throws(InterchangeError) {
    var scanner = NTripleScanner(line, file: file, line: number)
    scanner.skipSpace()
    if scanner.isAtEnd || scanner.next == 0x23 { return nil }
    let subject = try scanner.term()
    guard case .iri(let predicate) = try scanner.term() else {
      throw scanner.wrong("the predicate is no IRI")
    }
    if case .literal = subject { throw scanner.wrong("the subject is a literal") }
    self.subject = subject
    self.predicate = predicate
    object = try scanner.term()
    if scanner.next != 0x2E { _ = try scanner.term() }
    guard scanner.next == 0x2E else { throw scanner.wrong("there is no full stop at the end") }
  }
}

/// Reads the terms of a line of N-Triples.
private struct NTripleScanner {
  private let bytes: [UInt8]
  private let file: String
  private let line: Int
  private var position = 0

  init(_ bytes: [UInt8], file: String, line: Int) {
    self.bytes = bytes
    self.file = file
    self.line = line
  }

  var isAtEnd: Bool { position >= bytes.count }
  /// The next byte, behind white space that was skipped.
  var next: UInt8? { isAtEnd ? nil : bytes[position] }

  func wrong(_ reason: String) -> InterchangeError {
    InterchangeError(file: file, line: line, reason: reason)
  }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x09 { position += 1 }
  }

  /// The next term, with the white space behind it.
  mutating func term() throws(InterchangeError) -> RDFTriple.Term {
    let term: RDFTriple.Term
    switch next {
    case 0x3C:
      position += 1
      term = .iri(try text(upTo: 0x3E))
    case 0x5F:
      let start = position
      while let byte = next, byte != 0x20, byte != 0x09 { position += 1 }
      term = .blank(try utf8(Array(bytes[start..<position])))
    case 0x22:
      position += 1
      let value = try text(upTo: 0x22)
      term = .literal(value, language: try language())
    default: throw wrong("neither an IRI, a blank node nor a literal where a term is wanted")
    }
    skipSpace()
    return term
  }

  /// A language tag, or `nil` where a datatype or nothing follows.
  private mutating func language() throws(InterchangeError) -> String? {
    if next == 0x40 {
      position += 1
      let start = position
      while let byte = next, byte != 0x20, byte != 0x09, byte != 0x2E { position += 1 }
      return try utf8(Array(bytes[start..<position]))
    }
    if next == 0x5E {
      position += 2
      guard next == 0x3C else { throw wrong("a datatype is no IRI") }
      position += 1
      _ = try text(upTo: 0x3E)
    }
    return nil
  }

  /// What stands before a closing byte, escapes resolved.
  private mutating func text(upTo end: UInt8) throws(InterchangeError) -> String {
    var result: [UInt8] = []
    while let byte = next {
      position += 1
      if byte == end { return try utf8(result) }
      guard byte == 0x5C else {
        result.append(byte)
        continue
      }
      guard let character = RDFEscape.character(bytes, &position) else {
        throw wrong("an escape stands for no character")
      }
      result += character
    }
    throw wrong(end == 0x3E ? "an IRI is never closed" : "a literal is never closed")
  }

  private func utf8(_ bytes: [UInt8]) throws(InterchangeError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong("invalid UTF-8") }
    return text
  }
}
