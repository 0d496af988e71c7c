internal import GRDB
public import OnomaEntities

/// Somebody who is named in the same documents as an entity.
public struct Companion: Hashable, Sendable {
  /// Who it is.
  public var id: CanonicalID
  /// In how many documents both are named.
  public var documents: Int
}

/// Two companions of an entity who are themselves named together.
public struct CompanionLink: Hashable, Sendable {
  /// The two, in order of their IDs.
  public var a: CanonicalID
  /// The second.
  public var b: CanonicalID
  /// In how many of the entity's documents both are named.
  public var documents: Int
}

extension EntityStore {
  /// The most documents that are looked through for companions.
  public static let companionDocumentLimit = 5_000

  /// Who is named in the documents that name an entity, and who of them together.
  ///
  /// Most documents first, then by ID. Complexity: O(mentions in the entity's documents), of which the
  /// first ``companionDocumentLimit`` count.
  /// - Parameter limit: How many companions at most.
  public func companions(
    of id: CanonicalID, limit: Int
  ) throws(StoreError) -> (companions: [Companion], links: [CompanionLink]) {
    try read { database in
      let current = try database.currentID(of: id.rawValue)
      var named: [Int: Set<String>] = [:]
      var heads: [String: String] = [:]
      try database.each(
        """
        WITH RECURSIVE family (id) AS (
          SELECT ?1 UNION SELECT r.old_id FROM family f JOIN redirects r ON r.new_id = f.id),
        own (document) AS (
          SELECT DISTINCT m.document FROM family f JOIN entities e ON e.id = f.id
            JOIN mentions m ON m.entity = e.sequence ORDER BY m.document LIMIT ?2)
        SELECT DISTINCT m.document, e.id FROM own o JOIN mentions m ON m.document = o.document
          JOIN entities e ON e.sequence = m.entity
        """, current, Self.companionDocumentLimit
      ) { row in
        let id = try row.text(1)
        let head = try heads[id] ?? database.currentID(of: id)
        heads[id] = head
        if head != current { named[try row.int(0), default: []].insert(head) }
      }
      var counts: [String: Int] = [:]
      for id in named.values.joined() { counts[id, default: 0] += 1 }
      let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(max(0, limit))
      var links: [CompanionLink] = []
      for (position, first) in ranked.enumerated() {
        for second in ranked.dropFirst(position + 1) {
          let together = named.values.count { $0.contains(first.key) && $0.contains(second.key) }
          if together == 0 { continue }
          links.append(
            CompanionLink(
              a: CanonicalID(rawValue: min(first.key, second.key)),
              b: CanonicalID(rawValue: max(first.key, second.key)), documents: together))
        }
      }
      return (
        ranked.map { Companion(id: CanonicalID(rawValue: $0.key), documents: $0.value) },
        links.sorted { ($0.a.rawValue, $0.b.rawValue) < ($1.a.rawValue, $1.b.rawValue) }
      )
    }
  }
}
