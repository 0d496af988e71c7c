internal import Onoma

/// The documents of a run in batches that memory holds, each of which is resolved by itself.
///
/// Documents come together while they are no more than a window; a plain text that is larger comes in
/// pieces, each a batch of its own. What is within one window is one batch, so that small runs are read
/// as a whole.
struct DocumentBatches {
  /// A document or a piece of one.
  struct Part {
    let document: Document
    /// Where it begins in the document, in scalars, UTF-8 and UTF-16.
    var start = (scalars: 0, utf8: 0, utf16: 0)
    /// How many of its scalars an earlier part had already.
    var context = 0
    let bytes: Int
    /// Tells it from another content.
    let fingerprint: UInt64

    /// Where a place in the part lies in the document.
    func offset(of position: Int, in unit: OffsetUnit) -> Int {
      let base =
        switch unit {
        case .scalar: start.scalars
        case .utf8: start.utf8
        case .utf16: start.utf16
        }
      return base + document.text.offset(of: position, in: unit)
    }
  }

  /// The most bytes that a piece has of the one before it.
  static let overlap = 64 << 10
  /// The window where none is given.
  static let window = 16 << 20
  /// The smallest window.
  static let leastWindow = 1 << 10

  private let files: DocumentFiles
  private let window: Int
  private var names: [String]
  private var next = 0
  private var seen: Set<String> = []
  private var current: Reading?
  /// A part that was read but belongs to the next batch.
  private var pending: Part?

  private enum Reading {
    case lines(InputSource, name: String)
    case pieces(PieceReading)
  }

  /// - Parameter window: The most bytes of a batch; `nil` for all in one.
  init(_ files: DocumentFiles, window: Int?) {
    self.files = files
    self.window = window ?? .max
    names = files.names
  }

  /// The next documents, or `nil` at the end.
  mutating func batch() throws -> [Part]? {
    var parts: [Part] = []
    var size = 0
    while let part = try pending ?? nextPart() {
      pending = nil
      let isPiece = part.start.scalars > 0 || part.context > 0
      if !parts.isEmpty, isPiece || size + part.bytes > window {
        pending = part
        break
      }
      parts.append(part)
      size += part.bytes
    }
    return parts.isEmpty ? nil : parts
  }

  private mutating func nextPart() throws -> Part? {
    while true {
      if let reading = current {
        if let part = try part(of: reading) { return part }
        current = nil
      }
      guard next < files.paths.count else { return nil }
      let (path, name) = (files.paths[next], names[next])
      next += 1
      let source = try InputSource(path: path)
      switch files.format ?? DocumentFormat(path: path) {
      case .jsonl: current = .lines(source, name: name)
      case .text where window <= DocumentFiles.sizeLimit:
        try note(name, source)
        current = .pieces(PieceReading(source, name: name, window: window))
      default:
        let (documents, bytes) = try files.documents(of: source, name: name)
        guard let document = documents.first else { continue }
        try note(document.name, source)
        return Part(
          document: document, bytes: bytes.count,
          fingerprint: bytes.withUnsafeBytes(ContentFingerprint.of))
      }
    }
  }

  private mutating func part(of reading: Reading) throws -> Part? {
    switch reading {
    case .pieces(var pieces):
      let part = try pieces.part()
      current = .pieces(pieces)
      return part
    case .lines(let source, let name):
      while let line = try source.nextLine() {
        try files.check(line.count, source)
        let document: Document?
        do throws(InterchangeError) {
          document = try DocumentFormat.document(
            line: line, number: source.line, name: name, file: source.name,
            textField: files.textField)
        } catch { throw fail(error.description, code: .badInput) }
        guard let document else { continue }
        guard seen.insert(document.name).inserted else {
          throw fail(
            "\(source.name):\(source.line): the document \(document.name) was read before",
            code: .badInput)
        }
        return Part(
          document: document, bytes: line.count,
          fingerprint: line.withUnsafeBytes(ContentFingerprint.of))
      }
      return nil
    }
  }

  private mutating func note(_ name: String, _ source: InputSource) throws {
    guard seen.insert(name).inserted else {
      throw fail("\(source.name): the document \(name) was read before", code: .badInput)
    }
  }
}
