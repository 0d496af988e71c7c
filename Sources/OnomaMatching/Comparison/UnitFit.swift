internal import OnomaNames
internal import OnomaText

/// Tells how likely two words of names are one: 1 for the same, 0 for two.
struct UnitFit {
  /// The log-odds that two words are spellings of one, by their sounds.
  let sound: ([UInt8], [UInt8]) -> Double

  /// How well two units go together.
  func fit(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Double {
    if x.number != nil || y.number != nil { return x.number == y.number ? 1 : 0 }
    if x.key == y.key, x.kind == y.kind, x.senses.isEmpty || x.senses == y.senses { return 1 }
    if x.places.contains(where: y.places.contains) { return 0.97 }
    if x.organizations.contains(where: y.organizations.contains) { return 0.97 }
    if let fit = shared(x, y) { return fit }
    if x.key == y.key, x.senses.count + y.senses.count == 0 || x.kind != y.kind { return 1 }
    if isKnown(x), isKnown(y) { return 0 }
    return spelling(x, y)
  }

  /// How well two spellings go together, whatever they mean.
  func spelling(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Double {
    if x.key == y.key { return 1 }
    if x.script == y.script {
      // One letter more is another body: IIS is not IISS.
      if x.isAcronym, y.isAcronym { return 0 }
      let slips = SpellingDistance.fit(x.letters, y.letters)
      guard min(x.letters.count, y.letters.count) >= 4 else { return slips }
      return max(slips, min(0.9, sounds(x, y)))
    }
    return sounds(x, y)
  }

  private func isKnown(_ unit: OrganizationUnit) -> Bool {
    !unit.senses.isEmpty || !unit.places.isEmpty
  }

  /// The fit of words that share a term, or `nil` where they share none.
  private func shared(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Double? {
    var languages: Set<String> = []
    for sense in x.senses {
      for other in y.senses where sense.terms == other.terms {
        languages.formUnion([sense.language, other.language])
      }
    }
    if languages.isEmpty { return nil }
    if x.key == y.key { return 1 }
    // In one language two words are two names (railway, railroad), unless they are forms of one.
    if languages.count == 1, x.script == y.script, !x.isPart, !y.isPart, !areForms(x, y) {
      return 0.5
    }
    return 0.97
  }

  /// Whether two words of one term are forms or spellings of one word: bank, banking; labour, labor.
  private func areForms(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Bool {
    stemShare(x, y) >= 0.6 || SpellingDistance.fit(x.letters, y.letters) >= 0.8
  }

  /// How much of the shorter word both begin with.
  private func stemShare(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Double {
    let same = zip(x.letters, y.letters).prefix { $0 == $1 }.count
    return Double(same) / Double(max(1, min(x.letters.count, y.letters.count)))
  }

  /// The fit of the sounds: at log-odds of 4 and more they are surely one.
  private func sounds(_ x: OrganizationUnit, _ y: OrganizationUnit) -> Double {
    var best = fit(sound(x.sounds[0], y.sounds[0]))
    if best < 0.85 {
      for stem in x.sounds.dropFirst() {
        best = max(best, min(0.85, fit(sound(stem, y.sounds[0]))))
      }
      for stem in y.sounds.dropFirst() {
        best = max(best, min(0.85, fit(sound(x.sounds[0], stem))))
      }
    }
    return best
  }

  private func fit(_ odds: Double) -> Double { max(0, min(1, (odds + 1) / 5)) }
}
