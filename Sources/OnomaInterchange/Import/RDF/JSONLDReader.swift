internal import Foundation
internal import OnomaEntities

/// Reads names from RDF in JSON-LD: what ``RDFReader`` reads from N-Triples.
///
/// Contexts must be inside the file, before the graph, but for that of schema.org, which is known: nothing
/// is fetched. The nodes of `@graph`, or of a list that is all of the file, are read one by one, so memory
/// holds one of them; several objects behind each other are read too. Reverse properties, and contexts
/// that hold inside a property or a type only, are passed over.
/// Specification: <https://www.w3.org/TR/json-ld11/>.
public struct JSONLDReader: SourceReader {
  private enum Place { case outside, root, list }

  private let file: String
  private let options: SourceOptions
  private var place = Place.outside
  /// Whether the list of nodes is the graph of an object.
  private var isGraph = false
  /// The object that is open: all of it but its graph, or a node of the list.
  private var object: [UInt8] = []
  private var root: [UInt8] = []
  private var depth = 0
  private var isText = false
  private var isEscaped = false
  /// Where the last text of the outermost level begins, and what stands behind its end: a colon or not.
  private var textStart = 0
  private var key: ArraySlice<UInt8> = []
  private var startLine = 0
  private var context = JSONLDContext()
  /// All lines before the object that is open.
  public private(set) var settledLines = 0

  /// Reads a file.
  /// - Parameter file: What errors call it.
  public init(file: String, options: SourceOptions = SourceOptions()) {
    self.file = file
    self.options = options
  }

  /// The longest node, and the longest object without its graph, in bytes.
  static let nodeLimit = 16 << 20
  /// How deep values may lie in each other.
  static let depthLimit = 128

  /// Takes a line; the nodes come back that end on it.
  public mutating func read(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) -> [SourceItem] {
    var items: [SourceItem] = []
    let start = number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    for byte in line[start...] { try take(byte, number, &items) }
    try take(0x0A, number, &items)
    if place != .root, object.isEmpty { settledLines = number }
    return items
  }

  /// Contexts hold for what follows; what was said is left out.
  public mutating func passOver(
    _ line: [UInt8], number: Int
  ) throws(InterchangeError) { _ = try read(line, number: number) }

  /// An object that is still open is an error.
  public mutating func finish() throws(InterchangeError) -> [SourceItem] {
    guard place == .outside else {
      throw InterchangeError(
        file: file, line: startLine, reason: "an object or a list is never closed")
    }
    return []
  }

  private mutating func take(
    _ byte: UInt8, _ line: Int, _ items: inout [SourceItem]
  ) throws(InterchangeError) {
    if place == .root || !object.isEmpty { return try takeInside(byte, line, &items) }
    switch (place, byte) {
    case (_, 0x20), (_, 0x09), (_, 0x0A), (_, 0x0D), (.list, 0x2C): return
    case (.outside, 0x5B):
      place = .list
      isGraph = false
      context = JSONLDContext()
    case (.outside, 0x7B):
      place = .root
      context = JSONLDContext()
      open(line)
    case (.list, 0x7B): open(line)
    case (.list, 0x5D):
      if isGraph {
        place = .root
        object = root + [0x5D]
        depth = 1
      } else {
        place = .outside
      }
      return
    default:
      throw wrong(
        place == .list ? "something that is no object in a list of nodes" : "no object of JSON-LD",
        line)
    }
    startLine = line
  }

  private mutating func open(_ line: Int) {
    object = [0x7B]
    depth = 1
    isText = false
    startLine = line
  }

  private mutating func takeInside(
    _ byte: UInt8, _ line: Int, _ items: inout [SourceItem]
  ) throws(InterchangeError) {
    object.append(byte)
    if object.count > Self.nodeLimit {
      throw wrong("a node is longer than \(Self.nodeLimit) bytes, or never closed", startLine)
    }
    if isText {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isText = false
        if depth == 1 { key = object[textStart...] }
      }
      return
    }
    switch byte {
    case 0x22:
      isText = true
      textStart = object.count - 1
    case 0x7B, 0x5B:
      if place == .root, depth == 1, byte == 0x5B, key.elementsEqual("\"@graph\"".utf8) {
        context = try JSONLDContext().extended(
          by: value(object + [0x5D, 0x7D], startLine), wrongAt)
        root = object
        object = []
        place = .list
        isGraph = true
        return
      }
      depth += 1
      if depth > Self.depthLimit { throw wrong("values lie too deep in each other", line) }
    case 0x7D, 0x5D:
      depth -= 1
      if depth == 0 { try close(&items) }
    default: break
    }
  }

  /// Reads the object that has ended.
  private mutating func close(_ items: inout [SourceItem]) throws(InterchangeError) {
    let bytes = object
    object = []
    if place == .root { place = .outside }
    key = []
    let value = try value(bytes, startLine)
    var reading = JSONLDNodes(context, wrongAt)
    try reading.take(value)
    var subjects = RDFSubjects(options: options)
    for triple in reading.triples {
      if let item = subjects.take(triple, line: startLine) { items.append(item) }
    }
    if let item = subjects.finish() { items.append(item) }
  }

  private mutating func value(
    _ bytes: [UInt8], _ line: Int
  ) throws(InterchangeError) -> [String: Any] {
    // Foundation drops a byte order mark at the front of a text unless it is escaped.
    let bytes = bytes.replacing([0xEF, 0xBB, 0xBF], with: Array("\\ufeff".utf8))
    guard let value = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any]
    else {
      throw wrong("no valid JSON", line)
    }
    return value
  }

  private var wrongAt: (String) -> InterchangeError {
    let (file, line) = (file, startLine)
    return { InterchangeError(file: file, line: line, reason: $0) }
  }

  /// After an error the next object is looked for.
  private mutating func wrong(_ reason: String, _ line: Int) -> InterchangeError {
    object = []
    place = .outside
    isText = false
    return InterchangeError(file: file, line: line, reason: reason)
  }
}
