internal import Foundation
internal import OnomaEntities

/// nomenklatura's resolver file: which IDs are one, which are not, and what stands for them.
///
/// nomenklatura gives the IDs of one entity the name of the greatest of them, a QID before `NK-…`
/// before any other. So each entity that others were merged into is tied to its QID, or else to `NK-`
/// and its canonical ID, and that is what nomenklatura then calls it.
struct NomenklaturaResolver: ExportFormat {
  static let description = FormatDescription(
    name: "nomenklatura-resolver", title: "nomenklatura resolver file", group: .entities,
    mediaType: "application/jsonl", fileExtension: "ijson",
    specification: "https://github.com/opensanctions/nomenklatura",
    parts: [.entities, .links],
    losses: [
      "everything of an entity but its IDs", "reasons of judgements",
      "entities with neither a merged ID nor a QID",
    ])

  private let author: String

  init(_ options: ExportOptions) { author = options.dataset }

  func write(_ entity: ExportedEntity, to output: inout ExportOutput) {
    let id = entity.entity.id.rawValue
    let qids = entity.entity.identifiers.filter { $0.scheme == "wikidata" && IRI.isQID($0.value) }
      .map(\.value)
    if let qid = qids.first ?? (IRI.isQID(id) ? id : nil) {
      if qid != id { line(qid, id, "positive", author, nil, &output) }
    } else if !entity.formerIDs.isEmpty {
      line("NK-" + id, id, "positive", author, nil, &output)
    }
    for former in entity.formerIDs where former.rawValue != id {
      line(id, former.rawValue, "positive", author, nil, &output)
    }
  }

  func write(_ link: IdentityLink, to output: inout ExportOutput) {
    // Merges came with the entities.
    guard let user = link.author, link.left != link.right else { return }
    let judgement =
      switch link.verdict {
      case .same: "positive"
      case .different: "negative"
      case .unsure: "unsure"
      }
    line(link.left.rawValue, link.right.rawValue, judgement, user, link.time, &output)
  }

  private func line(
    _ a: String, _ b: String, _ judgement: String, _ user: String, _ time: Double?,
    _ output: inout ExportOutput
  ) {
    // The greater one is the target, in nomenklatura's order.
    let (x, y) = (Self.weight(a), Self.weight(b))
    let isOrdered =
      x > y || (x == y && b.unicodeScalars.lexicographicallyPrecedes(a.unicodeScalars))
    var json = JSONText()
    json.array { json in
      json.string(isOrdered ? a : b)
      json.string(isOrdered ? b : a)
      json.string(judgement)
      json.null()
      json.string(user)
      if let time {
        // Without the Z: nomenklatura writes and compares such times, all in UTC.
        let date = Date(timeIntervalSince1970: time)
        json.string(String(date.formatted(.iso8601).dropLast()))
      } else {
        json.null()
      }
    }
    output.write(json.bytes)
    output.write("\n")
  }

  private static func weight(_ id: String) -> Int {
    IRI.isQID(id) ? 3 : id.hasPrefix("NK-") ? 2 : 1
  }
}
