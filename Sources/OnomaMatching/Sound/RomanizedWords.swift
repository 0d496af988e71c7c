internal import OnomaText
internal import Synchronization

/// What ICU made of the words that were romanized last; for any thread.
///
/// ICU's rules take longer than all else that is done with a word, hold a lock of the whole process, and
/// the words of names repeat.
final class RomanizedWords: Sendable {
  private let known = Mutex<[ExactText: [UInt32]]>([:])

  /// How many words are kept, about 200 bytes each.
  private static let limit = 8192
  /// The most UTF-8 bytes of a word that is kept.
  private static let longest = 64

  /// The letters of a word, which are found with `body` where they are not known.
  func letters(of word: String, _ body: () -> [UInt32]) -> [UInt32] {
    if word.utf8.count > Self.longest { return body() }
    let key = ExactText(word)
    if let letters = known.withLock({ $0[key] }) { return letters }
    let letters = body()
    known.withLock {
      if $0.count >= Self.limit { $0.removeAll(keepingCapacity: true) }
      $0[key] = letters
    }
    return letters
  }
}
