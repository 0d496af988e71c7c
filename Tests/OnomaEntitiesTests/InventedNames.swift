import OnomaEntities
import OnomaTestSupport

/// Names that nobody bears, made of syllables.
enum InventedNames {
  private static let onsets = [
    "b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "sh", "ch", "kr", "st",
  ]
  private static let vowels = ["a", "e", "i", "o", "u"]
  private static let codas = ["", "", "n", "r", "s", "l", "m", "k"]

  /// Latin names of two words each, the same for the same seed.
  static func latin(_ count: Int, seed: UInt64) -> [String] {
    var random = SplitMix64(seed: seed)
    func word() -> String {
      var word = ""
      for _ in 0..<(2 + random.next(below: 2)) {
        word += random.pick(onsets) + random.pick(vowels) + random.pick(codas)
      }
      return word.prefix(1).uppercased() + word.dropFirst()
    }
    return (0..<count).map { _ in "\(word()) \(word())" }
  }

  private static let cyrillicPairs: [(String, String)] = [
    ("sh", "ш"), ("ch", "ч"), ("a", "а"), ("b", "б"), ("d", "д"), ("e", "е"), ("f", "ф"),
    ("g", "г"), ("i", "и"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"),
    ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("z", "з"), ("h", "х"),
    ("c", "к"),
  ]

  /// A Latin name in Cyrillic letters.
  static func cyrillic(_ name: String) -> String {
    var rest = Substring(name.lowercased())
    var text = ""
    while let first = rest.first {
      if let (latin, letter) = cyrillicPairs.first(where: { rest.hasPrefix($0.0) }) {
        text += letter
        rest = rest.dropFirst(latin.count)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    return text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  /// A Latin name as another language would spell it.
  static func respelled(_ name: String) -> String {
    var text = name
    for (from, to) in [("sh", "sch"), ("v", "w"), ("k", "c"), ("u", "ou")] {
      text = text.replacing(from, with: to)
    }
    return text
  }

  /// An index of names whose IDs are their positions.
  static func index(_ names: [String], threads: Int = 1) throws -> NameIndex {
    var builder = NameIndexBuilder()
    for (position, name) in names.enumerated() {
      try builder.add(id: String(position), name: name)
    }
    return try builder.build(threads: threads)
  }
}
