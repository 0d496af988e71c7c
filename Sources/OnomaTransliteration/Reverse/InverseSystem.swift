internal import OnomaText

/// A system that can be searched backwards: its transliterator and its tables turned around.
struct InverseSystem: Sendable {
  let system: RomanizationSystem
  let transliterator: Transliterator
  private let tables: [InverseTable]

  /// Turns a system around.
  ///
  /// `nil` where its rules do not say the whole story: Han and Korean names go through dictionaries
  /// and sound changes before any rule sees them. Complexity: O(rules).
  init?(_ system: RomanizationSystem, registry: TransliterationRegistry) {
    guard let file = try? registry.resolved(system.id), file.preparation == nil,
      file.passes.count <= 2,
      let transliterator = try? registry.transliterator(id: system.id)
    else { return nil }
    self.system = system
    self.transliterator = transliterator
    var tables: [InverseTable] = []
    for (index, rules) in file.passes.enumerated() {
      tables.append(InverseTable(rules, ignored: index == 0 ? file.ignored : []))
    }
    self.tables = tables
  }

  /// Whether the system writes this from that, but for case and kinds of apostrophe.
  func writes(_ spelling: [UInt32], from original: String) -> Bool {
    InverseTable.comparable(transliterator.transliterate(original)) == spelling
  }

  /// The likely originals of a spelling, in lower case, not yet confirmed.
  ///
  /// - Parameter spelling: The form of `InverseTable.comparable`.
  func originals(of spelling: [UInt32], model: LetterModel?, width: Int) -> [InverseSearch.Found] {
    guard tables.count == 2 else {
      return InverseSearch.originals(of: spelling, table: tables[0], model: model, width: width)
    }
    var best: [[UInt32]: Float] = [:]
    for middle in InverseSearch.originals(
      of: spelling, table: tables[1], model: nil, width: 6, copiesLetters: true)
    {
      for found in InverseSearch.originals(
        of: middle.letters, table: tables[0], model: model, width: width)
      where best[found.letters].map({ $0 < found.score }) ?? true {
        best[found.letters] = found.score
      }
    }
    return best.map { InverseSearch.Found(letters: $0.key, score: $0.value) }.sorted { x, y in
      x.score != y.score ? x.score > y.score : x.letters.lexicographicallyPrecedes(y.letters)
    }
  }
}

/// Letter case of a spelling, carried over to an original word by word.
enum CaseTransfer {
  /// The original with the capitals of the spelling: none, the first letter, or all.
  ///
  /// Complexity: O(*n*).
  static func apply(from spelling: String, to letters: [UInt32], script: String) -> String {
    let hasCase = script == "Cyrl" || script == "Grek" || script == "Armn" || script == "Latn"
    var kinds: [(isFirst: Bool, isAll: Bool)] = []
    var count = 0
    var capitals = 0
    var startsHigh = false
    func close() {
      if count > 0 { kinds.append((startsHigh, count > 1 && capitals == count)) }
      (count, capitals, startsHigh) = (0, 0, false)
    }
    for scalar in spelling.unicodeScalars {
      if isApostrophe(scalar) || scalar.properties.canonicalCombiningClass != .notReordered {
        continue
      }
      guard scalar.properties.isAlphabetic else {
        close()
        continue
      }
      let isCapital = scalar.properties.isUppercase
      if count == 0 { startsHigh = isCapital }
      count += scalar.properties.isCased ? 1 : 0
      capitals += isCapital ? 1 : 0
    }
    close()
    var result = ""
    var word = -1
    var isInside = false
    for value in letters {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if value == 0x27 {
        result.unicodeScalars.append("\u{2019}")
        continue
      }
      guard scalar.properties.isAlphabetic else {
        isInside = false
        result.unicodeScalars.append(scalar)
        continue
      }
      let isStart = !isInside
      if isStart { word += 1 }
      isInside = true
      let kind = word < kinds.count ? kinds[word] : kinds.last ?? (false, false)
      if hasCase, kind.isAll || (kind.isFirst && isStart) {
        result += scalar.properties.uppercaseMapping
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    RuleTable.apostrophes.contains(scalar)
  }
}
