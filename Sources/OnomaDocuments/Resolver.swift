public import OnomaEntities
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

/// Finds the names in documents and says who they are.
///
/// ```swift
/// let document = Document(name: "a.txt", text: SourceText("Sergei Tikhanovsky was freed."))
/// let resolution = Resolver().resolve([document])
/// resolution.mentions[0].surface  // "Sergei Tikhanovsky"
/// ```
///
/// The result depends on the documents and the knowledge base only: the same input gives the same
/// mentions, IDs and scores in every run. All documents are resolved together, so that one person has
/// one ID in all of them; their order does not change who is who.
public struct Resolver: Sendable {
  private let knowledge: KnowledgeBase
  private let index: KnowledgeIndex
  private let matcher: NameMatcher
  private let searches = SearchPool()
  private let gazetteers = GazetteerPool()

  /// A resolver against a knowledge base, which may be empty.
  ///
  /// Complexity: O(n log n) for n bytes of spellings.
  public init(knowledge: KnowledgeBase = KnowledgeBase()) {
    self.init(PreparedKnowledge(knowledge))
  }

  /// A resolver against a knowledge base that was made ready before.
  public init(_ prepared: PreparedKnowledge) {
    knowledge = prepared.knowledge
    index = prepared.index
    matcher = NameMatcher()
  }

  /// Finds and links the names of all documents.
  ///
  /// Complexity: linear in the text; comparing names is quadratic inside blocks of like sound.
  public func resolve(_ documents: [Document]) -> Resolution {
    let search = searches.take() ?? KnowledgeSearch(index, matcher: matcher)
    defer { searches.putBack(search) }
    let gazetteer = gazetteers.gazetteer(Self.languages(of: documents))
    let names = ParsedNames()
    let detected = detect(documents, search, gazetteer, names)
    let groups = group(
      documents, detected, gazetteer, names, comparer: NameComparer(matcher: matcher))
    var linker = EntityLinker(search, gazetteer: gazetteer)
    let links = linker.links(of: groups.map(\.0))
    var builder = ResolutionBuilder(documents: documents, knowledge: knowledge)
    for ((group, mentions), links) in zip(groups, links) {
      var parts: [(link: EntityLinker.Link?, mentions: [Reference])] = []
      for reference in mentions {
        let link =
          reference.mention.isOther
          ? nil : links.link(form: reference.form, document: reference.document)
        if let part = parts.firstIndex(where: { $0.link?.entity.id == link?.entity.id }) {
          parts[part].mentions.append(reference)
        } else {
          parts.append((link, [reference]))
        }
      }
      for part in parts { builder.add(group, mentions: part.mentions, link: part.link) }
    }
    return builder.resolution()
  }

  /// The mentions of each document, with doubtful ones settled.
  private func detect(
    _ documents: [Document], _ search: KnowledgeSearch, _ gazetteer: Gazetteer,
    _ names: ParsedNames
  ) -> [[DetectedMention]] {
    let vocabulary = WordVocabulary()
    var lexicons: [String?: WordLexicon] = [:]
    let words = documents.map { document in
      let language = WordKinds.casedLanguage(of: document)
      let lexicon =
        lexicons[language]
        ?? WordLexicon(vocabulary, language: language, gazetteer: gazetteer)
      lexicons[language] = lexicon
      let tokens = DocumentTokenizer.tokens(
        of: document, gazetteer: gazetteer, vocabulary: vocabulary)
      return WordKinds(document, tokens: tokens, lexicon: lexicon)
    }
    let caseless = CaselessMemory()
    let knowledge = KnowledgePass(search: search, gazetteer: gazetteer, names: names)
    var detected = documents.indices.map { document in
      knowledge.settled(
        MentionDetector.mentions(
          in: documents[document], words: words[document], gazetteer: gazetteer, search: search),
        in: documents[document], words: words[document])
    }
    detected = SupportPass(detected, words: words, names: names).settled()
    for document in documents.indices {
      let clues = ContextClues(words: words[document].tokens)
      clues.note(in: &detected[document], index: search.index)
    }
    var people = KnownPeople()
    var seen = KeyTable()
    for mention in detected.joined() where mention.type == .person {
      let count = seen.count
      if seen.insert(mention.surface) == count { people.insert(names.name(mention.surface)) }
    }
    for document in documents.indices {
      let tokens = words[document].tokens
      let spaced = CaselessDetector(
        document: documents[document], tokens: tokens, gazetteer: gazetteer, search: search,
        people: people, memory: caseless
      ).mentions()
      let unspaced = UnspacedDetector(
        document: documents[document], tokens: tokens, gazetteer: gazetteer, search: search
      ).mentions()
      let caseless = Self.merged(spaced, unspaced)
      detected[document] = Self.merged(detected[document], caseless)
    }
    return detected
  }

