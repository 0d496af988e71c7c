import Foundation
import OnomaEntities
import OnomaNames
import OnomaStore
import OnomaTestSupport
import Testing

/// Random merges, splits, judgements, undone decisions and documents, against a naive model.
///
/// `ONOMA_STORE_OPERATIONS` sets how many operations are made; `.ci/model-test.py` makes 100,000 with the
/// built program.
@Suite("A store and a naive model of it")
struct StoreModelTests {
  static let operations =
    ProcessInfo.processInfo.environment["ONOMA_STORE_OPERATIONS"].flatMap(Int.init) ?? 600

  static let surfaces = ["Mira", "Mira K.", "Міра", "M. Kovalenko", "ミラ", "Mira Kovalenko"]

  @Test("every state reads as the model does, and taking everything back leaves what was recorded")
  func randomOperations() throws {
    let folder = try TemporaryFolder()
    let store = try EntityStore(path: folder.file("names.onoma"))
    var model = StoreModel()
    var random = SplitMix64(seed: 6)
    let note = DecisionNote(author: "Ada")
    for operation in 0..<Self.operations {
      switch random.next(below: 20) {
      case 0...1: try addEntity(store, &model, &random)
      case 2...4: try addDocument(store, &model, &random)
      case 5...9: try merge(store, &model, &random, note)
      case 10...11: try split(store, &model, &random, note)
      case 12: try judge(store, &model, &random, note)
      case 13: try splitPartsAndBack(store, model, &random, note)
      case 14...18: try undoLast(store, &model, note)
      default: try undoAny(store, &model, &random, note)
      }
      if let id = model.members.last?.id { #expect(try store.current(id) == model.head(id)) }
      if operation % 50 == 49 || Self.operations - operation < 5 {
        let (actual, expected) = (try store.modelText(), model.text)
        #expect(actual == expected, "after operation \(operation)")
        if actual != expected { return }
      }
    }
    #expect(try store.integrityCheck().isEmpty)
    model.orders = []
    let makesSense = model.replay()
    #expect(makesSense)
    try store.undoAll(after: 0, note)
    #expect(try store.modelText() == model.text)
    #expect(try store.redirects().isEmpty)
    #expect(try store.integrityCheck().isEmpty)
  }

  private func addEntity(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64
  ) throws {
    // Few entities, so that decisions meet.
    let number = model.members.count < 60 ? model.members.count : random.next(below: 60)
    let id = CanonicalID(rawValue: ["onm-", "Q", "crm-"][number % 3] + "\(number + 1)")
    let alias = random.pick(Self.surfaces)
    model.add(id, aliases: [alias], areMentioned: false)
    try store.record(
      ResolutionRecord(entities: [
        Entity(id: id, type: .person, name: "name of \(id)", aliases: [Alias(alias)])
      ]))
  }

  private func addDocument(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64
  ) throws {
    guard !model.members.isEmpty else { return }
    let name = "document \(random.next(below: 25))"
    var mentions: [StoreModel.Mention] = []
    var entities: [Entity] = []
    for place in 0..<(1 + random.next(below: 3)) {
      let id = random.pick(model.members).id
      let surface = random.pick(Self.surfaces)
      model.add(id, aliases: [surface], areMentioned: true)
      entities.append(
        Entity(id: id, type: .person, name: "name of \(id)", aliases: [Alias(surface)]))
      mentions.append(StoreModel.Mention(surface: surface, member: id, start: place * 20))
    }
    if let index = model.documents.firstIndex(where: { $0.name == name }) {
      model.documents[index].mentions = mentions
    } else {
      model.documents.append((name, mentions))
    }
    let document = DocumentRecord(name: name, contentHash: "", scalarCount: 100)
    try store.record(
      ResolutionRecord(
        entities: entities, documents: [document],
        mentions: mentions.map {
          Fixture.mention($0.surface, of: $0.member, in: document, at: $0.start)
        }))
  }

  private func merge(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64,
    _ note: DecisionNote
  ) throws {
    guard model.members.count > 1 else { return }
    let (a, b) = (random.pick(model.members).id, random.pick(model.members).id)
    guard case .merged(let record) = try store.mergeUnlessJudgedDifferent(a, b, note) else {
      return
    }
    let order = StoreModel.Order.merge(a, b)
    model.orders.append((record.sequence, order))
    let makesSense = model.carryOut(order)
    #expect(makesSense)
  }

  private func split(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64,
    _ note: DecisionNote
  ) throws {
    guard let id = model.members.isEmpty ? nil : random.pick(model.members).id else { return }
    let leaving = model.family(id).filter { $0 != model.head(id) && random.next(below: 2) == 0 }
    if leaving.isEmpty { return }
    let record = try store.split(id, members: leaving, note)
    let order = StoreModel.Order.split(id, leaving)
    model.orders.append((record.sequence, order))
    let makesSense = model.carryOut(order)
    #expect(makesSense)
    #expect(model.parents[record.right] == nil)
  }

  private func judge(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64,
    _ note: DecisionNote
  ) throws {
    guard model.members.count > 1 else { return }
    let (a, b) = (random.pick(model.members).id, random.pick(model.members).id)
    if model.head(a) == model.head(b) { return }
    let record = try store.judge(a, b, .different, note)
    model.orders.append((record.sequence, .different(a, b)))
    #expect(storeError { try store.merge(a, b, note) }?.kind == .invalidInput)
  }

  /// Splitting off what an entity is known for, and taking it back, wherever that meets it.
  private func splitPartsAndBack(
    _ store: EntityStore, _ model: StoreModel, _ random: inout SplitMix64, _ note: DecisionNote
  ) throws {
    guard let id = model.members.isEmpty ? nil : random.pick(model.members).id,
      let entity = try store.entity(id)
    else { return }
    let spellings = entity.aliases.map(\.text).filter { !$0.hasPrefix("name of") }
    var selection = SplitSelection(spellings: [random.pick(spellings)])
    if let mention = try store.mentions(of: id).last { selection.documents = [mention.document] }
    let before = try store.modelText()
    try store.split(id, off: selection, note)
    #expect(try store.modelText() != before)
    try store.undo(nil, note)
    #expect(try store.modelText() == before)
  }

  private func undoLast(
    _ store: EntityStore, _ model: inout StoreModel, _ note: DecisionNote
  ) throws {
    guard let last = model.orders.popLast() else { return }
    #expect(try store.undo(nil, note).undoes == last.sequence)
    let makesSense = model.replay()
    #expect(makesSense)
  }

  /// A decision in the middle goes only where it makes no difference to the later ones.
  private func undoAny(
    _ store: EntityStore, _ model: inout StoreModel, _ random: inout SplitMix64,
    _ note: DecisionNote
  ) throws {
    if model.orders.isEmpty { return }
    let index = random.next(below: model.orders.count)
    do {
      try store.undo(model.orders[index].sequence, note)
      model.orders.remove(at: index)
      let makesSense = model.replay()
      #expect(makesSense)
    } catch {
      #expect(error.kind == .invalidInput)
    }
  }
}
