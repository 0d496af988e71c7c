internal import ArgumentParser
internal import Onoma
internal import OnomaTransliteration

/// `onoma identify`: which systems and source languages produce a spelling.
struct IdentifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "identify",
    abstract: "Says which systems and source languages write a name so, and from what original.",
    discussion: """
      Answers are ranked; systems that write the same from one original are one answer. With \
      --system, gives the originals that this one system may have started from.

        onoma identify Tsikhanouski Cichanoŭski Loukachenko
        onoma identify --system ru-press-english Zelensky
      """)

  @Argument(help: "The spellings; - reads them from standard input, one a line.")
  var spellings: [String]

  @Option(help: "How many answers at most for each spelling.")
  var limit = 5

  @Option(help: "Only the originals of this system: its ID, or a name that others use for it.")
  var system: String?

  @Option(help: "The form of the results: text, jsonl or tsv.")
  var format = Format.text

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl, tsv }

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if spellings.isEmpty { throw ValidationError("Give a spelling, or - for standard input.") }
  }

  /// One answer, of either kind.
  private struct Answer {
    var rank: Int
    var score: Double
    var language: String
    var original: String
    var systems: [String]
  }

  func run() throws {
    let identifier = SystemIdentifier.shipped
    try withOutput(output) { target in
      if format == .tsv {
        try target.write("spelling\trank\tscore\tlanguage\toriginal\tsystems\n")
      }
      try NameInput(spellings).forEach { spelling in
        let answers = try answers(to: spelling, identifier)
        if answers.isEmpty {
          StandardError.write(
            "onoma: no system is known to write \"\(EntityTable.printable(spelling))\"\n")
        }
        if format == .text { try target.write("\(EntityTable.printable(spelling))\n") }
        for answer in answers { try target.write(line(answer, of: spelling)) }
      }
    }
  }

  private func answers(to spelling: String, _ identifier: SystemIdentifier) throws -> [Answer] {
    guard let system else {
      return identifier.readings(of: spelling, limit: limit).map {
        Answer(
          rank: $0.rank, score: $0.score, language: $0.language, original: $0.original,
          systems: $0.systems)
      }
    }
    do {
      let known = try TransliterationRegistry.shipped.transliterator(id: system).system
      return try identifier.originals(of: spelling, system: system, limit: limit).enumerated().map {
        Answer(
          rank: $0.offset + 1, score: $0.element.score, language: $0.element.language,
          original: $0.element.original, systems: [known.id])
      }
    } catch {
      throw fail("\(error)", code: .usage)
    }
  }

  private func line(_ answer: Answer, of spelling: String) -> String {
    let systems = answer.systems.joined(separator: format == .tsv ? "|" : ", ")
    switch format {
    case .text:
      return "  \(answer.rank)  \(CellText.decimal(answer.score))  \(answer.language)  "
        + "\(EntityTable.printable(answer.original))  \(systems)\n"
    case .tsv:
      return [
        CellText.cell(spelling), String(answer.rank), CellText.decimal(answer.score),
        answer.language, CellText.cell(answer.original), systems,
      ].joined(separator: "\t") + "\n"
    case .jsonl:
      var json = JSONText()
      json.object { json in
        json.key("spelling")
        json.string(spelling)
        json.key("rank")
        json.number(answer.rank)
        json.key("score")
        json.number((answer.score * 1000).rounded() / 1000)
        json.key("language")
        json.string(answer.language)
        json.key("original")
        json.string(answer.original)
        json.key("systems")
        json.array { json in for system in answer.systems { json.string(system) } }
      }
      return json.text + "\n"
    }
  }
}
