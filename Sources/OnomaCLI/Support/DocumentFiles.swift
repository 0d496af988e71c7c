internal import Onoma

/// The documents that a command is given as files.
struct DocumentFiles {
  /// The largest document that is read, in bytes.
  ///
  /// Memory grows to some thirty times that.
  static let sizeLimit = 256 << 20

  private let files: [String]

  init(_ files: [String]) { self.files = files }

  /// All documents, read whole, in the order given.
  func read() throws -> [Document] { try zip(files, names).map(Self.read) }

  /// What results call the documents: the files' names, or their paths where two have one name.
  private var names: [String] {
    let names = files.map { path in
      path == "-" ? "-" : String(path.split(separator: "/").last ?? "-")
    }
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return zip(files, names).map { path, name in counts[name, default: 0] > 1 ? path : name }
  }

  /// The documents' texts by name.
  static func texts(_ documents: [Document]) throws -> [String: SourceText] {
    Dictionary(documents.map { ($0.name, $0.text) }) { first, _ in first }
  }

  private static func read(_ path: String, as name: String) throws -> Document {
    let source = try InputSource(path: path)
    let bytes = try source.readAll()
    guard bytes.count <= sizeLimit else {
      throw fail(
        "\(source.name): \(bytes.count) bytes; a document has at most \(sizeLimit)",
        code: .badInput)
    }
    do {
      let text = try bytes.withUnsafeBufferPointer { try SourceText(utf8: $0) }
      return Document(name: name, text: text)
    } catch let error as InvalidUTF8 {
      throw fail("\(source.name):\(error.line): \(error.description)", code: .badInput)
    }
  }
}
