internal import OnomaEntities
internal import OnomaNames

/// Reads names from RDF in N-Triples (or N-Quads, whose graphs are passed over).
///
/// SKOS concepts and resources of FOAF, schema.org and the W3C's organization vocabulary are read:
/// labels, types, descriptions, dates, genders, and links to Wikidata and VIAF. Triples of one subject
/// should stand together, as every tool that sorts writes them; where they come back, the later ones
/// add to the entity.
public struct RDFReader: SourceReader {
  private let file: String
  private var subjects: RDFSubjects
  /// All lines but those of the subject that is open.
  public private(set) var settledLines = 0

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    subjects = RDFSubjects(options: options)
  }

  /// Takes a line; a subject comes back when the next one begins.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    let bytes = line.last == 0x0D ? Array(line.dropLast()) : line
    guard let triple = try RDFTriple(bytes, file: file, number: number) else {
      if subjects.current == nil { settledLines = number }
      return []
    }
    if subjects.current != triple.subject { settledLines = number - 1 }
    return subjects.take(triple, line: number).map { [$0] } ?? []
  }

  /// Lines before a subject do not matter to it.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { settledLines = number }

  /// The last subject.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] {
    subjects.finish().map { [$0] } ?? []
  }
}
