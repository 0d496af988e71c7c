import Foundation
import OnomaEntities
import OnomaStore
import Testing

@Suite("Stores of earlier versions")
struct MigrationTests {
  /// A store that version 1 wrote, with a merged ID and a judgement.
  static let old = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/version-1.onoma")

  @Test("a store of version 1 keeps its entities, mentions, redirects and judgements")
  func versionOne() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("old.onoma")
    try FileManager.default.copyItem(at: Self.old, to: URL(fileURLWithPath: path))
    let error = storeError { _ = try EntityStore(path: path, access: .readOnly) }
    #expect(error?.kind == .readOnly)
    #expect(error?.message.contains("earlier version") == true)
    let store = try EntityStore(path: path, access: .readWrite)
    #expect(
      try store.knowledgeBase().entities.map(\.name) == [
        "Edwin Marlowe", "Ottilie Brandvold", "Riga",
      ])
    #expect(try store.entity("Q9")?.name == "Edwin Marlowe")
    #expect(try store.mentions(in: "a.txt").count == 4)
    let judgement = try #require(try store.judgements().first)
    #expect(judgement.sequence == 1)
    #expect(judgement.judgement.author == "Ada")
    #expect(judgement.judgement.verdict == .different)
    #expect(judgement.judgement.evidence.isEmpty)
    #expect(try store.integrityCheck().isEmpty)
    // The judgement is in force: the two stay apart until it is undone.
    let (a, b) = (judgement.judgement.left, judgement.judgement.right)
    let note = DecisionNote(author: "Ben")
    #expect(storeError { try store.merge(a, b, note) }?.kind == .invalidInput)
    try store.undo(1, note)
    try store.merge(a, b, note)
    #expect(try store.current(a) == store.current(b))
    #expect(try store.integrityCheck().isEmpty)
    // A redirect of version 1, which no decision made, can be taken away too.
    try store.removeRedirect(of: "Q9")
    #expect(try store.current("Q9") == nil)
  }
}
