/// What an exporter has written and nobody has taken yet.
public struct ExportOutput: Sendable {
  /// A piece of a file.
  public struct Piece: Sendable {
    /// The file, in a folder of files; `nil` in a stream.
    public let file: String?
    /// Its next bytes.
    public var bytes: [UInt8]
  }

  /// The pieces in order.
  public private(set) var pieces: [Piece] = []
  /// How many values were left out because the format cannot carry them.
  public private(set) var leftOut = 0
  /// Whether the exporter may start files.
  public let isFolder: Bool
  private let leavesOutUnfit: Bool

  /// Starts with nothing.
  public init(isFolder: Bool = false, options: ExportOptions = ExportOptions()) {
    self.isFolder = isFolder
    leavesOutUnfit = options.leavesOutUnfit
  }

  /// Adds bytes to the current file.
  public mutating func write(_ bytes: [UInt8]) {
    if pieces.isEmpty { pieces.append(Piece(file: nil, bytes: [])) }
    pieces[pieces.count - 1].bytes += bytes
  }

  /// Adds text to the current file.
  public mutating func write(_ text: String) {
    if pieces.isEmpty { pieces.append(Piece(file: nil, bytes: [])) }
    pieces[pieces.count - 1].bytes.append(contentsOf: text.utf8)
  }

  /// Adds a line of JSON.
  public mutating func writeLine(_ body: (inout JSONText) -> Void) {
    var json = JSONText()
    json.object(body)
    write(json.bytes)
    write("\n")
  }

  /// Starts a file; the bytes up to the next one belong to it.
  public mutating func startFile(_ name: String) {
    pieces.append(Piece(file: name, bytes: []))
  }

  /// Notes a value that the format cannot carry: an error, or one that is left out.
  public mutating func leaveOut(_ subject: String, _ reason: String) throws(ExportError) {
    guard leavesOutUnfit else { throw ExportError(subject, reason) }
    leftOut += 1
  }

  /// Gives the pieces away and keeps the current file.
  public mutating func takePieces() -> [Piece] {
    let taken = pieces
    pieces = taken.last.map { [Piece(file: $0.file, bytes: [])] } ?? []
    return taken
  }

  /// The number of bytes that nobody has taken.
  public var count: Int { pieces.reduce(0) { $0 + $1.bytes.count } }
}
