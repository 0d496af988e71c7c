import Foundation
import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

/// The demonstration corpus in `seeds/`, resolved and compared with its tables.
@Suite("The seeds")
struct SeedCorpusTests {
  /// A row of `mentions.tsv`.
  struct Gold: Hashable {
    let document: String
    let range: Range<Int>
    let surface: String
    let type: String
    let entity: String
    let isOptional: Bool
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seeds")

  static let gold: [Gold] = {
    guard
      let table = try? String(contentsOf: folder.appending(path: "mentions.tsv"), encoding: .utf8)
    else { return [] }
    return table.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.hasPrefix("doc\t") }
      .compactMap { line in
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 7, let start = Int(cells[1]), let end = Int(cells[2]) else {
          return nil
        }
        return Gold(
          document: cells[0], range: start..<end,
          surface: cells[3].replacing("\\n", with: "\n"), type: cells[4], entity: cells[5],
          isOptional: cells[6] == "true")
      }
  }()

  static let documents: [Document] = {
    Set(gold.map(\.document)).sorted().compactMap { name in
      guard let data = try? Data(contentsOf: folder.appending(path: name)) else { return nil }
      return Document(name: name, text: SourceText(String(decoding: data, as: UTF8.self)))
    }
  }()

  static let resolution = Resolver().resolve(documents)

  /// The mention that answers each required row: the same span, or one with an article in front.
  static let answers: [Gold: ResolvedMention] = {
    var answers: [Gold: ResolvedMention] = [:]
    let found = Dictionary(grouping: resolution.mentions, by: \.document)
    for row in gold {
      answers[row] = found[row.document]?.first { mention in
        let article = row.range.lowerBound - mention.range.lowerBound
        return mention.range.upperBound == row.range.upperBound
          && (article == 0 || article == 4 && mention.surface.lowercased().hasPrefix("the ")
            || article == -4 && row.surface.lowercased().hasPrefix("the "))
      }
    }
    return answers
  }()

  @Test("the tables fit the texts")
  func tables() {
    #expect(Self.documents.count == 5)
    #expect(Self.gold.count > 500)
    let texts = Dictionary(uniqueKeysWithValues: Self.documents.map { ($0.name, $0.text) })
    for row in Self.gold {
      #expect(texts[row.document]?[row.range] == row.surface, "\(row)")
    }
  }

  @Test("names are found with F1 of at least 0.93")
  func detection() {
    let required = Self.gold.filter { !$0.isOptional }
    let right = required.count { Self.answers[$0] != nil }
    let answering = Set(Self.answers.values)
    let wrong = Self.resolution.mentions.filter { !answering.contains($0) }
    let precision = Double(right) / Double(right + wrong.count)
    let recall = Double(right) / Double(required.count)
    let f1 = 2 * precision * recall / (precision + recall)
    let missed = required.filter { Self.answers[$0] == nil }.map { "\($0.document) \($0.surface)" }
    #expect(
      f1 >= 0.93,
      "F1 \(f1); missed \(missed); too many \(wrong.map { "\($0.document) \($0.surface)" })")
  }

  @Test("types are right for at least 19 of 20 mentions")
  func types() {
    let judged = Self.gold.filter { !$0.isOptional && Self.answers[$0] != nil }
    let wrong = judged.filter { Self.answers[$0]?.type.rawValue != $0.type }
    #expect(wrong.count * 20 <= judged.count, "\(wrong.map(\.surface))")
  }

  @Test("no two entities share an ID")
  func falseMerges() {
    var entities: [CanonicalID: Set<String>] = [:]
    for (row, mention) in Self.answers where !row.isOptional {
      entities[mention.entity, default: []].insert(row.entity)
    }
    let merged = entities.values.filter { $0.count > 1 }.map { $0.sorted() }
    #expect(merged.filter { $0.contains { $0.hasPrefix("person/") } }.isEmpty, "\(merged)")
    #expect(merged.isEmpty, "\(merged)")
  }

  @Test("no person is split, and at most three organisations or places are")
  func splits() {
    var ids: [String: Set<CanonicalID>] = [:]
    for (row, mention) in Self.answers where !row.isOptional {
      ids[row.entity, default: []].insert(mention.entity)
    }
    let split = ids.filter { $0.value.count > 1 }.keys.sorted()
    #expect(split.filter { $0.hasPrefix("person/") }.isEmpty, "\(split)")
    #expect(split.filter { !$0.hasPrefix("person/") }.count <= 3, "\(split)")
  }

  @Test("every span is exact")
  func spans() {
    for mention in Self.resolution.mentions {
      let text = Self.documents.first { $0.name == mention.document }?.text
      #expect(text?[mention.range] == mention.surface)
    }
  }

  @Test("the documents in another order give the same IDs")
  func order() {
    let reversed = Resolver().resolve(Self.documents.reversed())
    let straight = Self.resolution.mentions.sorted {
      ($0.document, $0.range.lowerBound) < ($1.document, $1.range.lowerBound)
    }
    let other = reversed.mentions.sorted {
      ($0.document, $0.range.lowerBound) < ($1.document, $1.range.lowerBound)
    }
    #expect(straight.map(\.range) == other.map(\.range))
    #expect(straight.map(\.entity) == other.map(\.entity))
  }
}
