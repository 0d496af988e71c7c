import Foundation
import Testing

@Suite("onoma import, and the decisions about what it brought")
struct ImportCommandTests {
  static let people = """
    id,type,name,aliases,birth_date
    c-1,person,Edwin Marlowe,E. Marlowe,1970
    c-2,person,Ottilie Brandvold,,1980
    c-3,org,Guild of Clockmakers,the Guild,
    """

  private func list(_ store: String) throws -> Data {
    try Onoma.run("entities", "list", "--store", store, "--format", "jsonl").output
  }

  @Test("a table becomes entities, a newer one changes them, and each change is told")
  func updates() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let file = try folder.write("people.csv", Self.people)
    let first = try Onoma.run("import", file, "--store", store)
    #expect(first.status == 0, "\(first.messages)")
    #expect(first.text.contains("records    3") && first.text.contains("added      3"))
    _ = try folder.write("people.csv", Self.people.replacing("1970", with: "1971"))
    let second = try Onoma.run("import", file, "--store", store, "--format", "jsonl")
    let objects = try second.objects()
    #expect(objects.count == 2)
    #expect(objects[0]["change"] as? String == "changed")
    #expect(objects[0]["id"] as? String == "c-1")
    #expect(objects[1]["unchanged"] as? Int == 2)
    _ = try folder.write(
      "people.csv", Self.people.split(separator: "\n").prefix(3).joined(separator: "\n"))
    let third = try Onoma.run("import", file, "--store", store, "--withdraw")
    #expect(third.text.contains("withdrawn  1"))
  }

  @Test("what one store lists, another one imports without loss")
  func lossless() throws {
    let folder = try TemporaryFolder()
    let (store, other) = (folder.file("s.onoma"), folder.file("t.onoma"))
    let file = try folder.write("people.csv", Self.people)
    #expect(try Onoma.run("import", file, "--store", store).status == 0)
    let document = try folder.write("one.txt", Sample.first)
    #expect(try Onoma.run("resolve", document, "--store", store).status == 0)
    #expect(
      try Onoma.run("entities", "prefer", "c-1", "Ned", "--language", "en", "--store", store).status
        == 0)
    let listed = try list(store)
    let lines = try folder.write("kb.jsonl", listed)
    #expect(try Onoma.run("import", lines, "--store", other).status == 0)
    #expect(try list(other) == listed)
  }

  @Test("a broken line ends the import with its place; --skip-invalid passes over it")
  func brokenLines() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let file = try folder.write("p.csv", Self.people + "\nc-4,ship,Albatross,,\nc-5,person,Mira,,")
    let run = try Onoma.run("import", file, "--store", store)
    #expect(run.status == 65)
    #expect(run.messages.contains("p.csv:5: the type ship"), "\(run.messages)")
    #expect(run.messages.contains("nothing was recorded"))
    #expect(run.output.isEmpty)
    #expect(try list(store).isEmpty)
    let skipped = try Onoma.run("import", file, "--store", store, "--skip-invalid")
    #expect(skipped.status == 0)
    #expect(skipped.text.contains("invalid    1") && skipped.text.contains("records    4"))
    #expect(skipped.messages.contains("p.csv:5"))
    // Batches before the broken line are recorded, and the message says how many.
    let other = folder.file("t.onoma")
    let small = try Onoma.run("import", file, "--store", other, "--batch-size", "2")
    #expect(small.status == 65)
    #expect(small.messages.contains("2 records before it are recorded"), "\(small.messages)")
    _ = try folder.write("p.csv", Self.people + "\nc-5,person,Mira,,")
    let wrong = try Onoma.run("import", file, "--store", other, "--resume")
    #expect(wrong.status == 0, "\(wrong.messages)")
    #expect(try list(other).split(separator: 0x0A).count == 4)
  }

  @Test("input of another kind is refused with a status that says so")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let gzip = try folder.write("a.jsonl", [0x1F, 0x8B, 0x08, 0x00, 0x0A] as [UInt8])
    let packed = try Onoma.run("import", gzip, "--store", store)
    #expect(packed.status == 65, "\(packed.messages)")
    #expect(packed.messages.contains("compressed data"), "\(packed.messages)")
    let bzip = try folder.write("b.jsonl", "BZh91AY")
    #expect(try Onoma.run("import", bzip, "--store", store).messages.contains("bzcat"))
    let xml = try folder.write("a.rdf", "<rdf/>")
    #expect(try Onoma.run("import", xml, "--store", store).status == 65)
    #expect(
      try Onoma.run("import", folder.file("none.csv"), "--store", folder.file("n")).status == 74)
    #expect(!folder.names.contains("n"))
    let plain = try folder.write("a.txt", "x")
    #expect(try Onoma.run("import", plain, "--store", store).status == 2)
    #expect(try Onoma.run("import", "-", "--store", store, "--from", "csv").status == 2)
    let file = try folder.write("p.csv", Self.people)
    let foreign = try folder.write("foreign", "no database")
    #expect(try Onoma.run("import", file, "--store", foreign).status == 65)
    let old = try Onoma.run("import", file, "--store", store)
    #expect(old.status == 0)
    let other = try folder.write("p.csv", Self.people.replacing("c-1", with: "c-9"))
    #expect(try Onoma.run("import", other, "--store", store, "--prefix", "_").status == 2)
  }

  @Test("a limit on file sizes is an error, and the store stays as it was")
  func fullDisk() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let file = try folder.write("people.csv", Self.people)
    #expect(try Onoma.run("import", file, "--store", store).status == 0)
    let before = try list(store)
    let rows = (0..<4000).map { "x-\($0),person,\(String(repeating: "long ", count: 40))\($0),," }
    let large = try folder.write(
      "large.csv", "id,type,name,aliases,birth_date\n" + rows.joined(separator: "\n"))
    let run = try Onoma.shell(
      "ulimit -f 400; exec \"$0\" import \"$1\" --store \"$2\" --batch-size 100000", large, store)
    #expect(run.status == 74, "\(run.status) \(run.messages)")
    #expect(run.messages.contains("s.onoma"))
    #expect(try list(store) == before)
    #expect(try Onoma.run("store", "check", store).status == 0)
  }

  @Test("merge, split, judge, prefer and undo from the command line, with their history")
  func decisions() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let file = try folder.write("people.csv", Self.people)
    #expect(try Onoma.run("import", file, "--store", store).status == 0)
    let before = try list(store)
    func entities(_ arguments: String...) throws -> Onoma.Run {
      try Onoma.run(Onoma.path, ["entities"] + arguments + ["--store", store])
    }
    let merged = try entities("merge", "c-1", "c-2", "--author", "Ada", "--reason", "one desk")
    #expect(merged.status == 0 && merged.text.contains("c-2 was merged into c-1"))
    #expect(try entities("show", "c-2").text.contains("c-2 was merged into c-1"))
    #expect(try entities("split", "c-1", "--member", "c-2").status == 0)
    #expect(try entities("merge", "c-1", "c-2").status == 65)
    #expect(try entities("prefer", "c-1", "Эдвин", "--language", "ru").status == 0)
    #expect(try entities("judge", "c-1", "c-3", "different").status == 0)
    let history = try entities("history", "c-1", "--format", "jsonl").objects()
    #expect(history.map { $0["action"] as? String } == ["merge", "split", "prefer", "judge"])
    #expect(history[0]["author"] as? String == "Ada")
    #expect(try entities("as-of", "1").lines.count == 2)
    #expect(try entities("as-of", "2026-01-01", "c-1").status == 65)
    #expect(try entities("as-of", "never").status == 2)
    #expect(try entities("undo", "--after", "0").lines.count == 4)
    #expect(try list(store) == before)
    #expect(try entities("undo").status == 65)
    let spelling = try entities("split", "c-1", "--spelling", "E. Marlowe", "--format", "jsonl")
    let new = try #require(try spelling.objects().first?["right"] as? String)
    #expect(try entities("show", new).text.contains("E. Marlowe"))
    #expect(try entities("undo").status == 0)
    #expect(try list(store) == before)
    #expect(try Onoma.run("store", "check", store).text.contains("is sound"))
    #expect(try Onoma.run("store", "backup", store, folder.file("copy")).status == 0)
    #expect(try list(folder.file("copy")) == before)
    #expect(try Onoma.run("store", "backup", store, folder.file("copy")).status == 74)
  }

  @Test("pairs in doubt are found, asked about, and answers are taken back")
  func review() throws {
    let folder = try TemporaryFolder()
    let store = folder.file("s.onoma")
    let rows =
      "id,type,name\na-1,person,Edwin Marlowe\na-2,person,Edwin Marlow\na-3,person,Ottilie Brandvold"
    let file = try folder.write("people.csv", rows)
    #expect(try Onoma.run("import", file, "--store", store).status == 0)
    let found = try Onoma.run("review", "find", "--store", store, "--from", "0.05", "--to", "1")
    #expect(found.status == 0 && found.text.hasPrefix("1 new pairs"), "\(found.text)")
    let pair = try #require(
      try Onoma.run("review", "list", "--store", store, "--format", "jsonl").objects().first)
    #expect((pair["left"] as? [String: Any])?["id"] as? String == "a-1")
    let asked = try Onoma.run(
      "review", "ask", "--store", store, "--author", "Ada", input: "x\nz\nn\n")
    #expect(asked.status == 0, "\(asked.messages)")
    #expect(asked.text.contains("Edwin Marlow") && asked.messages.contains("answer s, d"))
    let same = try Onoma.run("review", "ask", "--store", store, input: "s\n")
    #expect(same.text.contains("a-2 was merged into a-1"))
    #expect(try Onoma.run("review", "undo", "--store", store).status == 0)
    #expect(try Onoma.run("review", "decide", "1", "unsure", "--store", store).status == 0)
    #expect(try Onoma.run("review", "decide", "1", "same", "--store", store).status == 65)
  }

  @Test("a killed import or a killed list of decisions loses nothing that was acknowledged")
  func killed() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<400).map { "x-\($0),person,Mira \($0),,19\(10 + $0 % 90)" }
    let file = try folder.write(
      "people.csv", "id,type,name,aliases,birth_date\n" + rows.joined(separator: "\n"))
    let orders = (0..<200).map { number in
      number % 4 == 3
        ? #"{"action":"undo"}"#
        : #"{"action":"merge","left":"x-\#(number)","right":"x-\#(number + 1)"}"#
    }
    let decisions = try folder.write("orders.jsonl", orders.joined(separator: "\n"))
    let whole = folder.file("whole.onoma")
    #expect(try Onoma.run("import", file, "--store", whole).status == 0)
    #expect(try Onoma.run("entities", "apply", decisions, "--store", whole).lines.count == 200)
    for kill in [1, 60, 150] {
      let store = folder.file("killed-\(kill).onoma")
      let acknowledged = try killed(
        after: kill, folder.file("acks-\(kill)"),
        ["import", file, "--store", store, "--batch-size", "7", "--format", "jsonl"])
      #expect(try Onoma.run("store", "check", store).status == 0)
      let listed = String(decoding: try list(store), as: UTF8.self)
      for line in acknowledged {
        guard line.hasPrefix("{\"change\"") else { continue }
        let id = line.split(separator: "\"id\":\"")[1].prefix { $0 != "\"" }
        #expect(listed.contains("{\"id\":\"\(id)\""))
      }
      #expect(try Onoma.run("import", file, "--store", store, "--resume").status == 0)
      #expect(
        try Onoma.shell(
          "\"$0\" entities apply \"$1\" --store \"$2\" | head -n \(kill) > /dev/null", decisions,
          store
        )
        .status == 0)
      #expect(try Onoma.run("store", "check", store).status == 0)
    }
    let (first, second) = (folder.file("killed-1.onoma"), folder.file("killed-60.onoma"))
    for store in [first, second] {
      #expect(try Onoma.run("entities", "undo", "--after", "0", "--store", store).status == 0)
    }
    #expect(try list(first) == list(second))
  }

  /// The complete lines that the program had printed when it was killed after a number of them.
  private func killed(
    after lines: Int, _ path: String, _ arguments: [String]
  ) throws -> [Substring] {
    try Data().write(to: URL(filePath: path))
    let process = Process()
    process.executableURL = URL(filePath: Onoma.path)
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: path))
    try process.run()
    while process.isRunning {
      let printed = try Data(contentsOf: URL(filePath: path))
      if printed.count(where: { $0 == 0x0A }) >= lines { break }
    }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let printed = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    return printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }
}
