import Foundation
import Testing

@Suite("Where results go")
struct OutputTests {
  @Test("--output writes what standard output would get, and nothing else remains")
  func outputFile() throws {
    let folder = try TemporaryFolder()
    let run = try Onoma.run(
      "resolve", "-", "--output", folder.file("out.jsonl"), input: Sample.first)
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
    #expect(folder.names == ["out.jsonl"])
    let written = try Data(contentsOf: URL(filePath: folder.file("out.jsonl")))
    #expect(written == (try Onoma.run("resolve", "-", input: Sample.first).output))
  }

  @Test("a folder that cannot be written to exits with 74 and leaves nothing")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("file", "x")
    for path in [folder.file("none/out.jsonl"), file + "/out.jsonl"] {
      let run = try Onoma.run("resolve", "-", "--output", path, input: Sample.first)
      #expect(run.status == 74, "\(path)")
      #expect(run.messages.contains(path))
      #expect(run.output.isEmpty)
    }
    #expect(folder.names == ["file"])
  }

  @Test("an output that is a directory exits with 74 and leaves no partial file")
  func outputIsDirectory() throws {
    let folder = try TemporaryFolder()
    _ = try folder.write("out/inside", "x")
    let run = try Onoma.run("resolve", "-", "--output", folder.file("out"), input: Sample.first)
    #expect(run.status == 74)
    #expect(folder.names == ["out"])
  }

  @Test("a fault in the middle of a batch leaves the old file and no partial one")
  func faultInTheMiddle() throws {
    let folder = try TemporaryFolder()
    let pairs = try folder.write(
      "pairs.csv", "name1,name2\nCole,Coale\n\"never closed,x\n")
    let old = try folder.write("out.csv", "old\n")
    let run = try Onoma.run("compare", "--batch", pairs, "--output", old)
    #expect(run.status == 65)
    #expect(folder.names == ["out.csv", "pairs.csv"])
    #expect(try String(contentsOfFile: old, encoding: .utf8) == "old\n")
    let new = try Onoma.run("compare", "--batch", pairs, "--output", folder.file("new.csv"))
    #expect(new.status == 65)
    #expect(folder.names == ["out.csv", "pairs.csv"])
  }

  @Test(
    "a full disk exits with 74", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDisk() throws {
    let run = try Onoma.shell("echo Edwin Marlowe sang. | \"$0\" resolve - > /dev/full")
    #expect(run.status == 74)
    #expect(run.messages.contains("standard output"))
  }

  @Test("a reader that goes away ends the program without a message")
  func closedPipe() throws {
    let folder = try TemporaryFolder()
    let line = "Сергей Тихановский\n"
    let names = try folder.write("names.txt", String(repeating: line, count: 20_000))
    let run = try Onoma.shell(
      #"{ "$0" transliterate --system ru-bgn-pcgn-1947 "$1"; echo "status $?" >&2; } | head -n 1"#,
      names)
    #expect(run.lines.count == 1)
    // The program may exit by itself or be ended by SIGPIPE (128 + 13), as a shell's tools are.
    #expect(["status 0\n", "status 141\n"].contains(run.messages), "\(run.messages)")
  }
}
