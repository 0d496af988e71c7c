internal import OnomaNames
internal import OnomaText

/// Decides about names that are doubtful by themselves with what is certain elsewhere.
///
/// A word at the start of a sentence or in a heading counts if the same name is certain in this
/// document or another; a single name takes the type that its certain mentions have.
struct SupportPass {
  /// What one document is certain of.
  private struct Certain {
    /// Persons' family names, each as the key of its words.
    var families = KeySet()
    /// Persons' given names.
    var given = KeySet()
    /// Types of whole keys.
    var types: [String: EntityType] = [:]
    /// First words of organisations of several words.
    var openers = KeySet()
    /// Organisations of several words, for their acronyms.
    var phrases: [String] = []
    /// Single names in the middle of sentences whose type nothing told.
    var weak = KeySet()
  }

  private let documents: [[DetectedMention]]
  private let words: [WordKinds]
  private let names: ParsedNames
  private var certain: [Certain] = []
  private var families = KeySet()
  private var votes = TypeVotes()

  /// Takes the mentions of all documents.
  init(_ documents: [[DetectedMention]], words: [WordKinds], names: ParsedNames) {
    self.documents = documents
    self.words = words
    self.names = names
    certain = documents.map { Self.certain($0, names) }
    for document in certain { families.formUnion(document.families) }
    for mention in documents.joined() { votes.count(mention) }
  }

  /// The mentions that remain, with their types settled.
  ///
  /// Complexity: O(mentions).
  func settled() -> [[DetectedMention]] {
    documents.indices.map { document in
      documents[document].compactMap { settle($0, in: document) }
    }
  }

  private static func certain(_ mentions: [DetectedMention], _ names: ParsedNames) -> Certain {
    var certain = Certain()
    var seen: Set<DetectedMention.Look> = []
    for mention in mentions {
      if mention.certainty == .weak { certain.weak.insert(mention.key) }
      guard mention.certainty >= .likely, seen.insert(mention.look).inserted else { continue }
      let isFull = mention.key.contains(" ")
      if mention.type == .person {
        let name = names.name(mention.surface)
        // A single word with a verb of saying may be a company: it proves no family name.
        if isFull || mention.certainty == .certain {
          certain.families.insert(name.family.map(\.token.key).joined(separator: " "))
          if let last = name.parts(.family).last { certain.families.insert(last.token.key) }
        }
        for part in name.parts(.given) where isFull { certain.given.insert(part.token.key) }
        // Full names come inflected too; what a single one may be, the nominatives tell.
        for lemma in mention.lemmas where isFull {
          let words = names.name(lemma)
          if let last = words.parts(.family).last { certain.families.insert(last.token.key) }
          for part in words.parts(.given) { certain.given.insert(part.token.key) }
        }
      }
      if mention.hasContext || isFull || mention.known != nil {
        let isSure = mention.certainty == .certain || isFull
        if isSure { certain.types[mention.key] = mention.type }
      }
      if mention.type == .organization, isFull, mention.known == nil {
        certain.phrases.append(mention.surface)
        if let first = mention.key.split(separator: " ").first {
          certain.openers.insert(String(first))
        }
      }
    }
    return certain
  }

  private func settle(_ mention: DetectedMention, in document: Int) -> DetectedMention? {
    var mention = mention
    let local = certain[document]
    if mention.certainty == .certain { return mention }
    let isSingle = mention.tokens.count == 1
    if local.families.contains(mention.key)
      || (mention.type == .person && families.contains(mention.key))
    {
      return with(&mention, .person, .likely)
    }
    if let type = local.types[mention.key] { return with(&mention, type, .likely) }
    if isSingle, mention.lemmas.contains(where: { families.contains($0) }) {
      return with(&mention, .person, .likely)
    }
    if isSingle, mention.lemmas.contains(where: { local.given.contains($0) }) {
      return with(&mention, .person, .likely)
    }
    if isSingle, local.openers.contains(mention.key), !isOrdinary(mention, document) {
      return with(&mention, .organization, .likely)
    }
    if isSingle, families.contains(mention.key) { return with(&mention, .person, .likely) }
    if let type = votes.winner(mention.key) { return with(&mention, type, .likely) }
    if isSingle, mention.type == .person || !mention.hasContext,
      local.given.contains(mention.key)
    {
      return with(&mention, .person, .likely)
    }
    if mention.certainty >= .likely { return mention }
    if isOrdinary(mention, document) { return nil }
    // Capitalised in the middle of a sentence, in this document: a name of something.
    if mention.certainty == .weak || (local.weak.contains(mention.key) && isSingle) {
      return with(&mention, mention.certainty == .weak ? mention.type : .organization, .weak)
    }
    return nil
  }

  private func isOrdinary(_ mention: DetectedMention, _ document: Int) -> Bool {
    mention.tokens.contains { index in
      let token = words[document].tokens[index]
      return words[document].isInLowerCase(token)
        || words[document].facts(token).isCommon
    }
  }

  private func with(
    _ mention: inout DetectedMention, _ type: EntityType, _ certainty: DetectedMention.Certainty
  ) -> DetectedMention {
    mention.type = type
    mention.certainty = max(certainty, mention.certainty)
    return mention
  }
}
