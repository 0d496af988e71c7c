internal import Onoma

/// How far a long export is, on a terminal.
final class Progress {
  private let isShown: Bool
  private var count = 0

  init(isShown: Bool) { self.isShown = isShown }

  /// Notes one more entity, and says so now and then.
  func step() {
    count += 1
    if isShown, count % 20_000 == 0 { StandardError.write("\r\(count) entities") }
  }

  /// Ends the line.
  func end() {
    if isShown, count >= 20_000 { StandardError.write("\r\(count) entities\n") }
    count = 0
  }
}
