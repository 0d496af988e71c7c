import Foundation
import OnomaEntities
import OnomaInterchange
import Testing

@Suite("onoma entities, and the store behind it")
struct EntitiesCommandTests {
  /// A store of the sample documents.
  private func store(_ folder: TemporaryFolder) throws -> (path: String, run: Onoma.Run) {
    let path = folder.file("names.onoma")
    let first = try folder.write("first.txt", Sample.first)
    let second = try folder.write("second.txt", Sample.second)
    let run = try Onoma.run(
      "resolve", first, second, "--store", path, "--quiet", "--format", "jsonl")
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.messages.isEmpty)
    return (path, run)
  }

  private func ids(_ run: Onoma.Run) throws -> [String] {
    try run.objects().compactMap { $0["entity"] as? String }
  }

  @Test("list shows what resolve recorded, in a form that resolve reads as knowledge")
  func list() throws {
    let folder = try TemporaryFolder()
    let (path, resolved) = try store(folder)
    let run = try Onoma.run("entities", "list", "--store", path, "--format", "jsonl")
    #expect(run.status == 0)
    let listed = try KnowledgeBaseFile.read(Array(run.output), file: "list").entities
    #expect(Set(listed.map(\.id.rawValue)) == Set(try ids(resolved)))
    let marlowe = try #require(listed.first { $0.name == "Edwin Marlowe" })
    #expect(marlowe.spellings.contains("Marlowe"))
    let text = try Onoma.run("entities", "list", "--store", path)
    #expect(text.lines.count == listed.count)
    #expect(text.text.contains(marlowe.id.rawValue) && text.text.contains("Edwin Marlowe"))
    let table = try Onoma.run("entities", "list", "--store", path, "--format", "tsv")
    #expect(table.lines.first?.hasPrefix("id\ttype\tname") == true)
    #expect(table.lines.count == listed.count + 1)
  }

  @Test("list narrows by type, text, limit and offset")
  func narrow() throws {
    let folder = try TemporaryFolder()
    let path = try store(folder).path
    func names(_ arguments: String...) throws -> [String] {
      let all = ["entities", "list", "--store", path, "--format", "jsonl"] + arguments
      return try Onoma.run(Onoma.path, all).objects().compactMap { $0["name"] as? String }
    }
    #expect(try names("--type", "person") == ["Edwin Marlowe", "Ottilie Brandvold"])
    #expect(try names("--search", "BRANDVOLD") == ["Ottilie Brandvold"])
    #expect(try names("--search", "nobody at all") == [])
    #expect(try names("--limit", "0") == [])
    let all = try names()
    #expect(try names("--limit", "2") == Array(all.prefix(2)))
    #expect(try names("--offset", "1") == Array(all.dropFirst()))
  }

  @Test("show gives an entity's spellings and mentions", arguments: ["text", "jsonl", "tsv"])
  func show(format: String) throws {
    let folder = try TemporaryFolder()
    let (path, resolved) = try store(folder)
    let id = try #require(try ids(resolved).first)
    let run = try Onoma.run("entities", "show", id, "--store", path, "--format", format)
    #expect(run.status == 0)
    for text in [id, "Edwin Marlowe", "first.txt", "second.txt"] {
      #expect(run.text.contains(text), "\(text) in \(run.text)")
    }
    if format == "jsonl" {
      let mentions = try run.objects().first?["mentions"] as? [[String: Any]]
      #expect(mentions?.count == 2)
    }
  }

  @Test("a second run gives the same bytes and doubles nothing")
  func secondRun() throws {
    let folder = try TemporaryFolder()
    let (path, first) = try store(folder)
    func state() throws -> [Data] {
      try [
        ["entities", "list", "--store", path, "--format", "jsonl"],
        ["entities", "show", try ids(first)[0], "--store", path, "--format", "jsonl"],
      ].map { try Onoma.run(Onoma.path, $0).output }
    }
    let before = try state()
    let second = try store(folder).run
    #expect(try ids(first) == ids(second))
    let after = try state()
    #expect(before == after, "\(after.map { String(decoding: $0, as: UTF8.self) })")
  }

  @Test("what one run recorded, the next one recognises in another document")
  func recognised() throws {
    let folder = try TemporaryFolder()
    let (path, first) = try store(folder)
    let third = try folder.write("third.txt", "At dawn the smith Edwin Marlowe left for Riga.\n")
    let run = try Onoma.run("resolve", third, "--store", path)
    #expect(run.messages.contains("0 new entities"), "\(run.messages)")
    #expect(Set(try ids(run)).isSubset(of: Set(try ids(first))))
  }

  @Test("an unknown ID exits with 65")
  func unknownID() throws {
    let folder = try TemporaryFolder()
    let path = try store(folder).path
    let run = try Onoma.run("entities", "show", "onm-nobody", "--store", path)
    #expect(run.status == 65)
    #expect(run.messages.contains("onm-nobody"))
  }

  @Test("a missing store exits with 74 and is not made")
  func missingStore() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("none.onoma")
    for command in [["entities", "list"], ["entities", "show", "x"]] {
      let run = try Onoma.run(Onoma.path, command + ["--store", path])
      #expect(run.status == 74, "\(run.messages)")
    }
    #expect(folder.names.isEmpty)
  }

  @Test("a file that is no store exits with 65 and stays as it is")
  func noStore() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "no database at all\n", count: 100)
    let path = try folder.write("text.onoma", text)
    #expect(try Onoma.run("entities", "list", "--store", path).status == 65)
    let resolved = try Onoma.run("resolve", "-", "--store", path, input: Sample.first)
    #expect(resolved.status == 65)
    #expect(resolved.output.isEmpty)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
  }
}
