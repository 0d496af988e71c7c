import Foundation
import Testing

@Suite("onoma dedupe")
struct DedupeCommandTests {
  private let records = """
    rec_id,name
    1,Vaska Orinska
    2,Васка Оринска
    3,"Orinska, Vaska"
    4,Tolm Barek
    5,Толм Барек
    6,Ruslana Vodchenko

    """

  private func groups(_ run: Onoma.Run) -> [[String]] {
    var groups: [String: [String]] = [:]
    for line in run.lines.dropFirst() {
      let values = line.split(separator: ",").map(String.init)
      groups[values[1], default: []].append(values[0])
    }
    return groups.values.sorted { $0[0] < $1[0] }
  }

  @Test("records come out in their order, each with its cluster")
  func clusters() throws {
    let run = try Onoma.run("dedupe", "-", input: records)
    #expect(run.status == 0 && run.lines.first == "rec_id,cluster", "\(run.messages)")
    #expect(run.lines.dropFirst().map { $0.prefix(1) } == ["1", "2", "3", "4", "5", "6"])
    #expect(groups(run) == [["1", "2", "3"], ["4", "5"], ["6"]])
  }

  @Test("a state is made and added to; adding twice is refused")
  func state() throws {
    let folder = try TemporaryFolder()
    let (first, more, state) = (folder.file("a.csv"), folder.file("b.csv"), folder.file("state"))
    try records.write(toFile: first, atomically: true, encoding: .utf8)
    try "rec_id,name\n7,Руслана Водченко\n8,Zhun Meltek\n"
      .write(toFile: more, atomically: true, encoding: .utf8)
    let base = try Onoma.run("dedupe", first, "--state", state)
    #expect(base.status == 0, "\(base.messages)")
    #expect(!FileManager.default.fileExists(atPath: state + ".words"))
    let added = try Onoma.run("dedupe", more, "--state", state, "--add")
    #expect(added.status == 0 && added.lines.count == 3, "\(added.messages)")
    let ruslana = base.lines.first { $0.hasPrefix("6,") }?.dropFirst(2)
    #expect(added.lines[1] == "7,\(ruslana ?? "")" && added.lines[2].hasPrefix("8,"))
    let kept = try Onoma.run("dedupe", "--state", state)
    #expect(kept.status == 0 && Set(kept.lines) == Set(base.lines + added.lines))
    let again = try Onoma.run("dedupe", more, "--state", state, "--add")
    #expect(again.status == 65 && again.messages.contains("is in \(state) already"))
  }

  @Test("a killed run leaves no output, and is taken up again with the same result")
  func killed() throws {
    let folder = try TemporaryFolder()
    let (source, state, output) = (folder.file("a.csv"), folder.file("state"), folder.file("out"))
    try records.write(toFile: source, atomically: true, encoding: .utf8)
    let expected = try Onoma.run("dedupe", source)
    for delay in ["0.01", "0.05", "0.2", "0.4"] {
      let run = try Onoma.shell(
        "\"$0\" dedupe \"$1\" --state \"$2\" --output \"$3\" & p=$!; sleep \(delay); "
          + "kill -9 $p 2>/dev/null; wait $p 2>/dev/null; true", source, state, output)
      #expect(run.status == 0)
      if let text = try? String(contentsOfFile: output, encoding: .utf8) {
        #expect(text == expected.text)
      }
    }
    let run = try Onoma.run("dedupe", source, "--state", state)
    #expect(run.status == 0 && run.text == expected.text, "\(run.messages)")
  }

  @Test("a killed addition counts whole or not at all, and can be made again")
  func killedAddition() throws {
    let folder = try TemporaryFolder()
    let (first, state, output) = (folder.file("a.csv"), folder.file("state"), folder.file("out"))
    try records.write(toFile: first, atomically: true, encoding: .utf8)
    #expect(try Onoma.run("dedupe", first, "--state", state).status == 0)
    var known = 6
    for (number, delay) in ["0.01", "0.1", "0.3", "0.6", "2"].enumerated() {
      let more = try folder.write("more.csv", "rec_id,name\nx\(number),Zhun Meltek\n")
      _ = try Onoma.shell(
        "\"$0\" dedupe \"$1\" --state \"$2\" --add --output \"$3\" & p=$!; sleep \(delay); "
          + "kill -9 $p 2>/dev/null; wait $p 2>/dev/null; true", more, state, output)
      let kept = try Onoma.run("dedupe", "--state", state).lines.count - 1
      #expect(kept == known || kept == known + 1)
      let again = try Onoma.run("dedupe", more, "--state", state, "--add", "--output", output)
      #expect(again.status == (kept == known ? 0 : 65), "\(again.messages)")
      let text = try String(contentsOfFile: output, encoding: .utf8)
      #expect(text.contains("\nx\(number),onm-"))
      known += 1
    }
  }

  @Test("wrong input and wrong command lines end with their status and write nothing")
  func wrong() throws {
    let folder = try TemporaryFolder()
    let (source, output) = (folder.file("a.csv"), folder.file("out"))
    try "rec_id,name\n1,a\n1,b\n".write(toFile: source, atomically: true, encoding: .utf8)
    let twice = try Onoma.run("dedupe", source, "--output", output)
    #expect(twice.status == 65 && twice.messages.contains("a.csv:3: the ID 1 was there before"))
    #expect(!FileManager.default.fileExists(atPath: output))
    #expect(try Onoma.run("dedupe", source, "--add").status == 2)
    #expect(try Onoma.run("dedupe", folder.file("none.csv")).status == 74)
    try "rec_id,name,born\n1,a,1950\n".write(toFile: source, atomically: true, encoding: .utf8)
    #expect(try Onoma.run("dedupe", source, "--state", output).status == 2)
    try "not a state".write(toFile: output, atomically: true, encoding: .utf8)
    #expect(
      try Onoma.run("dedupe", source, "--ignore", "born", "--state", output, "--add").status == 65)
  }

  @Test("judgements are honoured, and a wrong one is refused")
  func judgements() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("judged.csv")
    try "rec_id1,rec_id2,judgement\n1,2,different\n4,6,same\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let run = try Onoma.run("dedupe", "-", "--judgements", file, input: records)
    let found = groups(run)
    #expect(!found.contains { $0.contains("1") && $0.contains("2") }, "\(run.messages)")
    #expect(found.contains { $0.contains("4") && $0.contains("6") })
    try "rec_id1,rec_id2,judgement\n1,2,perhaps\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let wrong = try Onoma.run("dedupe", "-", "--judgements", file, input: records)
    #expect(wrong.status == 65 && wrong.messages.contains("judged.csv:2:"))
  }
}
