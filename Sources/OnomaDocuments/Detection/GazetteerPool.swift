internal import OnomaNames
internal import Synchronization

/// The gazetteers of the sets of languages that documents came in last.
///
/// Reading one takes some hundredths of a second, as long as resolving a hundred kilobytes does; the next
/// batch of a run and the next request of a server mostly need the same.
final class GazetteerPool: Sendable {
  private let kept = Mutex<[(languages: [String], gazetteer: Gazetteer)]>([])

  /// How many are kept: each takes a few megabytes.
  private static let limit = 4

  /// The gazetteer of some languages.
  func gazetteer(_ languages: [String]) -> Gazetteer {
    let known = kept.withLock { kept in kept.first { $0.languages == languages }?.gazetteer }
    if let known { return known }
    let new = Gazetteer(languages: languages)
    kept.withLock { kept in
      if kept.contains(where: { $0.languages == languages }) { return }
      if kept.count == Self.limit { kept.removeFirst() }
      kept.append((languages, new))
    }
    return new
  }
}
