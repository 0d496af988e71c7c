public import OnomaMatching

/// Writes comparisons of names.
public enum MatchLines {
  /// A comparison as one line of JSON, with the line end:
  /// `{"name1","name2","score","comparable","explanation","evidence":[{"rule","left","right","weight"}]}`.
  public static func line(_ match: NameMatch, _ a: String, _ b: String) -> String {
    var json = JSONText()
    json.object { json in
      json.key("name1")
      json.string(a)
      json.key("name2")
      json.string(b)
      json.key("score")
      json.number(rounded(match.probability, 10_000))
      json.key("comparable")
      json.boolean(match.isComparable)
      json.key("explanation")
      json.string(match.explanation)
      json.key("evidence")
      json.array { json in
        for reason in match.evidence {
          json.object { json in
            json.key("rule")
            json.string(reason.rule.rawValue)
            json.key("left")
            json.string(reason.left)
            json.key("right")
            json.string(reason.right)
            json.key("weight")
            json.number(rounded(reason.weight, 1000))
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// A probability with at most six decimals, such as `0.9731`.
  public static func score(_ probability: Double) -> String {
    rounded(probability, 1_000_000).description
  }

  /// A weight with at most two decimals.
  public static func weight(_ weight: Double) -> String { rounded(weight, 100).description }

  private static func rounded(_ value: Double, _ scale: Double) -> Double {
    (value * scale).rounded() / scale
  }
}
