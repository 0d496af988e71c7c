/// What the names in an object of JSON-LD stand for.
struct JSONLDContext {
  /// What one name stands for.
  struct Term {
    let iri: String
    /// Whether its values are resources.
    var isResource = false
    /// Whether its values are listed by language.
    var isByLanguage = false
    /// The language of its values; an empty one is none.
    var language: String?
  }

  private var terms: [String: Term] = [:]
  private var vocabulary: String?
  private var base: String?
  /// The language of texts that say none.
  private(set) var language: String?

  /// The context with what another one says.
  ///
  /// - Parameter wrong: Makes an error of a reason.
  func extended(
    by object: [String: Any], _ wrong: (String) -> InterchangeError
  ) throws(InterchangeError) -> JSONLDContext {
    guard let value = object["@context"] else { return self }
    var context = self
    try context.add(value, wrong)
    return context
  }

  private mutating func add(
    _ value: Any, _ wrong: (String) -> InterchangeError
  ) throws(InterchangeError) {
    switch value {
    case let parts as [Any]: for part in parts { try add(part, wrong) }
    case let address as String:
      let name = address.drop { $0 != ":" }.trimmingSlashes
      guard name == "://schema.org" || name == "://schema.org/docs/jsonldcontext.json" else {
        throw wrong("the context \(address) is not fetched; it must stand in the file")
      }
      vocabulary = "http://schema.org/"
      terms["schema"] = Term(iri: "http://schema.org/")
      terms["id"] = Term(iri: "@id")
      terms["type"] = Term(iri: "@type")
    case let entries as [String: Any]: try add(entries: entries, wrong)
    default: self = JSONLDContext()
    }
  }

  private mutating func add(
    entries: [String: Any], _ wrong: (String) -> InterchangeError
  ) throws(InterchangeError) {
    if entries["@import"] != nil { throw wrong("a context is imported, which is not done") }
    if let text = entries["@vocab"] as? String {
      vocabulary = expanded(text, isTerm: false) ?? text
    }
    if let text = entries["@base"] as? String { base = IRIReference.resolved(text, base: base) }
    if let value = entries["@language"] { language = value as? String }
    var names = entries.keys.filter { !$0.hasPrefix("@") }.sorted()
    // A name may be made of others that come later: as many rounds as there are names are enough.
    while !names.isEmpty {
      var left: [String] = []
      for name in names where !define(name, entries[name], isLast: false) { left.append(name) }
      if left.count == names.count {
        for name in left { _ = define(name, entries[name], isLast: true) }
        return
      }
      names = left
    }
  }

  /// Notes what a name stands for; `false` where that is made of a prefix that is not known yet.
  private mutating func define(_ name: String, _ value: Any?, isLast: Bool) -> Bool {
    let object = value as? [String: Any]
    guard let text = value as? String ?? object?["@id"] as? String ?? (object == nil ? nil : name)
    else {
      terms[name] = nil
      return true
    }
    if !isLast, let colon = text.firstIndex(of: ":"), !text[colon...].hasPrefix("://"),
      terms[String(text[..<colon])] == nil
    {
      return false
    }
    guard let iri = expanded(text, isTerm: text != name || text.contains(":")) else {
      return true
    }
    var term = Term(iri: iri)
    term.isResource = ["@id", "@vocab"].contains(object?["@type"] as? String)
    term.isByLanguage =
      object?["@container"] as? String == "@language"
      || (object?["@container"] as? [String])?.contains("@language") == true
    if let language = object?["@language"] { term.language = language as? String ?? "" }
    terms[name] = term
    return true
  }

  /// What a property stands for; `nil` where nothing says it.
  func property(_ name: String) -> Term? {
    if name.hasPrefix("@") { return Term(iri: name) }
    if let term = terms[name] { return term }
    return expanded(name, isTerm: true).map { Term(iri: $0) }
  }

  /// The class that a name stands for.
  func type(_ name: String) -> String? { expanded(name, isTerm: true) }

  /// The resource that a reference leads to.
  func resource(_ reference: String) -> String {
    reference.contains(":")
      ? expanded(reference, isTerm: false) ?? reference
      : IRIReference.resolved(reference, base: base)
  }

  private func expanded(_ name: String, isTerm: Bool) -> String? {
    if name.hasPrefix("@") { return name }
    if isTerm, let term = terms[name] { return term.iri }
    if let colon = name.firstIndex(of: ":") {
      let rest = name[name.index(after: colon)...]
      if !rest.hasPrefix("//"), let start = terms[String(name[..<colon])] {
        return start.iri + rest
      }
      return name
    }
    return vocabulary.map { $0 + name }
  }
}

extension Substring {
  /// Without slashes at the end.
  fileprivate var trimmingSlashes: Substring {
    var text = self
    while text.hasSuffix("/") { text.removeLast() }
    return text
  }
}
