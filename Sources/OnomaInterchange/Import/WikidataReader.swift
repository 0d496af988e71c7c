internal import Foundation
internal import OnomaEntities
internal import OnomaNames

/// Reads a Wikidata JSON dump: an array with one item a line.
///
/// People, organisations and places are taken, told by "instance of" (P31). The classes between them
/// and what an item says it is are not in a line of a stream, so common classes are listed
/// (``WikidataClasses``) and ``SourceOptions/classes`` adds to them. A line is decoded only when it
/// names one of the classes; most of a dump's lines are looked at byte by byte and passed over.
/// Specification: <https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html>.
public struct WikidataReader: SourceReader {
  private let file: String
  private let options: SourceOptions
  private let classes: [String: EntityType]
  /// Every line stands alone.
  public private(set) var settledLines = 0

  /// Reads a dump.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    self.options = options
    classes = WikidataClasses.known.merging(options.classes) { _, own in own }
  }

  /// Takes a line.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    settledLines = number
    var bytes = line[...]
    func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while isSpace(bytes.last) || bytes.last == 0x2C { bytes.removeLast() }
    while isSpace(bytes.first) { bytes.removeFirst() }
    if bytes.isEmpty || bytes.elementsEqual([0x5B]) || bytes.elementsEqual([0x5D]) { return [] }
    guard bytes.first == 0x7B, bytes.last == 0x7D else {
      throw InterchangeError(
        file: file, line: number, reason: "neither an item of Wikidata nor a bracket around them")
    }
    if !mayBeWanted(bytes) { return [.skipped(Self.otherClass)] }
    let decoded = Result { try JSONDecoder().decode(Item.self, from: Data(bytes)) }
    guard case .success(let item) = decoded else {
      throw InterchangeError(file: file, line: number, reason: "not an item of Wikidata in JSON")
    }
    return [self.item(item, number)]
  }

  /// Lines do not depend on each other.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { settledLines = number }

  /// Nothing is left open.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] { [] }

  private static let otherClass = "an item of a class that is not wanted"

  /// Whether a line has the ID of a class in quotation marks, as every statement about it does.
  private func mayBeWanted(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      // A quotation mark, Q and a digit: the shortest that can be said before a look-up.
      while index + 3 < bytes.count {
        guard bytes[index] == 0x22, bytes[index + 1] == 0x51,
          (0x31...0x39).contains(bytes[index + 2])
        else {
          index += 1
          continue
        }
        var end = index + 3
        while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
        if end < bytes.count, bytes[end] == 0x22, end - index < 16,
          classes[String(decoding: bytes[(index + 1)..<end], as: UTF8.self)] != nil
        {
          return true
        }
        index = end
      }
      return false
    }
  }

  private func item(_ item: Item, _ number: Int) -> SourceItem {
    if item.type != "item" { return .skipped("a \(item.type), which is no item") }
    let types = item.claims.ids("P31").compactMap { classes[$0] }
    guard let type = types.first else { return .skipped(Self.otherClass) }
    if item.sitelinks < options.minimumSitelinks { return .skipped("too few sitelinks") }
    var aliases: [Alias] = []
    var preferred: [PreferredName] = []
    for (language, label) in item.labels.sorted(by: { $0.key < $1.key }) {
      guard options.wants(language), !label.isEmpty else { continue }
      let code = language == "mul" ? nil : language
      aliases.append(Alias(label, language: code))
      if let code { preferred.append(PreferredName(label, language: code)) }
    }
    for (language, texts) in item.aliases.sorted(by: { $0.key < $1.key })
    where options.wants(language) {
      let code = language == "mul" ? nil : language
      aliases += texts.filter { !$0.isEmpty }.map { Alias($0, language: code) }
    }
    // The name that most readers can read, among those that are wanted.
    let first = ["mul", "en"] + options.languages.sorted()
    guard let name = first.lazy.compactMap({ item.labels[$0] }).first ?? aliases.first?.text else {
      return .skipped("no name in a language that is wanted")
    }
    var entity = Entity(id: options.id(of: item.id), type: type, name: name, aliases: aliases)
    for name in preferred { entity.prefer(name) }
    entity.description =
      (["en"] + options.languages.sorted()).lazy
      .compactMap { item.descriptions[$0] }.first
    switch item.claims.ids("P21").first {
    case "Q6581097", "Q2449503": entity.gender = .male
    case "Q6581072", "Q1052281": entity.gender = .female
    default: break
    }
    let dates = [
      ("birthDate", "P569"), ("deathDate", "P570"), ("incorporationDate", "P571"),
      ("dissolutionDate", "P576"),
    ]
    for (kind, property) in dates { entity.dates[kind] = item.claims.time(property) }
    entity.country = item.claims.texts("P297").first
    var identifiers: Set<ExternalIdentifier> = []
    if entity.id.rawValue != item.id {
      identifiers.insert(ExternalIdentifier(scheme: "wikidata", value: item.id))
    }
    for (scheme, property) in Self.schemes {
      for value in item.claims.texts(property) {
        identifiers.insert(ExternalIdentifier(scheme: scheme, value: value))
      }
    }
    entity.identifiers = identifiers.sorted()
    return .record(SourceRecord(key: item.id, entity: entity, line: number))
  }

  private static let schemes = [
    ("viaf", "P214"), ("isni", "P213"), ("gnd", "P227"), ("lcnaf", "P244"), ("orcid", "P496"),
    ("lei", "P1278"), ("imdb", "P345"),
  ]
}
