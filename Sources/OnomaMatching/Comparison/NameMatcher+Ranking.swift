internal import OnomaNames

extension NameMatcher {
  /// How well two names go together, on a scale that only orders the candidates of one search.
  ///
  /// Log-odds instead of a probability: many of the best candidates share a probability of nearly 1.
  /// - Parameter probability: That of the two names.
  package func rank(_ a: PreparedName, _ b: PreparedName, probability: Double) -> Double {
    // Of spellings that sound the same, the very one comes first.
    if a.name.text == b.name.text { return 100 }
    let p = max(1e-12, min(1 - 1e-12, probability))
    return StableMath.log(p / (1 - p))
  }
}
