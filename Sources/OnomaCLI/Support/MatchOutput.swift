internal import Onoma

/// The forms in which `onoma match` writes what it found.
struct MatchOutput: Sendable {
  let format: MatchCommand.Format
  let explains: Bool

  /// What comes before all results.
  var header: String { format == .csv ? "qid,rank,id,score\n" : "" }

  /// The lines of one query.
  func text(_ query: MatchCommand.Query, _ matches: [IndexMatch]) -> String {
    switch format {
    case .csv:
      var text = ""
      for (rank, found) in matches.enumerated() {
        text += CSVWriter.record([
          query.id, String(rank + 1), found.id, MatchLines.score(found.match.probability),
        ])
      }
      return text
    case .jsonl: return line(query, matches)
    case .text: return paragraph(query, matches)
    }
  }

  private func line(_ query: MatchCommand.Query, _ matches: [IndexMatch]) -> String {
    var json = JSONText()
    json.object { json in
      json.key("qid")
      json.string(query.id)
      json.key("query")
      json.string(query.name)
      json.key("matches")
      json.array { json in
        for (rank, found) in matches.enumerated() {
          json.object { json in
            json.key("rank")
            json.number(rank + 1)
            json.key("id")
            json.string(found.id)
            json.key("name")
            json.string(found.name)
            json.key("score")
            json.number((found.match.probability * 1_000_000).rounded() / 1_000_000)
            if explains {
              json.key("explanation")
              json.string(found.match.explanation)
            }
          }
        }
      }
    }
    return json.text + "\n"
  }

  private func paragraph(_ query: MatchCommand.Query, _ matches: [IndexMatch]) -> String {
    var text = EntityTable.printable(query.name) + "\n"
    if matches.isEmpty { text += "  nothing\n" }
    for found in matches {
      let score = MatchLines.score(found.match.probability)
      text += "  \(score)  \(EntityTable.printable(found.name))  "
      text += "[\(EntityTable.printable(found.id))]\n"
      if explains { text += "    \(EntityTable.printable(found.match.explanation))\n" }
    }
    return text
  }
}
