/// Makes triples of a node of JSON-LD and of those inside it.
struct JSONLDNodes {
  /// The triples: those of a node stand together, before those of the nodes inside it.
  private(set) var triples: [RDFTriple] = []
  private let context: JSONLDContext
  private let wrong: (String) -> InterchangeError
  private var blanks = 0

  private static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

  /// - Parameter wrong: Makes an error of a reason.
  init(_ context: JSONLDContext, _ wrong: @escaping (String) -> InterchangeError) {
    self.context = context
    self.wrong = wrong
  }

  /// Takes a node.
  mutating func take(_ node: [String: Any]) throws(InterchangeError) {
    _ = try take(node, context)
  }

  private mutating func take(
    _ node: [String: Any], _ outer: JSONLDContext
  ) throws(InterchangeError) -> RDFTriple.Term {
    let context = try outer.extended(by: node, wrong)
    // In the order of their names: the members of an object have none of their own.
    let members = node.sorted { $0.key < $1.key }.compactMap { member in
      context.property(member.key).map { (term: $0, value: member.value) }
    }
    let id = members.first { $0.term.iri == "@id" }?.value as? String
    let subject: RDFTriple.Term
    if let id, !id.hasPrefix("_:") {
      subject = .iri(context.resource(id))
    } else {
      blanks += 1
      subject = .blank(id ?? "_: \(blanks)")
    }
    var own: [RDFTriple] = []
    var inside: [[String: Any]] = []
    for (term, value) in members {
      switch term.iri {
      case "@type":
        for name in Self.list(value).compactMap({ $0 as? String }) {
          if let type = context.type(name) { own.append(RDFTriple(subject, Self.type, .iri(type))) }
        }
      case "@graph", "@included": inside += Self.list(value).compactMap { $0 as? [String: Any] }
      case let iri where !iri.hasPrefix("@"):
        for object in objects(value, term, context, &inside) {
          own.append(RDFTriple(subject, iri, object))
        }
      default: continue
      }
    }
    triples += own
    for node in inside { _ = try take(node, context) }
    return subject
  }

  private static func list(_ value: Any) -> [Any] { value as? [Any] ?? [value] }

  /// The values of a property; nodes among them are put aside.
  private func objects(
    _ value: Any, _ term: JSONLDContext.Term, _ context: JSONLDContext,
    _ inside: inout [[String: Any]]
  ) -> [RDFTriple.Term] {
    var found: [RDFTriple.Term] = []
    for value in Self.list(value) {
      switch value {
      case let text as String where term.isResource: found.append(.iri(context.resource(text)))
      case let text as String:
        let language = term.language ?? context.language ?? ""
        found.append(.literal(text, language: language.isEmpty ? nil : language))
      case let object as [String: Any]:
        func member(_ keyword: String) -> Any? {
          object[keyword]
            ?? object.first { context.property($0.key)?.iri == keyword }?.value
        }
        if term.isByLanguage {
          for (language, texts) in object.sorted(by: { $0.key < $1.key }) {
            for text in Self.list(texts).compactMap({ $0 as? String }) {
              found.append(.literal(text, language: language == "@none" ? nil : language))
            }
          }
        } else if let text = member("@value") {
          found.append(.literal("\(text)", language: member("@language") as? String))
        } else if let values = member("@list") ?? member("@set") {
          found += objects(values, term, context, &inside)
        } else {
          if let id = member("@id") as? String, !id.hasPrefix("_:") {
            found.append(.iri(context.resource(id)))
          }
          if object.count > 1 || member("@id") == nil { inside.append(object) }
        }
      case is [Any]: found += objects(value, term, context, &inside)
      default: found.append(.literal("\(value)", language: nil))
      }
    }
    return found
  }
}
