internal import Foundation

/// A time as ISO 8601 writes it, in UTC, to the millisecond.
struct UTCTime {
  /// The moment.
  let date: Date

  /// Takes a moment.
  init(_ date: Date) { self.date = date }

  /// Reads a date, or a date and a time with `Z` or an offset; `nil` for anything else.
  ///
  /// A date alone is its last millisecond, so that the whole day is included.
  init?(_ text: String) {
    if let day = try? Date(text, strategy: Self.day) {
      date = day.addingTimeInterval(86_399.999)
    } else if let time = (try? Date(text, strategy: .iso8601))
      ?? (try? Date(text, strategy: Self.precise))
    {
      date = time
    } else {
      return nil
    }
  }

  /// `2026-11-21T14:41:59.000Z`.
  var text: String { date.formatted(Self.precise) }

  private static let day = Date.ISO8601FormatStyle().year().month().day()
  private static let precise = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
