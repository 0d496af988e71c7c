internal import Onoma

/// A source whose people have further spellings, made by romanization systems and presses.
///
/// So an index finds *Tsikhanouski* when somebody looks for *Ціханоўскі*, which no document has. The
/// spellings of each entity are made when it passes by; those of a name are kept for the next time.
struct VariantExportSource: ExportSource {
  private let source: any ExportSource
  private let limit: Int
  private let known = Known()

  init(_ source: any ExportSource, limit: Int) {
    self.source = source
    self.limit = limit
  }

  func forEachEntity(mentions: Bool, _ body: (ExportedEntity) throws -> Void) throws {
    try source.forEachEntity(mentions: mentions) { exported in
      var exported = exported
      exported.entity = enriched(exported.entity)
      try body(exported)
    }
  }

  func forEachLink(_ body: (IdentityLink) throws -> Void) throws { try source.forEachLink(body) }

  func forEachDocument(_ body: (ExportedDocument) throws -> Void) throws {
    try source.forEachDocument { document in
      var document = document
      document.entities = document.entities.mapValues(enriched)
      try body(document)
    }
  }

  private func enriched(_ entity: Entity) -> Entity {
    guard entity.type == .person else { return entity }
    var entity = entity
    var seen = Set(entity.spellings)
    for spelling in entity.spellings {
      for variant in variants(of: spelling) where seen.insert(variant).inserted {
        entity.aliases.append(Alias(variant))
      }
    }
    return entity
  }

  private func variants(of name: String) -> [String] {
    if let variants = known.variants[name] { return variants }
    let options = VariantOptions(acrossLanguages: true, limit: limit)
    let variants = NameVariants.shipped.variants(of: name, options: options).map(\.text)
    // Bounded: a million names would not fit.
    if known.variants.count >= 10_000 { known.variants.removeAll(keepingCapacity: true) }
    known.variants[name] = variants
    return variants
  }

  /// What was made so far.
  private final class Known {
    var variants: [String: [String]] = [:]
  }
}
