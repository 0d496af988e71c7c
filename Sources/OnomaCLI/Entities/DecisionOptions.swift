internal import ArgumentParser
internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What every command takes that decides something.
struct DecisionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The store to change.", valueName: "file"))
  var store: String

  @Option(
    help: ArgumentHelp(
      "Who decides; by default ONOMA_AUTHOR, else USER of the environment.", valueName: "name"))
  var author: String?

  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var reason = ""

  @Option(help: "How to print what was done: text or jsonl.")
  var format = DecisionFormat.text

  /// Who, and why.
  var note: DecisionNote { DecisionNote(author: decider, reason: reason) }

  private var decider: String {
    if let author { return author }
    for name in ["ONOMA_AUTHOR", "USER"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return "anonymous"
  }

  /// Runs a decision and prints what the ledger says of it, which is on the disk by then.
  func run(_ body: (EntityStore) throws(StoreError) -> [DecisionRecord]) throws {
    let records = try writing(store, body)
    try withOutput(nil) { target in
      for record in records { try target.write(DecisionLines.text(record, format)) }
    }
  }
}

/// How decisions are printed.
enum DecisionFormat: String, CaseIterable, ExpressibleByArgument {
  /// A sentence a line.
  case text
  /// One JSON object a line.
  case jsonl
}

/// Decisions as lines.
enum DecisionLines {
  /// A decision with its line end.
  static func text(_ record: DecisionRecord, _ format: DecisionFormat) -> String {
    format == .text ? sentence(record) + "\n" : json(record)
  }

  private static func sentence(_ record: DecisionRecord) -> String {
    let left = printable(record.left.rawValue)
    let right = printable(record.right.rawValue)
    let what =
      switch record.action {
      case .judge: "\(left) and \(right) are \(verdict(record))"
      case .merge: "\(left) was merged into \(right)"
      case .redirect: "\(left) leads to \(right)"
      case .split: "\(right) was split from \(left)"
      case .prefer: "a name of \(left) was preferred"
      case .undo: "#\(record.undoes ?? 0) was undone"
      }
    var text = "#\(record.sequence)  \(time(record))  \(what)"
    if !record.details.isEmpty { text += ": \(printable(record.details))" }
    text += "  (\(printable(record.note.author))"
    if !record.note.reason.isEmpty { text += ": \(printable(record.note.reason))" }
    text += ")"
    if let undo = record.undoneBy { text += "  undone by #\(undo)" }
    return text
  }

  private static func verdict(_ record: DecisionRecord) -> String {
    switch record.verdict {
    case .same: "the same"
    case .different: "different"
    case .unsure, nil: "perhaps the same"
    }
  }

  /// The time in ISO 8601, UTC, to the millisecond.
  private static func time(_ record: DecisionRecord) -> String {
    UTCTime(record.time).text
  }

  private static func json(_ record: DecisionRecord) -> String {
    var json = JSONText()
    json.object { json in
      json.key("sequence")
      json.number(record.sequence)
      for (name, value) in [
        ("time", time(record)), ("action", record.action.rawValue),
        ("left", record.left.rawValue), ("right", record.right.rawValue),
      ] { json.member(name, value) }
      if let verdict = record.verdict { json.member("verdict", verdict.rawValue) }
      json.member("author", record.note.author)
      json.member("reason", record.note.reason)
      if !record.details.isEmpty { json.member("details", record.details) }
      if !record.note.evidence.isEmpty {
        json.key("evidence")
        json.array { json in for reason in record.note.evidence { json.add(reason) } }
      }
      for (name, value) in [("undoes", record.undoes), ("undoneBy", record.undoneBy)] {
        guard let value else { continue }
        json.key(name)
        json.number(value)
      }
    }
    return json.text + "\n"
  }
}

extension JSONText {
  /// Writes a reason in the form that `onoma compare` prints.
  mutating func add(_ reason: JudgementEvidence) {
    object { json in
      json.member("rule", reason.rule)
      json.member("left", reason.left)
      json.member("right", reason.right)
      json.key("weight")
      json.number((reason.weight * 1000).rounded() / 1000)
    }
  }
}
