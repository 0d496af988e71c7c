internal import ArgumentParser
internal import Onoma

/// The formats that `onoma import` reads.
enum SourceFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonl
  case csv
  case tsv
  case ftm
  case wikidata
  case ntriples

  /// The format that the name of a file tells, if it does.
  init?(path: String) {
    let name = path.lowercased()
    let endings: [(String, SourceFormat)] = [
      (".ftm.json", .ftm), (".ftm.jsonl", .ftm), (".ftm", .ftm), (".jsonl", .jsonl),
      (".ndjson", .jsonl), (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".nt", .ntriples),
      (".nq", .ntriples),
    ]
    guard let format = endings.first(where: { name.hasSuffix($0.0) })?.1 else { return nil }
    self = format
  }

  /// A reader of the format.
  func reader(file: String, options: SourceOptions) -> any SourceReader {
    switch self {
    case .jsonl: KnowledgeBaseReader(file: file, options: options)
    case .csv: TableReader(file: file, dialect: .csv, options: options)
    case .tsv: TableReader(file: file, dialect: .tsv, options: options)
    case .ftm: FollowTheMoneyReader(file: file, options: options)
    case .wikidata: WikidataReader(file: file, options: options)
    case .ntriples: RDFReader(file: file, options: options)
    }
  }
}
