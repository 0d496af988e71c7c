import OnomaDocuments
import OnomaEntities
import OnomaNames
import OnomaText
import Testing

@Suite("News in forty languages")
struct NewsroomTests {
  /// All texts in one run.
  static let resolutions: [String: [ResolvedMention]] = {
    let documents = NewsroomText.all.map { Document(name: $0.name, text: SourceText($0.text)) }
    return Dictionary(
      grouping: Resolver(knowledge: NewsroomText.knowledge).resolve(documents).mentions,
      by: \.document)
  }()

  static func score(of texts: [NewsroomText]) -> NewsroomScore {
    var score = NewsroomScore()
    for text in texts { score.count(text, resolutions[text.name] ?? []) }
    return score
  }

  static let languages = Set(NewsroomText.all.map(\.language)).sorted()

  @Test("the texts and the knowledge base are there")
  func fixtures() {
    #expect(Self.languages.count >= 40)
    let ids = Set(NewsroomText.knowledge.entities.map(\.id.rawValue))
    for text in NewsroomText.all {
      #expect(text.gold.allSatisfy { $0.entity.map(ids.contains) ?? true }, "\(text.name)")
    }
  }

  @Test(
    "names that are listed in another script or another case are found and linked",
    arguments: languages)
  func language(language: String) {
    let score = Self.score(of: NewsroomText.all.filter { $0.language == language })
    #expect(score.recall >= (Self.floors[language] ?? 0.8), "\(score.misses)")
    #expect(score.precision >= 0.9, "\(language)")
  }

  /// What languages reach that do not reach the common floor yet.
  static let floors: [String: Double] = [:]

  @Test("all together: precision, recall, and recall where the surface is not listed")
  func all() {
    let score = Self.score(of: NewsroomText.all)
    #expect(score.precision >= 0.97)
    #expect(score.recall >= 0.92)
    #expect(score.unlistedRecall >= 0.9)
    #expect(Double(score.found) / Double(score.names) >= 0.95)
    #expect(score.strangersLinked * 10 <= score.strangers)
  }

  @Test("the language of each text is told", arguments: NewsroomText.all.map(\.name))
  func languageGuess(name: String) throws {
    let text = try #require(NewsroomText.all.first { $0.name == name })
    let guess = LanguageGuess.language(of: text.text)?.language
    // Serbian in Latin letters and Croatian may fit alike.
    #expect(guess == text.language || text.language == "sr" && guess == "hr")
  }
}

/// What is put into and around the names of every language.
@Suite("What is put around and inside the names of forty languages changes no ID")
struct NewsroomMetamorphicTests {
  /// The first paragraph of the first text of each language.
  static let texts = NewsroomText.all.filter { !$0.name.hasSuffix("-2") }.map(\.firstParagraph)

  static let resolver = Resolver(knowledge: NewsroomText.knowledge)

  static func mentions(_ texts: [String]) -> [[ResolvedMention]] {
    let documents = texts.enumerated().map { number, text in
      Document(name: String(number), text: SourceText(text))
    }
    var found = texts.map { _ in [ResolvedMention]() }
    for mention in resolver.resolve(documents).mentions {
      found[Int(mention.document) ?? 0].append(mention)
    }
    return found
  }

  /// Behind the second of two letters without a mark between or behind them.
  static func inside(_ name: String, _ mark: String) -> String {
    let scalars = Array(name.unicodeScalars)
    for index in scalars.indices.dropFirst().dropLast()
    where scalars[(index - 1)...(index + 1)].allSatisfy({ ScalarClass($0).isLetter }) {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[...index])
      view.append(contentsOf: mark.unicodeScalars)
      view.append(contentsOf: scalars[(index + 1)...])
      return String(view)
    }
    return name
  }

  static let changes: [(name: String, change: @Sendable (NewsroomText) -> String)] = [
    ("decomposed", { NormalizationForm.nfd.normalize($0.text) }),
    (
      "a byte order mark and Windows line ends",
      {
        "\u{FEFF}"
          + $0.text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
          .map { String(Substring($0)) }.joined(separator: "\r\n")
      }
    ),
    ("soft hyphens inside", { Self.marked($0) { Self.inside($0, "\u{AD}") } }),
    ("word joiners inside", { Self.marked($0) { Self.inside($0, "\u{2060}") } }),
    ("zero-width spaces around", { Self.marked($0) { "\u{200B}\($0)\u{200B}" } }),
    ("direction marks around", { Self.marked($0) { "\u{200F}\($0)\u{200E}" } }),
    ("isolates around", { Self.marked($0) { "\u{2068}\($0)\u{2069}" } }),
    ("emoji between sentences", { $0.text.replacing(". ", with: ". 😀 ") }),
  ]

  static func marked(_ text: NewsroomText, _ write: (String) -> String) -> String {
    text.segments.map { $0.id == nil ? $0.text : write($0.text) }.joined()
  }

  /// What a reader sees of a surface.
  static func visible(_ surface: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in NormalizationForm.nfc.normalize(surface).unicodeScalars
    where !scalar.isDefaultIgnorable && scalar != "\u{FEFF}" && scalar != "\r" {
      view.append(scalar)
    }
    return String(view)
  }

  @Test("no ID changes, and every span is exact", arguments: changes.map(\.name))
  func change(name: String) throws {
    let number = try #require(Self.changes.firstIndex { $0.name == name })
    // Each text gets one of the changes, and each change texts of several scripts.
    let chosen = Self.texts.indices.filter { $0 % Self.changes.count == number }
    let written = chosen.map { Self.changes[number].change(Self.texts[$0]) }
    let plain = Self.mentions(chosen.map { Self.texts[$0].text })
    let changed = Self.mentions(written)
    for (index, text) in chosen.enumerated() {
      let scalars = Array(written[index].unicodeScalars)
      let before = plain[index].map { "\(Self.visible($0.surface)) \($0.entity.rawValue)" }
      let after = changed[index].map { "\(Self.visible($0.surface)) \($0.entity.rawValue)" }
      #expect(before == after, "\(Self.texts[text].name)")
      for mention in changed[index] {
        #expect(scalars[mention.range].elementsEqual(mention.surface.unicodeScalars))
      }
    }
  }
}
