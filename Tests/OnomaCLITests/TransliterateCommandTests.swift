import Foundation
import Testing

@Suite("onoma transliterate")
struct TransliterateCommandTests {
  @Test("lines go in and as many come out, in order")
  func lines() throws {
    let run = try Onoma.run(
      "transliterate", "--system", "be-icao-9303", input: "Мінск\n\n  Брэст  \r\nabc\nГомель")
    #expect(run.status == 0)
    let lines = run.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 6 && lines[5].isEmpty)
    #expect(lines[0].lowercased() == "minsk")
    #expect(lines[1].isEmpty)
    #expect(lines[2].hasPrefix("  ") && lines[2].hasSuffix("  "))
    #expect(lines[3] == "abc")
    #expect(lines[4].lowercased().hasPrefix("h"))
  }

  @Test("files are read one after the other, - among them")
  func files() throws {
    let folder = try TemporaryFolder()
    let first = try folder.write("1", "один\n")
    let second = try folder.write("2", "два\n")
    let run = try Onoma.run(
      "transliterate", "--system", "ru-bgn-pcgn-1947", second, "-", first, input: "три\n")
    #expect(run.lines == ["dva", "tri", "odin"])
  }

  @Test("the list is JSON with an object for each system")
  func list() throws {
    let run = try Onoma.run("transliterate", "--list", "--format", "json")
    #expect(run.status == 0)
    let list = try #require(try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    #expect(list.count >= 160)
    for system in list {
      for key in ["id", "name", "from", "to"] {
        #expect((system[key] as? String)?.isEmpty == false, "\(system)")
      }
      #expect(system["languages"] is [String] && system["conformsTo"] is [String], "\(system)")
    }
    let ids = list.compactMap { $0["id"] as? String }
    #expect(Set(ids).count == ids.count)
    let text = try Onoma.run("transliterate", "--list")
    #expect(text.lines.compactMap { $0.split(separator: " ").first.map(String.init) } == ids)
    #expect(try Onoma.run("transliterate", "--list", "--format", "json").output == run.output)
  }

  @Test("a system is found by the names that others use")
  func otherNames() throws {
    let run = try Onoma.run("transliterate", "--list", "--format", "json")
    let list = try #require(try JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    let system = try #require(
      list.first { $0["id"] as? String == "ru-bgn-pcgn-1947" })
    for name in system["conformsTo"] as? [String] ?? [] {
      let run = try Onoma.run("transliterate", "--system", name, input: "Москва\n")
      #expect(run.text == "Moskva\n", "\(name)")
    }
  }

  @Test("--from and --to choose a press's convention")
  func convention() throws {
    let run = try Onoma.run("transliterate", "--from", "ru", "--to", "de", input: "Лукашенко\n")
    #expect(run.text == "Lukaschenko\n")
  }

  @Test("--reverse leads back")
  func reverse() throws {
    let list = try Onoma.run("transliterate", "--list").lines
    let reversible = try #require(
      list.first { $0.hasPrefix("ru-") && $0.hasSuffix("(reversible)") }?.split(separator: " ")
        .first)
    let name = "Лукашенко\nТихановский\n"
    let latin = try Onoma.run("transliterate", "--system", String(reversible), input: name)
    let back = try Onoma.run(
      "transliterate", "--system", String(reversible), "--reverse", input: latin.text)
    #expect(back.text == name)
  }

  @Test("invalid UTF-8 exits with 65 and names file and line")
  func invalidUTF8() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("names", Array("Мінск\nБрэст\n".utf8) + [0xC3, 0x28, 0x0A])
    let run = try Onoma.run("transliterate", "--system", "be-icao-9303", path)
    #expect(run.status == 65)
    #expect(run.messages.contains("\(path):3: "), "\(run.messages)")
  }

  @Test("a missing file and a directory exit with 74", arguments: ["/nowhere/names", "/"])
  func unreadable(path: String) throws {
    let run = try Onoma.run("transliterate", "--system", "be-icao-9303", path)
    #expect(run.status == 74)
    #expect(run.messages.contains(path))
  }

  @Test("an empty file gives an empty file")
  func empty() throws {
    let run = try Onoma.run("transliterate", "--system", "be-icao-9303", input: "")
    #expect(run.status == 0)
    #expect(run.output.isEmpty)
  }

  @Test("a line of a megabyte comes out as one line")
  func longLine() throws {
    let run = try Onoma.run(
      "transliterate", "--system", "ru-bgn-pcgn-1947",
      input: String(repeating: "мир", count: 170_000) + "\n")
    #expect(run.text == String(repeating: "mir", count: 170_000) + "\n")
  }

  @Test("a conformance table with a vector that fails exits with 1")
  func conformance() throws {
    let folder = try TemporaryFolder()
    let good = #"{"system":"ru-bgn-pcgn-1947","source":"Москва","expected":"Moskva"}"# + "\n"
    let bad = #"{"system":"ru-bgn-pcgn-1947","source":"Москва","expected":"Nowhere"}"# + "\n"
    let right = try Onoma.run("transliterate", "--conformance", try folder.write("good", good))
    #expect(right.status == 0)
    #expect(right.text.contains("ru-bgn-pcgn-1947\t1\t1\t1"))
    let wrong = try Onoma.run("transliterate", "--conformance", try folder.write("bad", good + bad))
    #expect(wrong.status == 1)
    let fault = try Onoma.run(
      "transliterate", "--conformance", try folder.write("no", good + "x\n"))
    #expect(fault.status == 65)
  }
}
