internal import ArgumentParser
internal import Foundation
internal import Onoma

/// `onoma entities apply`: decisions from a file, one after the other.
struct EntitiesApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out decisions from a file of JSON lines, or standard input.",
    discussion: """
      Each line is one decision:
        {"action":"merge","left":"ID","right":"ID","keep":"ID"}
        {"action":"split","left":"ID","members":["ID"]}
        {"action":"split","left":"ID","documents":["NAME"],"spellings":["TEXT"],"name":"TEXT"}
        {"action":"judge","left":"ID","right":"ID","verdict":"different"}
        {"action":"prefer","left":"ID","name":"TEXT","language":"be"}
        {"action":"undo","sequence":17}
      "author", "reason" and "evidence" (a list of {"rule","left","right","weight"}) may be on every \
      line. A merge with "automatic":true is left out where the two are one already or are held to be \
      different.

      Each decision is on the disk when its line is printed. The first line that cannot be carried out \
      ends the command with status 65; what was printed before it stays.
      """)

  @Argument(help: "The file, or - for standard input.")
  var file: String

  @OptionGroup var options: DecisionOptions

  func run() throws {
    let input = try InputSource(path: file)
    let store: EntityStore
    do throws(StoreError) {
      store = try EntityStore(path: options.store, access: .readWrite)
    } catch { throw fail(printable(error.message), code: error.exitStatus) }
    try withOutput(nil) { target in
      while let line = try input.nextLine() {
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        let decoded = Result { try JSONDecoder().decode(DecisionOrder.self, from: Data(line)) }
        guard case .success(let order) = decoded else {
          throw fail(
            "\(printable(input.name)):\(input.line): not a decision in JSON", code: .badInput)
        }
        do throws(StoreError) {
          guard let record = try order.carryOut(in: store, options.note) else { continue }
          try? target.write(DecisionLines.text(record, options.format))
        } catch {
          throw fail(
            "\(printable(input.name)):\(input.line): \(printable(error.message))",
            code: error.exitStatus)
        }
        try target.flush()
      }
    }
  }
}

/// A decision that somebody asks for.
private struct DecisionOrder: Decodable {
  let action: String
  let left: String?
  let right: String?
  let keep: String?
  let verdict: Judgement.Verdict?
  let members: [String]?
  let documents: [String]?
  let spellings: [String]?
  let name: String?
  let language: String?
  let sequence: Int?
  let automatic: Bool?
  let author: String?
  let reason: String?
  let evidence: [JudgementEvidence]?

  /// Carries it out; `nil` when there was nothing to do.
  func carryOut(
    in store: EntityStore, _ note: DecisionNote
  ) throws(StoreError) -> DecisionRecord? {
    let note = DecisionNote(
      author: author ?? note.author, reason: reason ?? note.reason, evidence: evidence ?? [])
    func id(_ text: String?, _ member: String) throws(StoreError) -> CanonicalID {
      guard let text, !text.isEmpty else {
        throw StoreError(invalidInput: "\"\(member)\" is missing", path: store.path)
      }
      return CanonicalID(rawValue: text)
    }
    switch action {
    case "merge":
      let (left, right) = (try id(left, "left"), try id(right, "right"))
      guard automatic == true else {
        return try store.merge(
          left, right, keeping: keep.map(CanonicalID.init(rawValue:)), note)
      }
      guard case .merged(let record) = try store.mergeUnlessJudgedDifferent(left, right, note)
      else { return nil }
      return record
    case "split":
      let left = try id(left, "left")
      if let members {
        return try store.split(left, members: members.map(CanonicalID.init(rawValue:)), note)
      }
      let selection = SplitSelection(documents: documents ?? [], spellings: spellings ?? [])
      return try store.split(left, off: selection, name: name, note)
    case "judge":
      guard let verdict else {
        throw StoreError(invalidInput: "\"verdict\" is missing", path: store.path)
      }
      return try store.judge(id(left, "left"), id(right, "right"), verdict, note)
    case "prefer":
      guard let name else {
        throw StoreError(invalidInput: "\"name\" is missing", path: store.path)
      }
      return try store.prefer(
        PreferredName(name, language: language), of: id(left, "left"), note)
    case "undo": return try store.undo(sequence, note)
    default: throw StoreError(invalidInput: "no action is called \"\(action)\"", path: store.path)
    }
  }
}
