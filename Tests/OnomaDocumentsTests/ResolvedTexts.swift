import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

/// Some texts resolved together, and what the tests ask about them.
///
/// The documents are called `1`, `2`, … in their order.
struct ResolvedTexts {
  let documents: [Document]
  let resolution: Resolution

  init(_ texts: String..., knowledge: KnowledgeBase = KnowledgeBase()) {
    self.init(texts, knowledge: knowledge)
  }

  init(_ texts: [String], knowledge: KnowledgeBase = KnowledgeBase()) {
    documents = texts.enumerated().map { number, text in
      Document(name: String(number + 1), text: SourceText(text))
    }
    resolution = Resolver(knowledge: knowledge).resolve(documents)
  }

  var mentions: [ResolvedMention] { resolution.mentions }

  /// The surfaces in order, of one document or all, of one type or all.
  func surfaces(_ type: EntityType? = nil, in document: String? = nil) -> [String] {
    mentions.filter { mention in
      (type == nil || mention.type == type) && (document == nil || mention.document == document)
    }.map(\.surface)
  }

  /// The mentions with exactly this surface.
  func mentions(of surface: String, in document: String? = nil) -> [ResolvedMention] {
    mentions.filter { mention in
      mention.surface == surface && (document == nil || mention.document == document)
    }
  }

  /// The one ID that all mentions with this surface have; a failure where there is none or several.
  func id(
    _ surface: String, in document: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> CanonicalID {
    let ids = Set(mentions(of: surface, in: document).map(\.entity))
    return try #require(
      ids.count == 1 ? ids.first : nil,
      "\(surface) has \(ids.count) IDs; found were \(surfaces())", sourceLocation: sourceLocation)
  }

  /// The one type that all mentions with this surface have.
  func type(
    _ surface: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> EntityType {
    let types = Set(mentions(of: surface).map(\.type))
    return try #require(
      types.count == 1 ? types.first : nil, "\(surface): \(surfaces())",
      sourceLocation: sourceLocation)
  }
}

/// Checks that every mention's span is its surface in all three units, and that spans do not overlap.
func expectExactSpans(_ texts: ResolvedTexts, sourceLocation: SourceLocation = #_sourceLocation) {
  for document in texts.documents {
    let scalars = document.text.scalars
    let utf8 = Array(document.text[0..<document.text.count].utf8)
    let utf16 = Array(document.text[0..<document.text.count].utf16)
    var last = 0
    for mention in texts.mentions where mention.document == document.name {
      let range = mention.range
      #expect(
        range.lowerBound >= last && range.lowerBound < range.upperBound
          && range.upperBound <= scalars.count, "\(mention)", sourceLocation: sourceLocation)
      guard range.upperBound <= scalars.count else { continue }
      last = range.upperBound
      let surface = Array(mention.surface.unicodeScalars)
      #expect(Array(scalars[range]) == surface, "\(mention)", sourceLocation: sourceLocation)
      let text = document.text
      let bytes =
        text.offset(of: range.lowerBound, in: .utf8)..<text.offset(of: range.upperBound, in: .utf8)
      let units =
        text.offset(
          of: range.lowerBound, in: .utf16)..<text.offset(of: range.upperBound, in: .utf16)
      #expect(Array(utf8[bytes]) == Array(mention.surface.utf8), sourceLocation: sourceLocation)
      #expect(Array(utf16[units]) == Array(mention.surface.utf16), sourceLocation: sourceLocation)
      #expect((0...1).contains(mention.score), sourceLocation: sourceLocation)
    }
  }
}
