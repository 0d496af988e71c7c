internal import Onoma

/// Says of names which entity of a knowledge base they are.
final class NameAnnotator {
  /// What is said of a name.
  struct Answer: Sendable {
    /// The likeliest entity; empty where nobody is likely.
    var id = ""
    /// Its name.
    var name = ""
    /// How probable it is, or `nil` where nobody is likely.
    var score: Double?
    /// Whether it is taken to be that entity.
    var isMatch = false
    /// Why, in a sentence.
    var reason = ""
  }

  /// How far apart the two likeliest must be for the first to be taken.
  ///
  /// As in linking documents: probabilities that differ by less are alike.
  private static let margin = 0.02
  /// The most answers that are kept for names that come again.
  private static let memoryLimit = 200_000

  private let indexes: [NameIndex]
  private let names: [String: String]
  private let threshold: Double
  private let cutoff: Double
  private let threads: Int
  private var known: [String: Answer] = [:]

  /// Indexes a knowledge base.
  init(
    _ knowledge: KnowledgeBase, type: EntityType?, threshold: Double, cutoff: Double, threads: Int
  ) throws {
    var indexes: [NameIndex] = []
    for type in type.map({ [$0] }) ?? EntityType.allCases {
      var builder = NameIndexBuilder(type: type)
      for entity in knowledge.entities where entity.type == type {
        for spelling in entity.spellings {
          try builder.add(id: entity.id.rawValue, name: spelling)
        }
      }
      if builder.count > 0 { indexes.append(try builder.build(threads: threads)) }
    }
    self.indexes = indexes
    names = Dictionary(knowledge.entities.map { ($0.id.rawValue, $0.name) }) { first, _ in first }
    self.threshold = threshold
    self.cutoff = cutoff
    self.threads = threads
  }

  /// The answers for names, in their order.
  func answers(for asked: [String]) -> [Answer] {
    var missing: [String] = []
    var seen: Set<String> = []
    for name in asked where known[name] == nil && seen.insert(name).inserted {
      missing.append(name)
    }
    let found = Answers(missing.count)
    let (indexes, names, threshold, cutoff) = (indexes, names, threshold, cutoff)
    let wanted = missing
    ParallelBlocks.run(missing.count, threads: threads) { number in
      found.set(
        number,
        Self.answer(wanted[number], indexes, names, threshold: threshold, cutoff: cutoff))
    }
    var fresh: [String: Answer] = [:]
    for (number, name) in missing.enumerated() { fresh[name] = found[number] }
    let answers = asked.map { known[$0] ?? fresh[$0] ?? Answer() }
    if known.count + fresh.count > Self.memoryLimit { known.removeAll(keepingCapacity: true) }
    known.merge(fresh) { _, new in new }
    return answers
  }

  private static func answer(
    _ name: String, _ indexes: [NameIndex], _ names: [String: String], threshold: Double,
    cutoff: Double
  ) -> Answer {
    var matches = indexes.flatMap { $0.matches(for: name, limit: 3) }
    // Stable: of equally likely ones the earlier type and the earlier entity come first.
    matches.sort { $0.match.probability > $1.match.probability }
    guard let best = matches.first else { return Answer(reason: "nobody has such a name") }
    let score = best.match.probability
    guard score >= cutoff else {
      return Answer(reason: "nobody has such a name; the nearest is \"\(best.name)\"")
    }
    var answer = Answer(
      id: best.id, name: names[best.id] ?? best.name, score: score, isMatch: score >= threshold,
      reason: best.match.explanation)
    let rival = matches.dropFirst().first { $0.id != best.id }
    if let rival, score - rival.match.probability < margin {
      answer.isMatch = false
      answer.reason =
        "could as well be \"\(names[rival.id] ?? rival.name)\" (\(rival.id)); " + answer.reason
    }
    return answer
  }

  /// Answers that threads find in any order.
  private final class Answers: @unchecked Sendable {
    // Unchecked: every element is written by one thread, and read when all threads have ended.
    private let answers: UnsafeMutablePointer<Answer>
    private let count: Int

    init(_ count: Int) {
      self.count = count
      answers = .allocate(capacity: max(1, count))
      answers.initialize(repeating: Answer(), count: count)
    }

    deinit {
      answers.deinitialize(count: count)
      answers.deallocate()
    }

    func set(_ number: Int, _ answer: Answer) { answers[number] = answer }

    subscript(number: Int) -> Answer { answers[number] }
  }
}
