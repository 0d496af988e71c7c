import OnomaEntities
import OnomaStore

/// A store as simply as it can be thought of: what was said of each ID, and the decisions in force,
/// which are carried out anew from the beginning each time.
struct StoreModel {
  struct Member {
    let id: CanonicalID
    var aliases: Set<String> = []
  }

  enum Order {
    case merge(CanonicalID, CanonicalID)
    case split(CanonicalID, [CanonicalID])
    case different(CanonicalID, CanonicalID)
  }

  struct Mention {
    let surface: String
    let member: CanonicalID
    let start: Int
  }

  private(set) var members: [Member] = []
  var orders: [(sequence: Int, order: Order)] = []
  var documents: [(name: String, mentions: [Mention])] = []
  /// Where each ID leads now.
  private(set) var parents: [CanonicalID: CanonicalID] = [:]

  /// Adds what is said of an ID.
  ///
  /// An alias that only repeats what merged IDs have, and is mentioned nowhere, is theirs alone: a
  /// process that records what it read of the whole entity does not give it to the one that stayed.
  mutating func add(_ id: CanonicalID, aliases: [String], areMentioned: Bool) {
    let merged = members.filter { $0.id != id && leads($0.id, to: id) }
    let inherited = merged.reduce(into: Set<String>()) { $0.formUnion($1.aliases) }
    let aliases = areMentioned ? aliases : aliases.filter { !inherited.contains($0) }
    if let index = members.firstIndex(where: { $0.id == id }) {
      members[index].aliases.formUnion(aliases)
    } else {
      members.append(Member(id: id, aliases: Set(aliases)))
    }
  }

  func head(_ id: CanonicalID) -> CanonicalID {
    var id = id
    while let next = parents[id] { id = next }
    return id
  }

  private func leads(_ id: CanonicalID, to target: CanonicalID) -> Bool {
    var id = id
    while let next = parents[id] {
      if next == target { return true }
      id = next
    }
    return false
  }

  func family(_ id: CanonicalID) -> [CanonicalID] {
    let head = head(id)
    return members.map(\.id).filter { self.head($0) == head }
  }

  private func first(of ids: [CanonicalID]) -> CanonicalID {
    func rank(_ id: CanonicalID) -> Int {
      id.isMinted ? 2 : id.rawValue.first == "Q" ? 0 : 1
    }
    func position(_ id: CanonicalID) -> Int { members.firstIndex { $0.id == id } ?? .max }
    return ids.min { (rank($0), position($0)) < (rank($1), position($1)) } ?? ids[0]
  }

  /// Carries out all orders in force; `false` where one makes no sense any more.
  mutating func replay() -> Bool {
    parents = [:]
    for (_, order) in orders where !carryOut(order) { return false }
    return true
  }

  mutating func carryOut(_ order: Order) -> Bool {
    switch order {
    case .different: return true
    case .merge(let a, let b):
      let (x, y) = (head(a), head(b))
      if x == y { return false }
      let winner = first(of: [x, y])
      parents[winner == x ? y : x] = winner
    case .split(let id, let leaving):
      let head = head(id)
      let all = family(id)
      if leaving.contains(head) || !leaving.allSatisfy(all.contains) { return false }
      let new = first(of: leaving)
      for member in all {
        guard let target = parents[member] else { continue }
        if leaving.contains(member) {
          if member == new { parents[member] = nil } else { parents[member] = new }
        } else if leaving.contains(target) {
          parents[member] = head
        }
      }
    }
    return true
  }

  /// Everything that can be seen, a line an entity.
  var text: String {
    members.map(\.id).filter { parents[$0] == nil }.map { head in
      let family = members.filter { self.head($0.id) == head }
      var counts: [String: Int] = [:]
      for member in family {
        for alias in member.aliases { counts[alias, default: 0] += 0 }
        if member.id != head { counts["name of \(member.id)", default: 0] += 0 }
      }
      var places: [String] = []
      for document in documents {
        for mention in document.mentions where self.head(mention.member) == head {
          counts[mention.surface, default: 0] += 1
          places.append("\(document.name):\(mention.start):\(mention.surface)")
        }
      }
      let aliases = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.key)×\($0.value)" }
      let merged = family.map(\.id.rawValue).filter { $0 != head.rawValue }
      return "\(head) \(aliases) \(merged) \(places)\n"
    }.joined()
  }
}

extension EntityStore {
  /// What ``StoreModel/text`` says, as the store has it.
  func modelText() throws -> String {
    try knowledgeBase().entities.map { entity in
      let aliases = entity.aliases.map { "\($0.text)×\($0.count)" }
      let merged = try members(of: entity.id).map(\.rawValue)
      let places = try mentions(of: entity.id).map { "\($0.document):\($0.start):\($0.surface)" }
      return "\(entity.id) \(aliases) \(merged) \(places)\n"
    }.joined()
  }
}