  /// English, the documents' languages and those of other scripts in them, in the order of first use.
  private static func languages(of documents: [Document]) -> [String] {
    var languages = ["en"]
    for language in documents.compactMap(\.language) + secondScripts(documents)
    where !languages.contains(language) {
      languages.append(language)
      // Serbian is written in both scripts.
      if language == "sr" { languages.append("sr-Latn") }
    }
    return languages
  }

  /// Languages whose script occurs in a document of another language.
  private static func secondScripts(_ documents: [Document]) -> [String] {
    let languages: [(Script, String)] = [
      (.hangul, "ko"), (.katakana, "ja"), (.han, "zh"), (.cyrillic, "ru"), (.arabic, "ar"),
      (.hebrew, "he"), (.greek, "el"), (.georgian, "ka"), (.armenian, "hy"), (.thai, "th"),
      (.devanagari, "hi"),
    ]
    var scripts: Set<Script> = []
    for document in documents {
      var isSeen = [Bool](repeating: false, count: 1 << 10)
      for scalar in document.reading.scalars where scalar.value >= 0x370 {
        // One character of each block of 128 tells the script of nearly all of them.
        let block = Int(min(scalar.value >> 7, 0x3FF))
        if isSeen[block] { continue }
        let script = Script(of: scalar)
        if script != .common, script != .inherited { isSeen[block] = true }
        scripts.insert(script)
      }
    }
    return languages.filter { scripts.contains($0.0) }.map(\.1)
  }

  /// Both lists in one, by position; where two overlap, the earlier and longer one stays.
  private static func merged(
    _ a: [DetectedMention], _ b: [DetectedMention]
  ) -> [DetectedMention] {
    var result: [DetectedMention] = []
    let all = (a + b).sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    for mention in all
    where mention.range.lowerBound >= (result.last?.range.upperBound ?? 0) {
      result.append(mention)
    }
    return result
  }

  /// Whether a mention stands in parentheses right behind another: a short form, or a translation.
  private static func isGloss(
    _ mention: DetectedMention, of other: DetectedMention, in document: Document
  ) -> Bool {
    let between = document.reading[other.range.upperBound..<mention.range.lowerBound]
    let end = mention.range.upperBound
    return (between == " (" || between == "(") && end < document.reading.count
      && document.reading.scalars[end] == ")" && mention.type == other.type
  }

  /// A mention by its document and its place in that document's list.
  typealias Reference = (document: Int, mention: DetectedMention, form: String?)

  /// The keys of all words of persons' names.
  private static func words(of detected: [[DetectedMention]]) -> KeySet {
    var keys = KeySet()
    for mention in detected.joined() where mention.type == .person {
      for key in mention.key.utf8.split(separator: 0x20) { keys.insert(String(Substring(key))) }
    }
    return keys
  }

  /// The groups of mentions that name one entity each, by first mention.
  private func group(
    _ documents: [Document], _ detected: [[DetectedMention]], _ gazetteer: Gazetteer,
    _ names: ParsedNames, comparer: NameComparer
  ) -> [(MentionGroup, [Reference])] {
    var forms = PersonForms(
      reader: NameReader(attested: Self.words(of: detected), words: names.words), names: names,
      echoes: FamilyEchoes(detected))
    var references: [Reference] = []
    var persons: [PersonGrouper.Item] = []
    var bodies: [BodyGrouper.Item] = []
    for (document, mentions) in detected.enumerated() {
      for (position, mention) in mentions.enumerated() {
        let id = references.count
        if mention.type == .person {
          let form = forms.form(
            mention.surface, document: document, language: documents[document].language)
          let item = PersonGrouper.Item(
            mention: id, document: document, position: mention.range.lowerBound, person: form,
            gender: mention.gender ?? form.gender, titleGender: mention.gender,
            origin: mention.origin)
          references.append((document, mention, item.isFull ? item.form : nil))
          persons.append(item)
        } else {
          references.append((document, mention, nil))
          bodies.append(
            BodyGrouper.Item(
              mention: id, document: document, surface: mention.surface, key: mention.key,
              type: mention.type, known: mention.known, entity: mention.entity,
              glossed: position > 0
                && Self.isGloss(mention, of: mentions[position - 1], in: documents[document])
                ? id - 1 : nil))
        }
      }
    }
    var personGrouper = PersonGrouper(comparer: comparer, isCompared: !index.isEmpty)
    personGrouper.group(persons)
    var bodyGrouper = BodyGrouper(gazetteer: gazetteer, isCompared: !index.isEmpty)
    bodyGrouper.group(bodies)
    let offset = personGrouper.groups.count
    var members = [[Reference]](repeating: [], count: offset + bodyGrouper.groups.count)
    var order: [Int] = []
    for (id, reference) in references.enumerated() {
      let group =
        personGrouper.groupOfMention[id]
        ?? bodyGrouper.groupOfMention[id].map { $0 + offset }
      guard let group else { continue }
      if members[group].isEmpty { order.append(group) }
      members[group].append(reference)
    }
    return order.map { group in
      (
        group < offset ? personGrouper.groups[group] : bodyGrouper.groups[group - offset],
        members[group]
      )
    }
  }
}
