internal import OnomaMatching

/// The log-odds that two names of one file are one person's, by how their words go together and how
/// many names of the file sound like them.
///
/// A rare word that both have says more than a common one: what a pair of words is worth is bounded by
/// how surprising it is in this file. The weights were fitted by logistic regression to the candidate
/// pairs of two labelled files of 10,000 and 96,000 names in nine scripts, each file counting the same;
/// the theory (Fellegi and Sunter 1969) would have -1 for `population` with 1 for `surprise`.
struct NamePairModel {
  /// The logarithm of the number of names.
  let population: Float
  /// Log-odds are kept within these bounds, so that no single pair outvotes a cluster.
  static let bound: Float = 6

  /// How rare a word is, few names do not show: the weights were fitted from so many names on.
  private static let fewest = 10_000

  init(names: Int) {
    population = Float(SoundChunks.log(Double(max(Self.fewest, names))))
  }

  /// The log-odds of two names; the same in either order.
  func logOdds(_ alignment: NameAlignment) -> Float {
    guard alignment.count > 0 else { return -Self.bound }
    var least = Float.infinity
    var most = -Float.infinity
    var surprise: Float = 0
    var rarity = Float.infinity
    for index in 0..<alignment.count {
      let link = alignment[index]
      let idf = max(0, population - link.logFrequency)
      least = min(least, link.odds)
      most = max(most, link.odds)
      surprise += min(link.odds, idf)
      rarity = min(rarity, idf)
    }
    var odds: Float = 5.01 - 1.01 * population
    odds += 2.02 * min(alignment.open.0, alignment.open.1)
    odds -= 5.56 * max(alignment.open.0, alignment.open.1)
    odds += 0.87 * surprise + 0.74 * rarity
    // What sounds alike beyond what is surprising in this file says less than nothing more.
    odds -= 0.23 * least + 0.33 * most
    return max(-Self.bound, min(Self.bound, odds))
  }
}
