import Foundation
import Testing

@Suite("onoma match")
struct MatchCommandTests {
  private let gallery = """
    id\tname
    a\tTolm Barek
    b\tVaska Orinska
    c\tTolm Barek
    d\tRuslana Vodchenko

    """

  @Test("queries come out in their order, best match first")
  func queries() throws {
    let folder = try TemporaryFolder()
    let (names, asked) = (folder.file("gallery.tsv"), folder.file("queries.tsv"))
    try gallery.write(toFile: names, atomically: true, encoding: .utf8)
    try "qid\tquery\nq2\tРуслана Водченко\nq1\tВаска Оринска\nq3\t\n"
      .write(toFile: asked, atomically: true, encoding: .utf8)
    let run = try Onoma.run(
      "match", "--gallery", names, "--queries", asked, "--limit", "1", "--format", "csv")
    #expect(run.status == 0, "\(run.messages)")
    #expect(run.lines.first == "qid,rank,id,score")
    let found = run.lines.dropFirst().map { $0.split(separator: ",").prefix(3).map(String.init) }
    #expect(found == [["q2", "1", "d"], ["q1", "1", "b"]])
  }

  @Test("a saved index gives the same answers, on any number of threads, without the gallery")
  func saved() throws {
    let folder = try TemporaryFolder()
    let (names, index) = (folder.file("gallery.tsv"), folder.file("index"))
    try gallery.write(toFile: names, atomically: true, encoding: .utf8)
    let built = try Onoma.run("match", "--gallery", names, "--index", index, "Толм Барек")
    let again = try Onoma.run(
      "match", "--gallery", names, "--index", index, "--threads", "1", "Толм Барек")
    let alone = try Onoma.run("match", "--index", index, "--threads", "8", "Толм Барек")
    let given = try Onoma.run("match", "--gallery", index, "Толм Барек")
    #expect(built.status == 0 && built.lines.count > 1, "\(built.messages)")
    #expect(again.text == built.text && alone.text == built.text && given.text == built.text)
  }

  @Test("an index of other names is made anew; what is no index is left as it is")
  func stale() throws {
    let folder = try TemporaryFolder()
    let (names, index) = (folder.file("gallery.tsv"), folder.file("index"))
    try gallery.write(toFile: names, atomically: true, encoding: .utf8)
    #expect(try Onoma.run("match", "--gallery", names, "--index", index).status == 0)
    try "id\tname\nz\tTolm Barek\n".write(toFile: names, atomically: true, encoding: .utf8)
    let run = try Onoma.run("match", "--gallery", names, "--index", index, "Tolm Barek")
    #expect(run.lines.last?.hasPrefix("1,1,z,") == true)
    let other = try Onoma.run("match", "--gallery", names, "--index", names, "Tolm Barek")
    #expect(other.status == 65)
    #expect(try String(contentsOfFile: names, encoding: .utf8).hasPrefix("id\tname"))
  }

  @Test("a damaged index is refused with its name and the reason")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let (names, index) = (folder.file("gallery.tsv"), folder.file("index"))
    try gallery.write(toFile: names, atomically: true, encoding: .utf8)
    #expect(try Onoma.run("match", "--gallery", names, "--index", index).status == 0)
    let bytes = try Data(contentsOf: URL(filePath: index))
    try bytes.prefix(bytes.count - 1).write(to: URL(filePath: index))
    let run = try Onoma.run("match", "--index", index, "Tolm")
    #expect(run.status == 65 && run.messages.contains(index) && run.messages.contains("cut off"))
    // Where the gallery is given, the index is made anew.
    #expect(try Onoma.run("match", "--gallery", names, "--index", index, "Tolm").status == 0)
    #expect(try Onoma.run("match", "--index", index, "Tolm").status == 0)
  }

  @Test("wrong tables are refused with file, line and reason")
  func wrongTables() throws {
    for (table, reason) in [
      ("", "1: no header line"), ("1\tTolm\n", "1: the header lacks id or name"),
      ("id\tname\n1\tTolm\textra\n", "2: 3 values where the header has 2"),
      ("id\tname\n1\tTolm\n\n2\n", "4: 1 values where the header has 2"),
      ("id\tname\n\tTolm\n", "2: the ID is empty"),
    ] {
      let folder = try TemporaryFolder()
      let names = folder.file("gallery.tsv")
      try table.write(toFile: names, atomically: true, encoding: .utf8)
      let run = try Onoma.run("match", "--gallery", names, "Tolm")
      #expect(run.status == 65 && run.messages.contains("\(names):\(reason)"), "\(run.messages)")
    }
  }

  @Test("invalid UTF-8 is refused; zeros, empty lines and a very long name are not")
  func hostile() throws {
    let folder = try TemporaryFolder()
    let names = folder.file("gallery.tsv")
    try (Data("id\tname\n1\t".utf8) + [0xFF, 0x0A]).write(to: URL(filePath: names))
    let invalid = try Onoma.run("match", "--gallery", names, "Tolm")
    #expect(invalid.status == 65 && invalid.messages.contains("2: invalid UTF-8"))
    let long = String(repeating: "x", count: 1_000_000)
    try "id\tname\r\n\r\n1\ta\0b\r\n2\t\(long)\r\n3\tTolm Barek\r\n"
      .write(toFile: names, atomically: true, encoding: .utf8)
    let run = try Onoma.run("match", "--gallery", names, "--limit", "1", "Толм Барек")
    #expect(run.status == 0 && run.lines.last?.hasPrefix("1,1,3,") == true, "\(run.messages)")
  }

  @Test("--format jsonl gives an object a query, with reasons where asked")
  func json() throws {
    let folder = try TemporaryFolder()
    let names = folder.file("gallery.tsv")
    try gallery.write(toFile: names, atomically: true, encoding: .utf8)
    let run = try Onoma.run(
      "match", "--gallery", names, "--format", "jsonl", "--explain", "Толм Барек", "Васка Оринска")
    let objects = try run.objects()
    #expect(objects.map { $0["query"] as? String } == ["Толм Барек", "Васка Оринска"])
    let matches = objects.first?["matches"] as? [[String: Any]]
    #expect(matches?.first?["id"] as? String == "a")
    #expect(matches?.first?["score"] is Double && matches?.first?["explanation"] is String)
  }

  @Test("a command line that makes no sense is refused")
  func usage() throws {
    for arguments in [
      ["match"], ["match", "--gallery", "a"], ["match", "--gallery", "a", "--limit", "0", "x"],
      ["match", "--gallery", "a", "--queries", "b", "x"], ["match", "--index", "a"],
      ["match", "--gallery", "a", "--explain", "--format", "csv", "x"],
    ] {
      #expect(try Onoma.run(Onoma.path, arguments).status == 2, "\(arguments)")
    }
    #expect(try Onoma.run("match", "--gallery", "/nonexistent/file", "x").status == 74)
  }
}
