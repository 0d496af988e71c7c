import Foundation
import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

/// News texts in many languages with their names marked, `[[surface|id]]`, and a knowledge base that
/// has each of those people and bodies under one romanized name (`Newsroom/`).
///
/// `-` for an ID marks a person who is not in it. A text is called by its language; `cs-2` is a second
/// one in Czech.
struct NewsroomText {
  /// A marked name.
  struct Gold: Hashable {
    let range: Range<Int>
    let surface: String
    /// The entity that it names; `nil` for nobody known.
    let entity: String?
  }

  let name: String
  let text: String
  let gold: [Gold]

  /// The language by the name.
  var language: String { String(name.prefix { $0 != "-" }) }

  /// The text with its names as another function writes them.
  let segments: [(text: String, id: String?)]

  init(name: String, marked: String) {
    self.name = name
    var segments: [(text: String, id: String?)] = []
    var rest = marked[...]
    while let open = rest.range(of: "[["), let close = rest.range(of: "]]"),
      let bar = rest[open.upperBound..<close.lowerBound].range(of: "|")
    {
      segments.append((String(rest[..<open.lowerBound]), nil))
      segments.append(
        (
          String(rest[open.upperBound..<bar.lowerBound]),
          String(rest[bar.upperBound..<close.lowerBound])
        ))
      rest = rest[close.upperBound...]
    }
    segments.append((String(rest), nil))
    self.segments = segments
    text = segments.map(\.text).joined()
    var gold: [Gold] = []
    var start = 0
    for (text, id) in segments {
      let end = start + text.unicodeScalars.count
      if let id {
        gold.append(Gold(range: start..<end, surface: text, entity: id == "-" ? nil : id))
      }
      start = end
    }
    self.gold = gold
  }

  /// The text up to its first empty line behind a name.
  var firstParagraph: NewsroomText {
    var marked = ""
    for (text, id) in segments {
      if id == nil, !marked.isEmpty, let end = text.range(of: "\n\n") {
        return NewsroomText(name: name, marked: marked + text[..<end.lowerBound] + "\n")
      }
      marked += id.map { "[[\(text)|\($0)]]" } ?? text
    }
    return self
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Newsroom")

  /// All texts, by name.
  static let all: [NewsroomText] = {
    let files =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)))
      ?? []
    return files.filter { $0.hasSuffix(".txt") }.sorted().compactMap { file in
      guard
        let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8)
      else { return nil }
      return NewsroomText(name: String(file.dropLast(4)), marked: text)
    }
  }()

  /// The knowledge base.
  static let knowledge: KnowledgeBase = {
    let table =
      (try? String(contentsOf: folder.appending(path: "knowledge.tsv"), encoding: .utf8)) ?? ""
    let rows = table.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("id\t") }
    return KnowledgeBase(
      rows.map { row in
        let cells =
          row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
          + ["", "", ""]
        let gender: Gender? = cells[3] == "male" ? .male : cells[3] == "female" ? .female : nil
        return Entity(
          id: CanonicalID(rawValue: cells[0]),
          type: cells[1] == "PERSON" ? .person : cells[1] == "ORG" ? .organization : .place,
          name: cells[2], gender: gender, country: cells[4].isEmpty ? nil : cells[4])
      })
  }()

  static let listed: Set<String> = Set(
    knowledge.entities.map { NameKey.foldPhrase($0.name) })
}

/// How many names of some texts were found and linked.
struct NewsroomScore {
  var names = 0
  var found = 0
  var known = 0
  var right = 0
  var links = 0
  var unlisted = 0
  var unlistedRight = 0
  var strangers = 0
  var strangersLinked = 0
  var misses: [String] = []

  var precision: Double { Double(right) / Double(max(1, links)) }
  var recall: Double { Double(right) / Double(max(1, known)) }
  var unlistedRecall: Double { Double(unlistedRight) / Double(max(1, unlisted)) }

  /// Counts the mentions of one text: a mention and a name belong together where they overlap most.
  mutating func count(_ text: NewsroomText, _ mentions: [ResolvedMention]) {
    links += mentions.count { !$0.entity.isMinted }
    var taken: Set<Int> = []
    for gold in text.gold {
      let best = mentions.indices.filter {
        !taken.contains($0) && mentions[$0].range.overlaps(gold.range)
      }.max { a, b in
        mentions[a].range.clamped(to: gold.range).count
          < mentions[b].range.clamped(to: gold.range).count
      }
      if let best { taken.insert(best) }
      let link = best.map { mentions[$0].entity }.flatMap { $0.isMinted ? nil : $0.rawValue }
      names += 1
      if best != nil { found += 1 }
      guard let entity = gold.entity else {
        strangers += 1
        if link != nil { strangersLinked += 1 }
        continue
      }
      let isListed = NewsroomText.listed.contains(NameKey.foldPhrase(gold.surface))
      known += 1
      unlisted += isListed ? 0 : 1
      if link == entity {
        right += 1
        unlistedRight += isListed ? 0 : 1
      } else {
        misses.append("\(text.name) \(gold.surface) (\(entity)): \(link ?? "nobody")")
      }
    }
  }
}
