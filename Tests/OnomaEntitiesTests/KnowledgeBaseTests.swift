import OnomaEntities
import OnomaNames
import OnomaTestSupport
import Testing

@Suite("A knowledge base in memory")
struct KnowledgeBaseTests {
  static func entity(_ id: CanonicalID, _ name: String = "Ada") -> Entity {
    Entity(id: id, type: .person, name: name)
  }

  @Test("entities stay in the order in which they came")
  func order() {
    let base = KnowledgeBase([Self.entity("c"), Self.entity("a"), Self.entity("b")])
    #expect(base.entities.map(\.id) == ["c", "a", "b"])
    #expect(base["a"]?.id == "a")
    #expect(base["d"] == nil)
    #expect(KnowledgeBase().entities.isEmpty)
  }

  @Test("an entity with a known ID takes the place of the one before")
  func replace() {
    var base = KnowledgeBase([Self.entity("a", "Ada"), Self.entity("b", "Bob")])
    base.insert(Self.entity("a", "Augusta"))
    #expect(base.entities.map(\.name) == ["Augusta", "Bob"])
    #expect(base["a"]?.name == "Augusta")
  }

  @Test("a chain of redirects leads to its end from every link")
  func chain() {
    var base = KnowledgeBase([Self.entity("end")])
    base.redirect("a", to: "b")
    base.redirect("b", to: "c")
    base.redirect("c", to: "end")
    for id: CanonicalID in ["a", "b", "c", "end"] {
      #expect(base.current(id) == "end")
      #expect(base[id]?.id == "end")
    }
    #expect(base.current("other") == "other")
  }

  @Test("a long chain takes one step a link")
  func longChain() {
    var base = KnowledgeBase()
    for link in 0..<20_000 {
      base.redirect(CanonicalID(rawValue: "\(link)"), to: CanonicalID(rawValue: "\(link + 1)"))
    }
    #expect(base.current("0") == "20000")
  }

  @Test("a circle of redirects ends, at the place where it was entered")
  func circles() {
    var base = KnowledgeBase()
    base.redirect("a", to: "a")
    #expect(base.current("a") == "a")
    base.redirect("b", to: "c")
    base.redirect("c", to: "b")
    #expect(base.current("b") == "b")
    #expect(base.current("c") == "c")
    base.redirect("x", to: "b")
    #expect(base.current("x") == "b")
    #expect(base["x"] == nil)
  }

  @Test("a redirect to nobody leads nowhere, and is no entity")
  func dangling() {
    var base = KnowledgeBase([Self.entity("a")])
    base.redirect("old", to: "gone")
    #expect(base.current("old") == "gone")
    #expect(base["old"] == nil)
    #expect(base.entities.count == 1)
  }

  @Test("after any mixture of insertions it holds what a plain list would")
  func agreesWithModel() {
    var random = SplitMix64(seed: 32)
    var base = KnowledgeBase()
    var model: [Entity] = []
    for step in 0..<2000 {
      let entity = Self.entity(CanonicalID(rawValue: "\(random.next(below: 200))"), "\(step)")
      base.insert(entity)
      if let index = model.firstIndex(where: { $0.id == entity.id }) {
        model[index] = entity
      } else {
        model.append(entity)
      }
    }
    #expect(base.entities == model)
    #expect(model.allSatisfy { base[$0.id] == $0 })
  }
}
