internal import Foundation
internal import Onoma

/// Mentions that `onoma resolve --format jsonl` printed.
enum MentionFile {
  /// Reads the mentions of a file in its order.
  ///
  /// Further members, such as reasons, are passed over.
  static func read(_ path: String) throws -> [EntityMention] {
    let source = try InputSource(path: path)
    var mentions: [EntityMention] = []
    while let line = try source.nextLine() {
      if line.isEmpty { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      guard let object, let document = object["doc"] as? String,
        let start = object["start"] as? Int, let end = object["end"] as? Int,
        let surface = object["surface"] as? String,
        let type = (object["type"] as? String).flatMap(EntityType.init(rawValue:)),
        let entity = object["entity"] as? String, !entity.isEmpty,
        let score = (object["score"] as? NSNumber)?.doubleValue, start >= 0, start <= end
      else {
        throw InterchangeError(
          file: source.name, line: source.line,
          reason: "not a mention: an object with doc, start, end, surface, type, entity and score")
      }
      mentions.append(
        EntityMention(
          document: document, start: start, end: end, surface: surface, type: type,
          entity: CanonicalID(rawValue: entity), score: score))
    }
    return mentions
  }
}
