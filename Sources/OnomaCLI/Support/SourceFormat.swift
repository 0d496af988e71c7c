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
  case turtle
  case jsonld

  /// The format that the name of a file tells, if it does.
  init?(path: String) {
    let name = SourceFormat.unpacked(path).lowercased()
    let endings: [(String, SourceFormat)] = [
      (".ftm.json", .ftm), (".ftm.jsonl", .ftm), (".ftm", .ftm), (".jsonl", .jsonl),
      (".ndjson", .jsonl), (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".nt", .ntriples),
      (".nq", .ntriples), (".ttl", .turtle), (".turtle", .turtle), (".jsonld", .jsonld),
    ]
    guard let format = endings.first(where: { name.hasSuffix($0.0) })?.1 else { return nil }
    self = format
  }

  /// A file's name without the ending that says how it is packed.
  static func unpacked(_ path: String) -> String {
    for ending in [".gz", ".zst"] where path.lowercased().hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
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
    case .turtle: TurtleReader(file: file, options: options)
    case .jsonld: JSONLDReader(file: file, options: options)
    }
  }
}
