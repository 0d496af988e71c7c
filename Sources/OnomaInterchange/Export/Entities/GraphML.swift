internal import OnomaNames
internal import OnomaEntities

/// The co-occurrence of entities in documents as a GraphML graph.
///
/// A node is an entity, an edge joins two that one document mentions; its weight is the number of such
/// documents. Memory: 24 bytes a pair of entities that meet.
struct GraphML: ExportFormat {
  static let description = FormatDescription(
    name: "graphml", title: "GraphML graph of co-occurrence", group: .entities,
    mediaType: "application/graphml+xml", fileExtension: "graphml",
    specification: "http://graphml.graphdrawing.org/", parts: [.entities, .documents],
    losses: [
      "spellings but the name, counts and languages",
      "gender, country, description, dates and identifiers",
      "IDs that were merged, and names put first for a language or a script",
      "offsets and surfaces of mentions",
      "control characters: XML 1.0 has none, so such a value is refused",
    ])

  /// Two nodes, the smaller number first.
  private struct Pair: Hashable, Comparable {
    let a: UInt32
    let b: UInt32
    static func < (x: Pair, y: Pair) -> Bool { (x.a, x.b) < (y.a, y.b) }
  }

  private var nodes: [CanonicalID: UInt32] = [:]
  private var ids: [CanonicalID] = []
  private var weights: [Pair: UInt32] = [:]

  init(_ options: ExportOptions) {}

  func begin(_ output: inout ExportOutput) {
    output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
      <key id="name" for="node" attr.name="name" attr.type="string"/>
      <key id="type" for="node" attr.name="type" attr.type="string"/>
      <key id="weight" for="edge" attr.name="weight" attr.type="int"/>
      <graph id="onoma" edgedefault="undirected">

      """)
  }

  mutating func write(
    _ entity: ExportedEntity, to output: inout ExportOutput
  ) throws(ExportError) {
    let (id, name) = (entity.entity.id, entity.entity.name)
    if let bad = (MarkupText.unfit(id.rawValue) ?? MarkupText.unfit(name)) {
      try output.leaveOut(id.rawValue, "XML cannot carry \(bad), which the ID or the name holds")
      return
    }
    nodes[id] = UInt32(ids.count)
    ids.append(id)
    output.write(
      "<node id=\"\(MarkupText.escaped(id.rawValue))\"><data key=\"name\">"
        + "\(MarkupText.escaped(name))</data><data key=\"type\">\(entity.entity.type.rawValue)"
        + "</data></node>\n")
  }

  mutating func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    let present = document.mentionedIDs.compactMap { nodes[$0] }.sorted()
    for (place, a) in present.enumerated() {
      for b in present[(place + 1)...] { weights[Pair(a: a, b: b), default: 0] += 1 }
    }
  }

  func end(_ output: inout ExportOutput) {
    for (pair, weight) in weights.sorted(by: { $0.key < $1.key }) {
      let (a, b) = (ids[Int(pair.a)].rawValue, ids[Int(pair.b)].rawValue)
      output.write(
        "<edge source=\"\(MarkupText.escaped(a))\" target=\"\(MarkupText.escaped(b))\">"
          + "<data key=\"weight\">\(weight)</data></edge>\n")
    }
    output.write("</graph>\n</graphml>\n")
  }
}
