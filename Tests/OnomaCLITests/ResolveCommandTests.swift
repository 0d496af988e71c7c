import Foundation
import OnomaInterchange
import Testing

@Suite("onoma resolve")
struct ResolveCommandTests {
  @Test("a mention is a line with document, span, surface, type, entity and score")
  func lines() throws {
    let folder = try TemporaryFolder()
    let run = try Onoma.run(
      "resolve", try folder.write("first.txt", Sample.first), "--format", "jsonl")
    #expect(run.status == 0)
    #expect(run.messages.isEmpty)
    let objects = try run.objects()
    #expect(
      objects.compactMap { $0["surface"] as? String } == [
        "Edwin Marlowe", "Ottilie Brandvold", "Riga",
      ])
    #expect(objects.compactMap { $0["type"] as? String } == ["PERSON", "PERSON", "PLACE"])
    #expect(objects.allSatisfy { $0["doc"] as? String == "first.txt" })
    #expect(objects.compactMap { $0["start"] as? Int } == [10, 38, 59])
    #expect(objects.compactMap { $0["end"] as? Int } == [23, 55, 63])
    #expect(objects.allSatisfy { (0...1).contains($0["score"] as? Double ?? -1) })
    #expect(Set(objects.compactMap { $0["entity"] as? String }).count == 3)
  }

  @Test("output that is no terminal is JSONL unless text is asked for")
  func formats() throws {
    let plain = try Onoma.run("resolve", "-", input: Sample.first)
    let jsonl = try Onoma.run("resolve", "-", "--format", "jsonl", input: Sample.first)
    #expect(plain.output == jsonl.output)
    let table = try Onoma.run("resolve", "-", "--format", "text", input: Sample.first)
    #expect(table.text.contains("Edwin Marlowe"))
    #expect(table.text.contains("PEOPLE (2)"))
    #expect(table.text.contains("3 mentions of 3 entities in 1 document"))
    #expect(!table.text.contains("{"))
  }

  @Test("standard input is called -")
  func standardInput() throws {
    let objects = try Onoma.run("resolve", "-", input: Sample.first).objects()
    #expect(objects.count == 3)
    #expect(objects.allSatisfy { $0["doc"] as? String == "-" })
  }

  @Test("two documents are read together, in the order given")
  func twoDocuments() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("first.txt", Sample.first)
    let second = try folder.write("second.txt", Sample.second)
    let objects = try Onoma.run("resolve", second, first).objects()
    #expect(objects.first?["doc"] as? String == "second.txt")
    #expect(objects.last?["doc"] as? String == "first.txt")
    let marlowe = Set(
      objects.filter { ($0["surface"] as? String)?.hasSuffix("Marlowe") == true }
        .compactMap { $0["entity"] as? String })
    #expect(marlowe.count == 1)
  }

  @Test("offsets count what --offsets says", arguments: ["scalar", "utf8", "utf16"])
  func offsets(unit: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("second.txt", Sample.second)
    let objects = try Onoma.run("resolve", path, "--offsets", unit).objects()
    #expect(objects.count >= 3)
    for object in objects {
      let start = try #require(object["start"] as? Int)
      let end = try #require(object["end"] as? Int)
      let surface = try #require(object["surface"] as? String)
      switch unit {
      case "utf8":
        #expect(Array(Array(Sample.second.utf8)[start..<end]) == Array(surface.utf8))
      case "utf16":
        #expect(Array(Array(Sample.second.utf16)[start..<end]) == Array(surface.utf16))
      default:
        #expect(
          Array(Array(Sample.second.unicodeScalars)[start..<end]) == Array(surface.unicodeScalars))
      }
    }
  }

  @Test("two files of one name in two folders keep their own offsets")
  func sameName() throws {
    let folder = try TemporaryFolder()
    let short = try folder.write("a/text.txt", "🎻🎻 Edwin Marlowe sang.\n")
    let long = try folder.write("b/text.txt", String(repeating: "😀 ", count: 100) + Sample.first)
    let run = try Onoma.run("resolve", short, long, "--offsets", "utf8")
    #expect(run.status == 0)
    let objects = try run.objects()
    #expect(objects.compactMap { $0["start"] as? Int } == [9, 510, 538, 559])
    #expect(Set(objects.compactMap { $0["doc"] as? String }).count == 2)
  }

  @Test("--explain gives reasons")
  func explain() throws {
    let objects = try Onoma.run("resolve", "-", "--explain", input: Sample.first).objects()
    #expect(objects.allSatisfy { ($0["reasons"] as? [String])?.isEmpty == false })
  }

  @Test("two runs of the seeds give the same bytes")
  func sameBytes() throws {
    let seeds = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "seeds")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: seeds.path(percentEncoded: false)
    )
    .filter { $0.hasPrefix("0") && $0.hasSuffix(".txt") }.sorted()
    .map { seeds.appending(path: $0).path(percentEncoded: false) }
    #expect(files.count == 5)
    let arguments = ["resolve"] + files + ["--explain"]
    let first = try Onoma.run(Onoma.path, arguments)
    let second = try Onoma.run(Onoma.path, arguments)
    #expect(first.status == 0)
    #expect(first.lines.count > 400)
    #expect(first.output == second.output)
  }

  // MARK: - Bad input

  @Test("a missing file exits with 74 and is named")
  func missingFile() throws {
    let run = try Onoma.run("resolve", "/nowhere/at-all.txt")
    #expect(run.status == 74)
    #expect(run.messages.contains("/nowhere/at-all.txt"))
    #expect(run.output.isEmpty)
  }

  @Test("one missing file among others gives no results at all")
  func oneMissingFile() throws {
    let folder = try TemporaryFolder()
    let run = try Onoma.run(
      "resolve", try folder.write("first.txt", Sample.first), folder.file("none.txt"))
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
  }

  @Test("a directory without documents exits with 65 and is named")
  func directory() throws {
    let folder = try TemporaryFolder()
    let run = try Onoma.run("resolve", folder.path)
    #expect(run.status == 65)
    #expect(run.messages.contains(folder.path) && run.messages.contains("no document"))
  }

  @Test("results may go to a device, which stays one, and through a link to its file")
  func noFiles() throws {
    let folder = try TemporaryFolder()
    let text = try folder.write("text.txt", Sample.first)
    for path in ["/dev/full", "/dev/zero"] {
      let run = try Onoma.run("resolve", text, "--output", path)
      #expect(run.status == (path == "/dev/full" ? 74 : 0))
      let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
      #expect(type == .typeCharacterSpecial)
    }
    let target = try folder.write("target.jsonl", "old")
    let link = folder.file("link.jsonl")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try Onoma.run("resolve", text, "--output", link).status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(try String(contentsOfFile: target, encoding: .utf8).contains("Edwin Marlowe"))
  }

  @Test(
    "invalid UTF-8 exits with 65 and says file, line and byte",
    arguments: [
      ([0x41, 0xFF, 0x0A], 1, 1), (Array("line\nnext ".utf8) + [0xC0, 0xAF], 2, 10),
      (Array("\r\n\r\nx".utf8) + [0xED, 0xA0, 0x80, 0x0A], 3, 5), ([0xE2, 0x82], 1, 0),
    ] as [([UInt8], Int, Int)])
  func invalidUTF8(bytes: [UInt8], line: Int, byte: Int) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("bad.txt", bytes)
    let run = try Onoma.run("resolve", path)
    #expect(run.status == 65)
    #expect(run.messages.contains("\(path):\(line)"), "\(run.messages)")
    #expect(run.messages.contains("byte \(byte)"), "\(run.messages)")
    #expect(run.output.isEmpty)
  }

  @Test("an empty file has no mentions", arguments: ["", "\n", "\u{FEFF}", " \r\n"])
  func emptyFile(text: String) throws {
    let folder = try TemporaryFolder()
    let run = try Onoma.run("resolve", try folder.write("empty.txt", text))
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(run.messages.isEmpty)
  }

  @Test("a line of a quarter of a megabyte is read")
  func longLine() throws {
    let folder = try TemporaryFolder()
    let filler = String(repeating: "a river runs by the old mill, ", count: 8_500)
    let path = try folder.write("long.txt", filler + "said Edwin Marlowe.")
    let objects = try Onoma.run("resolve", path).objects()
    #expect(objects.map { $0["surface"] as? String } == ["Edwin Marlowe"])
    #expect(objects.first?["start"] as? Int == 30 * 8_500 + 5)
  }

  @Test("a word of a megabyte is read")
  func longWord() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("long.txt", repeatElement(UInt8(ascii: "a"), count: 1 << 20))
    let run = try Onoma.run("resolve", path)
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
  }

  // MARK: - Knowledge

  @Test("--knowledge gives its own IDs to whom it knows")
  func knowledge() throws {
    let folder = try TemporaryFolder()
    let base = try folder.write(
      "kb.jsonl", #"{"id":"kb-1","type":"PERSON","name":"Edwin Marlowe","aliases":[]}"# + "\n")
    let objects = try Onoma.run("resolve", "-", "--knowledge", base, input: Sample.first).objects()
    #expect(objects.first?["entity"] as? String == "kb-1")
    #expect(objects.dropFirst().allSatisfy { ($0["entity"] as? String)?.hasPrefix("onm-") == true })
  }

  @Test("a knowledge base with a fault exits with 65 and names file and line")
  func badKnowledge() throws {
    let folder = try TemporaryFolder()
    let base = try folder.write(
      "kb.jsonl", #"{"id":"kb-1","type":"PERSON","name":"X"}"# + "\n" + #"{"id":"kb-2"}"# + "\n")
    let run = try Onoma.run("resolve", "-", "--knowledge", base, input: Sample.first)
    #expect(run.status == 65)
    #expect(run.messages.contains("\(base):2: "), "\(run.messages)")
    #expect(try Onoma.run("resolve", "-", "--knowledge", folder.file("none")).status == 74)
  }
}
