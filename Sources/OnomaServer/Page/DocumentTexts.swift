internal import Foundation
internal import Onoma

/// The texts of documents that a store names, in one folder: a store keeps no texts itself.
struct DocumentTexts: Sendable {
  /// The folder, or `nil` where no texts are at hand.
  let folder: String?

  /// The largest document that is opened, in bytes.
  private static let sizeLimit = 16 << 20
  /// How much is shown on either side of a mention, in scalars.
  private static let width = 90

  /// The text of a document, if it lies in the folder.
  ///
  /// A store may come from elsewhere: its names must not lead out of the folder.
  func text(of document: String) -> SourceText? {
    guard let folder, !document.isEmpty, !document.utf8.contains(0) else { return nil }
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    let path = URL(fileURLWithPath: root + "/" + document).resolvingSymlinksInPath().path
    guard path.hasPrefix(root + "/"),
      let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = attributes[.size] as? Int, size <= Self.sizeLimit,
      let data = FileManager.default.contents(atPath: path)
    else { return nil }
    return data.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { try? SourceText(utf8: $0) }
    }
  }

  /// What stands around some mentions, by their place in the list; nothing where the text is not at
  /// hand or has changed since.
  func contexts(of mentions: [EntityMention]) -> [(before: String, after: String)?] {
    guard folder != nil else { return mentions.map { _ in nil } }
    var texts: [String: SourceText?] = [:]
    return mentions.map { mention in
      let text = texts[mention.document] ?? self.text(of: mention.document)
      texts[mention.document] = .some(text)
      guard let text, mention.end <= text.count, mention.start < mention.end,
        text[mention.start..<mention.end] == mention.surface
      else { return nil }
      let before = text[max(0, mention.start - Self.width)..<mention.start]
      let after = text[mention.end..<min(text.count, mention.end + Self.width)]
      return (Self.onOneLine(before), Self.onOneLine(after))
    }
  }

  private static func onOneLine(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 })
  }
}
