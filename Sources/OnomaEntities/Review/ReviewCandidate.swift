internal import OnomaMatching

/// Two entities of which somebody should say whether they are one.
public struct ReviewCandidate: Hashable, Sendable {
  /// The two, in order of their IDs.
  public var left: CanonicalID
  /// The second entity.
  public var right: CanonicalID
  /// How probable it is that they are one, from 0 to 1.
  public var probability: Double
  /// What speaks for and against it, weightiest first; the sides are those of the two IDs.
  public var evidence: [JudgementEvidence]

  /// Takes a pair; the order of the two does not matter, and the evidence follows them.
  /// - Parameter probability: Is brought into 0...1.
  public init(
    _ a: CanonicalID, _ b: CanonicalID, probability: Double, evidence: [JudgementEvidence] = []
  ) {
    left = min(a, b)
    right = max(a, b)
    self.probability = probability.isNaN ? 0 : min(max(probability, 0), 1)
    self.evidence = left == a ? evidence : evidence.map(\.swapped)
  }

  /// How much a person's answer is worth: the doubt, times what a wrong answer would do.
  ///
  /// The doubt is the entropy of the probability, 1 bit at 0.5 and 0 at certainty. A wrong merge, as
  /// well as a missing one, gets wrong each pair of what the one and the other entity stand for, so
  /// the harm grows with the product of their sizes; its logarithm is taken, for with the product
  /// itself one large entity would fill the queue.
  /// - Parameters:
  ///   - leftSize: How many mentions, records and merged IDs the first entity stands for.
  ///   - rightSize: The same of the second.
  public static func priority(
    probability: Double, leftSize: Int, rightSize: Int
  ) -> Double {
    func bits(_ p: Double) -> Double {
      p <= 0 ? 0 : -p * StableMath.log(p) / StableMath.log(2)
    }
    let doubt = bits(probability) + bits(1 - probability)
    let pairs = Double(max(1, leftSize)) * Double(max(1, rightSize))
    return doubt * (1 + StableMath.log(pairs) / StableMath.log(2))
  }
}
