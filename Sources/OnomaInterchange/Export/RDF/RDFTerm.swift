/// A term of RDF as N-Triples and Turtle write it.
enum RDFTerm: Sendable {
  /// A resource.
  case iri(String)
  /// A text, with its language where that is known.
  case literal(String, language: String? = nil)
  /// A value of a datatype.
  case typed(String, String)

  /// The term, in a form that is both N-Triples and Turtle.
  var text: String {
    switch self {
    case .iri(let iri): "<\(iri)>"
    case .typed(let value, let type): Self.quoted(value) + "^^<\(type)>"
    case .literal(let value, let language):
      Self.quoted(value) + (Self.tag(language).map { "@" + $0 } ?? "")
    }
  }

  /// A language tag if it is well formed (the grammar of RDF 1.1 Turtle, LANGTAG).
  static func tag(_ language: String?) -> String? {
    guard let language, !language.isEmpty else { return nil }
    let pieces = language.utf8.split(separator: 0x2D, omittingEmptySubsequences: false)
    let isLetter = { (byte: UInt8) in (0x61...0x7A).contains(byte | 0x20) }
    let isSound = pieces.enumerated().allSatisfy { place, piece in
      (1...8).contains(piece.count)
        && piece.allSatisfy { isLetter($0) || (place > 0 && (0x30...0x39).contains($0)) }
    }
    return isSound ? language : nil
  }

  private static func quoted(_ value: String) -> String {
    var view = String.UnicodeScalarView()
    view.append("\"")
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": view.append(contentsOf: "\\\"".unicodeScalars)
      case "\\": view.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": view.append(contentsOf: "\\n".unicodeScalars)
      case "\r": view.append(contentsOf: "\\r".unicodeScalars)
      case "\t": view.append(contentsOf: "\\t".unicodeScalars)
      // Line separators of Unicode, which some line readers take for line ends, and controls.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let padded = String(repeating: "0", count: 4 - hex.utf8.count) + hex
        view.append(contentsOf: "\\u\(padded)".unicodeScalars)
      default: view.append(scalar)
      }
    }
    view.append("\"")
    return String(view)
  }
}

/// The vocabularies that exports use.
enum Vocabulary {
  static let skos = "http://www.w3.org/2004/02/skos/core#"
  static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  static let dcterms = "http://purl.org/dc/terms/"
  static let schema = "https://schema.org/"
  static let xsd = "http://www.w3.org/2001/XMLSchema#"
  static let nif = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
  static let itsrdf = "http://www.w3.org/2005/11/its/rdf#"

  /// The prefixes in their order.
  static let prefixes = [
    ("dcterms", dcterms), ("itsrdf", itsrdf), ("nif", nif), ("rdf", rdf), ("schema", schema),
    ("skos", skos), ("xsd", xsd),
  ]
}
