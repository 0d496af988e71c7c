import Foundation
import Testing

@Suite("onoma resolve over more than memory")
struct ResolveWindowTests {
  /// Paragraphs that name somebody in full, each somebody else, in characters of every width.
  private static let paragraphs: [String] = {
    let families = [
      "Marlowe", "Brandvold", "Żurek", "Oberlind", "Kestrel", "Ainsworth", "Fitzgibbon", "Hathaway",
      "Pemberton", "Quillfeather", "Steinhauer", "Underhill", "Wolstencroft", "Yarrow",
    ]
    return families.enumerated().map { number, family in
      "🎻 On Monday the smith Edwin \(family) met Ottilie Ganevich in Riga. "
        + "Édith said that it was the day number \(number).\r\n\r\n"
    }
  }()
  private static let text = paragraphs.joined()

  @Test(
    "where every paragraph names people in full, the window changes nothing",
    arguments: ["scalar", "utf8", "utf16"])
  func windows(unit: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("long.txt", Self.text)
    let whole = try Onoma.run("resolve", path, "--offsets", unit)
    #expect(whole.status == 0 && whole.lines.count > 40)
    let run = try Onoma.run("resolve", path, "--offsets", unit, "--window", "1024")
    #expect(run.output == whole.output)
    if unit != "scalar" { return }
    let piped = try Onoma.run(
      "resolve", "-", "--offsets", unit, "--window", "1024", input: Self.text)
    #expect(piped.text.replacing("\"-\"", with: "\"long.txt\"") == whole.text)
  }

  @Test("a family name alone finds its bearer across a cut")
  func context() throws {
    let filling = String(repeating: "The day was long and the river was cold. ", count: 19)
    let text = "\(filling)\n\nEdwin Marlowe sang.\n\nMarlowe said nothing. \(filling)\n"
    let run = try Onoma.run("resolve", "-", "--window", "1024", input: text)
    let ids = Set(try run.objects().compactMap { $0["entity"] as? String })
    #expect(ids.count == 1)
  }

