internal import OnomaNames

/// What is clustered: records, or names where records say nothing else.
///
/// Numbered in the order of names and IDs, so that the order of the input cannot be seen.
struct RecordNodes {
  /// The records in the order of their names and IDs.
  let order: [Int]
  /// The node of each record in ``order``.
  private(set) var nodeOfPlace: [UInt32] = []
  /// The number of nodes.
  private(set) var count = 0
  /// For each distinct name the first record that bears it.
  private(set) var firstOfName: [Int] = []
  /// For each name, where its records begin in ``order``.
  private(set) var nameStarts: [Int] = []
  /// Whether each record is a node of its own.
  let isByRecord: Bool
  /// What somebody said about two nodes.
  private(set) var labels: [UInt64: Bool] = [:]

  /// Whether any record has a name.
  private(set) var hasNames = false

  /// Names with more bearers are not paired with each other by name alone: where there is more than
  /// names, and where there is not.
  private static let bearerLimits = (fields: 24, names: 1000)
  private let bearerLimit: Int

  /// Whether a name names anybody: two records without one (`-`, `?`) are not one person's for that.
  static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    name.contains { byte in
      byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }
  }

  /// Numbers the nodes.
  ///
  /// - Parameters:
  ///   - apart: Whether records with one name may be two persons' all the same.
  ///   - judged: Judgements by record IDs; those about others are left out.
  init(
    _ records: RecordBatch, apart: Bool, judged: [(a: String, b: String, isSame: Bool)]
  ) {
    order = records.canonicalOrder()
    bearerLimit =
      records.fields.isEmpty ? Self.bearerLimits.names : Self.bearerLimits.fields
    isByRecord = apart || !judged.isEmpty
    var previous: Int?
    for (place, record) in order.enumerated() {
      let isNew =
        !Self.isName(records.names[record])
        || (previous.map { !records.names[$0].elementsEqual(records.names[record]) } ?? true)
      if isNew {
        firstOfName.append(record)
        nameStarts.append(place)
      }
      if isNew || isByRecord { count += 1 }
      nodeOfPlace.append(UInt32(count - 1))
      previous = record
    }
    nameStarts.append(order.count)
    hasNames = firstOfName.contains { !records.names[$0].isEmpty }
    if judged.isEmpty { return }
    var wanted: [String: UInt32?] = [:]
    for judgement in judged {
      wanted[judgement.a] = .some(nil)
      wanted[judgement.b] = .some(nil)
    }
    for (place, record) in order.enumerated() {
      let id = records.ids.text(record)
      if wanted[id] != nil { wanted[id] = UInt32(place) }
    }
    for judgement in judged {
      guard case .some(.some(let a)) = wanted[judgement.a],
        case .some(.some(let b)) = wanted[judgement.b], a != b
      else { continue }
      labels[UInt64(min(a, b)) << 32 | UInt64(max(a, b))] = judgement.isSame
    }
  }

  /// Pairs of records from pairs of names; nodes are records.
  func expanded(_ pairs: [NameLinkage.Pair], _ linkage: NameLinkage) -> [NameLinkage.Pair] {
    var found: [NameLinkage.Pair] = []
    for pair in pairs {
      let left = nameStarts[Int(pair.first)]..<nameStarts[Int(pair.first) + 1]
      let right = nameStarts[Int(pair.second)]..<nameStarts[Int(pair.second) + 1]
      if left.count * right.count > bearerLimit * bearerLimit { continue }
      for a in left {
        for b in right {
          found.append(
            NameLinkage.Pair(
              first: UInt32(min(a, b)), second: UInt32(max(a, b)), odds: pair.odds))
        }
      }
    }
    for name in firstOfName.indices {
      let range = nameStarts[name]..<nameStarts[name + 1]
      if range.count < 2 || range.count > bearerLimit { continue }
      let odds = linkage.logOdds(ofRepeated: name)
      for a in range {
        for b in (a + 1)..<range.upperBound {
          found.append(NameLinkage.Pair(first: UInt32(a), second: UInt32(b), odds: odds))
        }
      }
    }
    return NameLinkage.distinct(found)
  }
}

/// Names clusters so that nothing but their members decides.
enum ClusterNames {
  /// The ID of a cluster by its founder's.
  static func mint(_ founder: String) -> CanonicalID {
    CanonicalID.mint(type: .person, name: "record \(founder)")
  }

  /// The ID of each record's cluster.
  ///
  /// Minted from the least of the members' IDs: no order of the input changes it, and it is no member's
  /// own ID, which might be taken for the record.
  static func names(
    of clusters: [UInt32], _ nodes: RecordNodes, _ records: RecordBatch
  ) -> [CanonicalID] {
    var founders = [Int](repeating: -1, count: nodes.count)
    for (place, record) in nodes.order.enumerated() {
      let cluster = Int(clusters[Int(nodes.nodeOfPlace[place])])
      let founder = founders[cluster]
      if founder < 0
        || records.ids[record].lexicographicallyPrecedes(records.ids[founder])
      {
        founders[cluster] = record
      }
    }
    var names = [CanonicalID?](repeating: nil, count: nodes.count)
    var result = [CanonicalID](repeating: CanonicalID(rawValue: ""), count: records.count)
    for (place, record) in nodes.order.enumerated() {
      let cluster = Int(clusters[Int(nodes.nodeOfPlace[place])])
      let name =
        names[cluster]
        ?? mint(records.ids.text(founders[cluster]))
      names[cluster] = name
      result[record] = name
    }
    return result
  }
}
