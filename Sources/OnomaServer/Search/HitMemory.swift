internal import Onoma
internal import Synchronization

/// What was found for the names that were asked for last: columns and clients ask for the same again.
///
/// What is found follows from the question and the knowledge base alone, so nobody can tell whether it was
/// remembered. Some 10 KB an answer; at most twice ``limit`` are kept.
final class HitMemory: Sendable {
  /// What was asked.
  struct Question: Hashable, Sendable {
    let name: ExactText
    let types: [EntityType]
    let limit: Int

    /// `nil` for a name that is too long to be kept.
    init?(_ name: String, _ types: [EntityType], limit: Int) {
      guard name.utf8.count <= 256 else { return nil }
      self.name = ExactText(name)
      self.types = types
      self.limit = limit
    }
  }

  private struct Answers {
    var young: [Question: [EntityHit]] = [:]
    /// Those from before, of which none was asked for again since.
    var old: [Question: [EntityHit]] = [:]
  }

  /// How many answers a generation has.
  private static let limit = 2048

  private let answers = Mutex(Answers())

  /// The answer that is remembered, or else the one that is found now.
  func hits(for question: Question, _ find: () -> [EntityHit]) -> [EntityHit] {
    let known = answers.withLock { $0.young[question] ?? $0.old[question] }
    let hits = known ?? find()
    answers.withLock { answers in
      if answers.young[question] != nil { return }
      if answers.young.count >= Self.limit {
        answers.old = answers.young
        answers.young = [:]
      }
      answers.young[question] = hits
    }
    return hits
  }
}
