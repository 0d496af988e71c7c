internal import Onoma

/// What an import did, counted.
struct ImportReport {
  /// Records that are recorded.
  private(set) var records = 0
  /// Lines that could not be read and were passed over.
  var invalid = 0
  /// Records of earlier versions that this one lacks.
  var missing = 0
  private var counts: [ImportChange.Kind: Int] = [:]
  private var skipped: [String: Int] = [:]

  /// Keeps the records of some items and counts the others.
  mutating func take(_ items: [SourceItem], into records: inout [SourceRecord]) {
    for item in items {
      switch item {
      case .record(let record): records.append(record)
      case .skipped(let reason): skipped[reason, default: 0] += 1
      }
    }
  }

  /// Counts a change.
  mutating func count(_ change: ImportChange) {
    counts[change.kind, default: 0] += 1
    switch change.kind {
    case .added, .changed, .unchanged: records += 1
    case .withdrawn, .merged, .refused: break
    }
  }

  private var rows: [(name: String, count: Int)] {
    [("records", records)] + ImportChange.Kind.allCases.map { ($0.rawValue, counts[$0] ?? 0) }
      + [("missing", missing), ("invalid", invalid), ("skipped", skipped.values.reduce(0, +))]
  }

  private var reasons: [(reason: String, count: Int)] {
    skipped.map { ($0.key, $0.value) }.sorted { a, b in (b.1, a.0) < (a.1, b.0) }
  }

  /// The counts for people.
  func table(source: String) -> String {
    var text = "source     \(printable(source))\n"
    for (name, count) in rows where count > 0 || name == "records" {
      text += padded(name, to: 9) + "  \(count)\n"
    }
    for (reason, count) in reasons { text += "  skipped \(count): \(printable(reason))\n" }
    return text
  }

  /// The counts as one line of JSON.
  func summaryLine(source: String) -> String {
    var json = JSONText()
    json.object { json in
      json.key("source")
      json.string(source)
      for (name, count) in rows {
        json.key(name)
        json.number(count)
      }
      json.key("reasons")
      json.object { json in
        for (reason, count) in reasons {
          json.key(reason)
          json.number(count)
        }
      }
    }
    return json.text + "\n"
  }

  /// A change as one line of JSON.
  static func line(_ change: ImportChange, source: String) -> String {
    var json = JSONText()
    func texts(_ name: String, _ texts: [String], _ json: inout JSONText) {
      if texts.isEmpty { return }
      json.key(name)
      json.array { json in for text in texts { json.string(text) } }
    }
    json.object { json in
      json.key("change")
      json.string(change.kind.rawValue)
      json.key("id")
      json.string(change.id.rawValue)
      if let other = change.other {
        json.key("other")
        json.string(other.rawValue)
      }
      json.key("source")
      json.string(source)
      json.key("key")
      json.string(change.key)
      if change.line > 0 {
        json.key("line")
        json.number(change.line)
      }
      if change.fields.isEmpty { return }
      json.key("fields")
      json.object { json in
        for field in change.fields {
          json.key(field.name)
          json.object { json in
            texts("removed", field.removed, &json)
            texts("added", field.added, &json)
          }
        }
      }
    }
    return json.text + "\n"
  }
}
