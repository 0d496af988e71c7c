internal import Foundation
internal import Onoma

/// The files that documents are read from: those that were named, and those in directories.
struct DocumentFiles {
  /// The largest file that is read, in bytes.
  ///
  /// Memory grows to some thirty times that.
  static let sizeLimit = 256 << 20

  /// The paths, in order.
  let paths: [String]
  let format: DocumentFormat?
  let textField: String

  /// Takes paths; a directory stands for the documents in it and below it, by path.
  ///
  /// Of a directory the files count whose names end as documents do; hidden ones do not.
  init(_ named: [String], format: DocumentFormat? = nil, textField: String = "text") throws {
    self.format = format
    self.textField = textField
    var paths: [String] = []
    for path in named {
      var isDirectory: ObjCBool = false
      if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
        isDirectory.boolValue
      {
        let found = try Self.files(in: path)
        if found.isEmpty { throw fail("\(path): no document in this directory", code: .badInput) }
        paths += found
      } else {
        paths.append(path)
      }
    }
    self.paths = paths
  }

  /// The documents' texts by name.
  static func texts(_ documents: [Document]) -> [String: SourceText] {
    Dictionary(documents.map { ($0.name, $0.text) }) { first, _ in first }
  }

  private static func files(in directory: String) throws -> [String] {
    guard let names = FileManager.default.enumerator(atPath: directory) else {
      throw fail("cannot read \(directory)", code: .io)
    }
    var found: [String] = []
    for case let name as String in names {
      let parts = name.split(separator: "/")
      let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
      if parts.contains(where: { $0.hasPrefix(".") }) || !DocumentFormat.endings.contains(ending) {
        continue
      }
      var isDirectory: ObjCBool = false
      let path = directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
      if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
        !isDirectory.boolValue
      {
        found.append(path)
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What results call the files: their names, or their paths where two have one name.
  var names: [String] {
    let names = paths.map { path in
      path == "-" ? "-" : String(path.split(separator: "/").last ?? "-")
    }
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return zip(paths, names).map { path, name in counts[name, default: 0] > 1 ? path : name }
  }

  /// The documents of all files, in order.
  ///
  /// - Parameter limit: The most bytes of one file.
  func documents(limit: Int = sizeLimit) throws -> [Document] {
    var documents: [Document] = []
    var seen: Set<String> = []
    for (path, name) in zip(paths, names) {
      let source = try InputSource(path: path)
      let own = try self.documents(of: source, name: name, limit: limit).documents
      for document in own where !seen.insert(document.name).inserted {
        throw fail(
          "\(source.name): the document \(document.name) was read before", code: .badInput)
      }
      documents += own
    }
    return documents
  }
  /// The documents of one file, with its bytes.
  func documents(
    of source: InputSource, name: String, limit: Int = sizeLimit
  ) throws -> (documents: [Document], bytes: [UInt8]) {
    let bytes = try source.readAll()
    try check(bytes.count, source, limit: limit)
    do throws(InterchangeError) {
      let documents = try (format ?? DocumentFormat(path: source.path)).documents(
        bytes, name: name, file: source.name, textField: textField)
      return (documents, bytes)
    } catch { throw fail(error.description, code: .badInput) }
  }

  /// Makes sure that a document is not too large.
  func check(_ count: Int, _ source: InputSource, limit: Int = sizeLimit) throws {
    guard count <= limit else {
      throw fail(
        "\(source.name): \(count) bytes; a document has at most \(limit)", code: .badInput)
    }
  }
}
