internal import Foundation
public import OnomaDocuments
internal import OnomaText

/// The form that a document is in.
public enum DocumentFormat: String, CaseIterable, Sendable {
  /// Text as it is.
  case text
  /// A web page: tags are skipped, character references read.
  case html
  /// Markdown: its signs are skipped.
  case markdown
  /// A JSON object a line, one of whose members is the text of a document.
  case jsonl

  /// The form that a file's name tells; ``text`` where it tells none.
  public init(path: String) {
    let name = path.lowercased()
    self =
      switch name.split(separator: ".").last {
      case "html", "htm", "xhtml": .html
      case "md", "markdown": .markdown
      case "jsonl", "ndjson": .jsonl
      default: .text
      }
  }

  /// The endings of the files that a directory is searched for.
  public static let endings: Set<String> = [
    "txt", "text", "html", "htm", "xhtml", "md", "markdown", "jsonl", "ndjson",
  ]

  /// The documents of a file.
  ///
  /// Offsets are those of the file's own text, byte order mark, markup and all; in JSON lines of the
  /// text that the member holds.
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: What results call the document; in JSON lines what stands before the line's number
  ///     where the object has no `id`.
  ///   - file: What errors call the file.
  ///   - textField: The member that holds the text, in JSON lines.
  /// - Throws: ``InterchangeError`` naming the line.
  /// - Complexity: O(bytes).
  public func documents(
    _ bytes: [UInt8], name: String, file: String, textField: String = "text"
  ) throws(InterchangeError) -> [Document] {
    if self == .jsonl { return try Self.lines(bytes, name: name, file: file, field: textField) }
    let text: SourceText
    do { text = try bytes.withUnsafeBufferPointer { try SourceText(utf8: $0) } } catch {
      let invalid = error as? InvalidUTF8
      throw InterchangeError(
        file: file, line: invalid?.line ?? 1, reason: invalid?.description ?? "invalid UTF-8")
    }
    let markup: MarkupReading? =
      switch self {
      case .html: HTMLReading.reading(of: text)
      case .markdown: MarkdownReading.reading(of: text)
      case .text, .jsonl: nil
      }
    return [Document(name: name, text: text, markup: markup)]
  }

  private static func lines(
    _ bytes: [UInt8], name: String, file: String, field: String
  ) throws(InterchangeError) -> [Document] {
    var documents: [Document] = []
    var number = 0
    var names: Set<String> = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let document = try document(
        line: line, number: number, name: name, file: file, textField: field)
      guard let document else { continue }
      guard names.insert(document.name).inserted else {
        throw InterchangeError(
          file: file, line: number, reason: "the id \(document.name) was on an earlier line")
      }
      documents.append(document)
    }
    return documents
  }

  /// The document of one JSON line, with or without its end; `nil` for an empty one.
  ///
  /// - Parameters:
  ///   - number: The line's number, from 1; it names a document that has no `id`.
  ///   - name: What stands before that number.
  ///   - file: What errors call the file.
  ///   - textField: The member that holds the text.
  /// - Throws: ``InterchangeError``: no JSON object, or a text that is missing.
  /// - Complexity: O(bytes).
  public static func document(
    line: some Collection<UInt8>, number: Int, name: String, file: String,
    textField: String = "text"
  ) throws(InterchangeError) -> Document? {
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) { return nil }
    let decoded = Result { try JSONSerialization.jsonObject(with: Data(line)) }
    guard case .success(let value) = decoded, let object = value as? [String: Any] else {
      throw InterchangeError(file: file, line: number, reason: "not a JSON object")
    }
    guard let text = object[textField] as? String else {
      throw InterchangeError(
        file: file, line: number, reason: "\"\(textField)\" is missing or not a text")
    }
    let id = (object["id"] as? String) ?? (object["id"] as? Int).map(String.init)
    return Document(
      name: id ?? "\(name):\(number)", text: SourceText(text),
      language: object["language"] as? String)
  }
}