  @Test("JSON lines and the files of a folder come in batches, and are all there")
  func batches() throws {
    let folder = try TemporaryFolder()
    let lines = Self.paragraphs.enumerated().map { number, text in
      let text = text.replacing("\r\n", with: " ")
      return "{\"id\":\"d\(number)\",\"text\":\"\(text)\"}\n"
    }
    let path = try folder.write("all.jsonl", lines.joined())
    let whole = try Onoma.run("resolve", path)
    #expect(try Onoma.run("resolve", path, "--window", "1024").output == whole.output)
    for (number, text) in Self.paragraphs.enumerated() {
      _ = try folder.write("many/\(100 + number).txt", text)
    }
    let many = try Onoma.run("resolve", folder.file("many"))
    #expect(
      try Onoma.run("resolve", folder.file("many"), "--window", "1024").output == many.output)
    let table = try Onoma.run("resolve", folder.file("many"), "--format", "text")
    let batched = try Onoma.run(
      "resolve", folder.file("many"), "--format", "text", "--window", "1024")
    #expect(batched.output == table.output)
  }

  @Test("an error names the line of the file and leaves no results")
  func errors() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("bad.txt", Array(Self.text.utf8) + [0x0A, 0xC3, 0x28, 0x0A])
    let run = try Onoma.run(
      "resolve", path, "--window", "1024", "--output", folder.file("out.jsonl"))
    #expect(run.status == 65)
    #expect(run.messages.contains("line 30"), "\(run.messages)")
    #expect(folder.names == ["bad.txt"])
    let lines = try folder.write("bad.jsonl", "{\"text\":\"a\"}\n{\"id\":\"x\"}\n")
    let other = try Onoma.run("resolve", lines)
    #expect(other.status == 65 && other.messages.contains("bad.jsonl:2:"), "\(other.messages)")
    let twice = try folder.write(
      "twice.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n")
    #expect(try Onoma.run("resolve", twice).status == 65)
  }

  @Test("a killed run goes on and gives the bytes of one run")
  func resume() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("long.txt", Self.text)
    let whole = try Onoma.run("resolve", path, "--window", "1024")
    let out = folder.file("out.jsonl")
    let killed = try Onoma.shell(
      """
      "$0" resolve "$1" --window 1024 --resume --output "$2" & child=$!
      until [ -e "$2.progress" ]; do kill -0 $child || exit 1; done
      kill -9 $child
      """, path, out)
    #expect(killed.status == 0)
    // What came after the last batch that is noted is cut off.
    let partial = try FileHandle(forWritingTo: URL(filePath: out + ".partial"))
    try partial.seekToEnd()
    try partial.write(contentsOf: Data("{\"half\":".utf8))
    try partial.close()
    let run = try Onoma.run("resolve", path, "--window", "1024", "--resume", "--output", out)
    #expect(run.status == 0, "\(run.messages)")
    #expect(FileManager.default.contents(atPath: out) == whole.output)
    #expect(folder.names == ["long.txt", "out.jsonl"])
  }

  @Test("a run goes on only as the run that it was")
  func otherRun() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("docs/1.txt", Self.text)
    let bad = try folder.write("docs/2.txt", [0xFF])
    let out = folder.file("out.jsonl")
    func run(_ more: String...) throws -> Onoma.Run {
      try Onoma.run(
        Onoma.path,
        ["resolve", folder.file("docs"), "--window", "1024", "--resume", "--output", out] + more)
    }
    #expect(try run().status == 65)
    #expect(folder.names == ["docs", "out.jsonl.partial", "out.jsonl.progress"])
    let other = try run("--explain")
    #expect(other.status == 65 && other.messages.contains("other options"))
    _ = try folder.write("docs/1.txt", Self.text.replacing("Ottilie", with: "Matilda"))
    let changed = try run()
    #expect(changed.status == 65 && changed.messages.contains("not those"), "\(changed.messages)")
    _ = try folder.write("docs/1.txt", Self.text)
    _ = try folder.write("docs/2.txt", Self.paragraphs[0])
    #expect(try run().status == 0)
    let whole = try Onoma.run("resolve", good, bad, "--window", "1024")
    #expect(FileManager.default.contents(atPath: out) == whole.output)
    _ = try folder.write("out.jsonl.progress", "nonsense")
    #expect(try run().status == 65)
  }

  @Test(
    "resuming what cannot be resumed is refused",
    arguments: [
      ["--resume"], ["--resume", "--output", "-"], ["--resume", "--output", "o", "--store", "s"],
      ["--resume", "--output", "o", "--format", "text"], ["--window", "10"],
    ])
  func usage(arguments: [String]) throws {
    #expect(try Onoma.run(Onoma.path, ["resolve", "x.txt"] + arguments).status == 2)
  }

  @Test("a kept knowledge base gives the same bytes, and a damaged or older one is made anew")
  func kept() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("long.txt", Self.text)
    let base = "{\"id\":\"Q1\",\"type\":\"PERSON\",\"name\":\"Ottilie Hanevich\"}\n"
    let people = try folder.write("people.jsonl", base)
    let index = folder.file("index")
    func run(_ kept: String) throws -> Onoma.Run {
      try Onoma.run("resolve", path, "--knowledge", people, "--knowledge-index", kept)
    }
    let plain = try run("none")
    #expect(plain.text.contains("\"Q1\""))
    #expect(folder.names == ["long.txt", "people.jsonl"])
    #expect(try run(index).output == plain.output)
    let names = try FileManager.default.contentsOfDirectory(atPath: index).sorted()
    #expect(names == ["people", "spellings", "words"])
    let again = try run(index)
    #expect(again.output == plain.output && again.messages.isEmpty)
    for name in names {
      let file = "index/\(name)"
      let bytes = try #require(FileManager.default.contents(atPath: folder.file(file)))
      for broken in [bytes.prefix(bytes.count / 2)] {
        _ = try folder.write(file, broken)
        let run = try run(index)
        #expect(run.status == 0 && run.output == plain.output)
        #expect(FileManager.default.contents(atPath: folder.file(file)) == bytes)
      }
    }
    _ = try folder.write("people.jsonl", base.replacing("Q1", with: "Q2"))
    let changed = try run(index)
    #expect(changed.text == plain.text.replacing("\"Q1\"", with: "\"Q2\""))
    // A folder that cannot be made is no reason to fail.
    #expect(try run("/dev/null/index").output == changed.output)
  }
}
