public import OnomaNames
internal import OnomaText

/// Compares names: parts aligned by role and sound, evidence weighed, a probability with reasons.
///
/// ```swift
/// let matcher = NameMatcher()
/// matcher.compare("Sergei Tikhanovsky", "Siarhei Tsikhanouski", as: .person).probability  // > 0.9
/// ```
///
/// Comparison is symmetric, and a name compared with itself gives 1.
public struct NameMatcher: Sendable {
  let sound: any SoundModel

  /// A matcher over a sound model.
  public init(sound: any SoundModel = ChunkCostModel.shipped) { self.sound = sound }

  /// Compares two names as written.
  ///
  /// Complexity: O(words² · letters²).
  public func compare(_ a: String, _ b: String, as type: EntityType) -> NameMatch {
    compare(PreparedName(a, type: type), PreparedName(b, type: type))
  }

  /// Compares two analysed names, both read as what the first one is.
  public func compare(_ a: PreparedName, _ b: PreparedName) -> NameMatch {
    // One order for every pair, so that no tie inside can depend on the caller's.
    if b.name.text < a.name.text {
      let match = compare(b, a)
      return NameMatch(
        evidence: match.evidence.map {
          MatchEvidence($0.rule, $0.right, $0.left, weight: $0.weight)
        }, isComparable: match.isComparable)
    }
    if isIdentical(a, b) {
      return NameMatch(
        evidence: [MatchEvidence(.whole, a.name.text, b.name.text, weight: 700)])
    }
    guard a.isComparable, b.isComparable else {
      return NameMatch(
        evidence: [MatchEvidence(.notComparable, a.name.text, b.name.text, weight: 0)],
        isComparable: false)
    }
    var evidence =
      a.name.type == .person
      ? PersonComparison(matcher: self, left: a, right: b).evidence()
      : OrganizationComparison(matcher: self, left: a, right: b).evidence()
    if let reason = confusable(a, b) { evidence.append(reason) }
    return NameMatch(evidence: evidence)
  }

  /// Whether two names are the same words in the same order to any reader.
  private func isIdentical(_ a: PreparedName, _ b: PreparedName) -> Bool {
    a.name.text == b.name.text
      || (!a.words.isEmpty && a.name.parts.map(\.token.key) == b.name.parts.map(\.token.key)
        && a.name.parts.map(\.role) == b.name.parts.map(\.role))
  }

  /// Names that look alike in different scripts: reported, and weak evidence for either side.
  private func confusable(_ a: PreparedName, _ b: PreparedName) -> MatchEvidence? {
    let keys = (a.name.text, b.name.text)
    // A name of a kilobyte deceives nobody's eye.
    guard keys.0.utf8.count <= 1024, keys.1.utf8.count <= 1024,
      Set(keys.0.unicodeScalars.map(Script.init(of:)))
        != Set(keys.1.unicodeScalars.map(Script.init(of:))),
      confusableSkeleton(keys.0) == confusableSkeleton(keys.1)
    else { return nil }
    return MatchEvidence(.confusable, keys.0, keys.1, weight: 1)
  }
}
