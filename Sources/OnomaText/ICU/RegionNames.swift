internal import CICU

/// The names of countries and territories in every language, as ICU's locale data has them.
public struct RegionName: Hashable, Sendable {
  /// An ISO 3166-1 code, or a UN M49 number for larger areas (`150` is Europe).
  public let region: String
  /// The language of the name, such as `be` or `zh-Hant`.
  public let language: String
  /// The name.
  public let name: String
  /// Whether this is ICU's short or variant form rather than the usual one.
  public let isAlternative: Bool

  /// Calls `body` with every name that a language has of its own; inherited names are left out.
  ///
  /// Complexity: O(rows), some 250 for a well-kept language.
  public static func forEach(inLanguage language: String, _ body: (RegionName) -> Void) {
    let locale = String(language.map { $0 == "-" ? "_" : $0 })
    withoutActuallyEscaping(body) { body in
      var visitor = Visitor(language: language, body: body)
      withUnsafeMutablePointer(to: &visitor) { context in
        var error: Int32 = 0
        cicu_region_names(
          locale,
          { context, key, name, length in
            guard let context else { return }
            let visitor = context.assumingMemoryBound(to: Visitor.self).pointee
            let parts = String(cString: key).split(separator: "-", maxSplits: 1)
            guard let region = parts.first else { return }
            let text = UTF16Text.string(UnsafeBufferPointer(start: name, count: Int(length)))
            visitor.body(
              RegionName(
                region: String(region), language: visitor.language, name: text,
                isAlternative: parts.count > 1))
          }, context, &error)
      }
    }
  }

  /// The languages that have names of their own, without regional sub-locales.
  public static let languages: [String] = (0..<cicu_locale_count()).compactMap { index in
    let locale = String(cString: cicu_locale_at(index))
    // Two-letter region subtags mark regional sub-locales; script subtags have four letters.
    let subtags: [Substring] = locale.split(separator: "_")
    guard subtags.dropFirst().allSatisfy({ $0.utf8.count == 4 }) else { return nil }
    return subtags.joined(separator: "-")
  }

  private struct Visitor {
    let language: String
    let body: (RegionName) -> Void
  }
}
