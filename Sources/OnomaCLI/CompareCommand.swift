internal import ArgumentParser
internal import Onoma

/// `onoma compare`: how probable it is that two names are one.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Tells how probable it is that two names are one and the same bearer's.",
    discussion: """
      With two names: prints the probability, and with --explain the evidence. With --batch: reads a \
      CSV file with the columns name1, name2 and, if wanted, schema (Person, Company, Organization, \
      Vessel, Address …), and writes name1,name2,score in the same order.
      """)

  @Argument(help: "The two names.")
  var names: [String] = []

  @Option(help: "What the names are: person, organization or place.")
  var type: EntityType = .person

  @Option(help: "A CSV file of pairs; - is standard input.")
  var batch: String?

  @Option(help: "The form of the results: text, json, or csv for a batch.")
  var format: Format?

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Give the evidence for and against.")
  var explain = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, csv }

  func validate() throws {
    if batch == nil, names.count != 2 {
      throw ValidationError("Give two names, or --batch with a file.")
    }
    if batch != nil, !names.isEmpty {
      throw ValidationError("Give two names or --batch, not both.")
    }
    if batch == nil, format == .csv { throw ValidationError("--format csv goes with --batch.") }
    if batch != nil, let format, format != .csv {
      throw ValidationError("--batch writes csv only.")
    }
  }

  func run() throws {
    if let batch {
      try compareAll(batch)
      return
    }
    let match = NameMatcher().compare(names[0], names[1], as: type)
    try withOutput(output) { output in
      switch format ?? .text {
      case .json: try output.write(MatchLines.line(match, names[0], names[1]))
      default:
        try output.write("\(MatchLines.score(match.probability))\n")
        if explain {
          try output.write(match.explanation + "\n")
          for reason in match.evidence where reason.rule != .prior {
            let sign = reason.weight < 0 ? "" : "+"
            try output.write(
              "  \(sign)\(MatchLines.weight(reason.weight))  \(reason.sentence)\n")
          }
          if let change = match.whatWouldChangeIt {
            try output.write("what would tell more: \(change)\n")
          }
        }
      }
    }
  }

  private func compareAll(_ path: String) throws {
    let source = try InputSource(path: path)
    var reader = CSVReader(try source.readAll(), dialect: .csv, file: source.name)
    let matcher = NameMatcher()
    do {
      guard let header = try reader.next() else {
        throw InterchangeError(file: source.name, line: 1, reason: "no header line")
      }
      let columns = header.map { String(decoding: $0, as: UTF8.self) }
      guard let first = columns.firstIndex(of: "name1"),
        let second = columns.firstIndex(of: "name2")
      else {
        throw InterchangeError(
          file: source.name, line: 1, reason: "the header lacks name1 or name2")
      }
      let schema = columns.firstIndex(of: "schema")
      try withOutput(output) { output in
        try output.write("name1,name2,score\n")
        while let values = try reader.next() {
          func value(_ column: Int) throws -> String {
            guard column < values.count else {
              throw InterchangeError(
                file: source.name, line: reader.line,
                reason: "\(values.count) values where the header has \(columns.count)")
            }
            guard let text = String(validating: values[column], as: UTF8.self) else {
              throw InterchangeError(file: source.name, line: reader.line, reason: "invalid UTF-8")
            }
            return text
          }
          let (a, b) = (try value(first), try value(second))
          let type = try schema.map { Self.type(ofSchema: try value($0)) } ?? self.type
          let match = matcher.compare(a, b, as: type)
          try output.write(CSVWriter.record([a, b, MatchLines.score(match.probability)]))
        }
      }
    } catch let error as InterchangeError {
      throw fail(error.description, code: .badInput)
    }
  }

  /// The type behind a FollowTheMoney schema's name.
  private static func type(ofSchema schema: String) -> EntityType {
    switch schema {
    case "Person", "PERSON", "": .person
    case "Address", "Place", "PLACE": .place
    default: .organization
    }
  }
}
