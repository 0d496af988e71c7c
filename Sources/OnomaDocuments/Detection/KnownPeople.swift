internal import OnomaMatching
internal import OnomaNames

/// The people that are known so far, by how their family names sound.
struct KnownPeople: Sendable {
  private var sounds: [[UInt8]] = []
  private var blocks: [UInt32: [Int]] = [:]
  private var known: Set<String> = []
  private let alphabet = NameSounds.shipped

  /// Adds a person's name.
  mutating func insert(_ name: Name) {
    for part in name.parts where part.role == .family {
      guard known.insert(part.token.key).inserted else { continue }
      let sound = alphabet.sounds(of: part.token.key)
      guard sound.count >= 3 else { continue }
      for key in alphabet.blockingKeys(sound) { blocks[key, default: []].append(sounds.count) }
      sounds.append(sound)
    }
  }

  /// How far a word in another script sounds like somebody's family name beyond what chance does:
  /// above 0 it does.
  ///
  /// A short word sounds like something easily, so it must agree better.
  /// - Complexity: O(people of like sound · letters²).
  func likeness(_ key: String) -> Double {
    let sound = alphabet.sounds(of: key)
    guard sound.count >= 3 else { return -1 }
    let chance = sound.count < 6 ? 3.5 : 2
    var best = -1.0
    for key in alphabet.blockingKeys(sound) {
      for index in blocks[key] ?? [] {
        best = max(best, alphabet.logOdds(sounds[index], sound, above: best + chance) - chance)
      }
    }
    return best
  }
}
