internal import Onoma

/// A pair of the review queue as it is shown: the best spellings side by side, part by part.
struct ReviewPair {
  let item: ReviewItem
  /// The spellings of the two that go together best.
  let names: (left: String, right: String)
  /// How they compare.
  let match: NameMatch

  /// The most spellings of each side that are tried.
  private static let spellingLimit = 6

  /// Finds the spellings that go together best.
  ///
  /// Complexity: up to 36 comparisons.
  init(_ item: ReviewItem, _ matcher: NameMatcher) {
    self.item = item
    let type = item.left.type
    let left = item.left.spellings.prefix(Self.spellingLimit).map { PreparedName($0, type: type) }
    let right = item.right.spellings.prefix(Self.spellingLimit).map { PreparedName($0, type: type) }
    var best = (left: left[0], right: right[0])
    var highest = -1.0
    for first in left {
      for second in right {
        let probability = matcher.probability(first, second)
        if probability > highest {
          highest = probability
          best = (first, second)
        }
      }
    }
    names = (best.left.name.text, best.right.name.text)
    match = matcher.compare(best.left, best.right)
  }

  /// Rules that set a part of one name beside a part of the other.
  private static let partRules: Set<MatchEvidence.Rule> = [
    .familyName, .givenName, .givenNameEquivalent, .nickname, .givenNameContradiction, .initial,
    .patronymic, .missingPart, .generation, .word, .genericWord, .acronym, .number, .legalForm,
  ]

  /// The pair as an object.
  /// - Parameter side: Gives the object of one of the two.
  func json(_ side: (Entity) throws -> String) rethrows -> String {
    let (left, right) = (try side(item.left), try side(item.right))
    var json = JSONText()
    json.object { json in
      json.member("number", item.number)
      json.key("left")
      json.raw(left)
      json.key("right")
      json.raw(right)
      json.key("score")
      json.number((item.probability * 10_000).rounded() / 10_000)
      json.key("priority")
      json.number((item.priority * 1_000).rounded() / 1_000)
      json.member("origin", item.origin)
      json.member("leftName", names.left)
      json.member("rightName", names.right)
      json.key("parts")
      json.array { json in
        for reason in match.evidence where Self.partRules.contains(reason.rule) {
          json.object { $0.add(JudgementEvidence(reason)) }
        }
      }
      json.key("evidence")
      json.array { json in
        for reason in reasons {
          json.object { json in
            json.add(reason)
            json.member("sentence", Self.sentence(reason))
          }
        }
      }
    }
    return json.text
  }

  /// All that speaks for and against: what the queue knows beside the names, and the names.
  private var reasons: [JudgementEvidence] {
    let names = match.evidence.filter { $0.rule != .prior && abs($0.weight) < 500 }
      .map { JudgementEvidence($0) }
    let known = Set(names.map(\.rule))
    let context = item.evidence.filter { $0.rule != "name" && !known.contains($0.rule) }
    return (names + context).enumerated().sorted { a, b in
      (abs(b.element.weight), a.offset) < (abs(a.element.weight), b.offset)
    }.map(\.element)
  }

  private static func sentence(_ reason: JudgementEvidence) -> String {
    if let rule = MatchEvidence.Rule(rawValue: reason.rule) {
      return MatchEvidence(rule, reason.left, reason.right, weight: reason.weight).sentence
    }
    let what = reason.rule.split(separator: "-").joined(separator: " ")
    return
      "\(what): \(reason.left.isEmpty ? "–" : reason.left), \(reason.right.isEmpty ? "–" : reason.right)"
  }
}

extension JSONText {
  /// Writes a reason, as members of the object that is open.
  fileprivate mutating func add(_ reason: JudgementEvidence) {
    member("rule", reason.rule)
    member("left", reason.left)
    member("right", reason.right)
    key("weight")
    number((reason.weight * 1_000).rounded() / 1_000)
  }
}
