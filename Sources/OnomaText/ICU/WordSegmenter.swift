internal import CICU

/// Splits text into words (UAX #29), with ICU's dictionaries for Chinese, Japanese, Thai, Khmer,
/// Lao and Burmese.
///
/// Not shareable between threads: make one per worker. Foreign names in unspaced scripts come out
/// in pieces; match such names on characters instead.
public struct WordSegmenter: ~Copyable {
  /// A word or the text between two words.
  public struct Segment: Hashable, Sendable {
    /// Where the segment lies, in UTF-16 units.
    public let utf16Range: Range<Int>
    /// Whether it holds a letter, a digit or an ideograph.
    public let isWord: Bool
  }

  private let breaker: OpaquePointer

  /// Opens a segmenter for a language; the empty string is the root locale.
  public init(language: String = "") throws(ICUError) {
    var error: Int32 = 0
    let breaker = cicu_breaker_open(language, &error)
    try ICUError.check(error, "open word segmenter \(language)")
    guard let breaker else { throw ICUError(code: 7, operation: "open word segmenter") }
    self.breaker = breaker
  }

  deinit { cicu_breaker_close(breaker) }

  /// The segments of a text, in order, covering it without gaps.
  ///
  /// Complexity: O(n).
  public func segments(of text: String) throws(ICUError) -> [Segment] {
    let units = UTF16Text.units(text)
    var error: Int32 = 0
    var segments: [Segment] = []
    // ICU keeps a pointer to the text, so all use stays inside the closure.
    units.withUnsafeBufferPointer { buffer in
      cicu_breaker_set_text(breaker, buffer.baseAddress, Int32(clamping: buffer.count), &error)
      guard error <= 0 else { return }
      var start = 0
      var status: Int32 = 0
      while case let end = Int(cicu_breaker_next(breaker, &status)), end >= 0 {
        // Rule status 0..<100 is UBRK_WORD_NONE: spaces and punctuation.
        segments.append(Segment(utf16Range: start..<end, isWord: status >= 100))
        start = end
      }
    }
    try ICUError.check(error, "segment text")
    return segments
  }
}
