internal import CICU
internal import Synchronization

/// One of ICU's transliterators, ready for use from any thread.
///
/// An ICU transliterator must not be used by two threads at once, so each concurrent use takes a
/// handle of its own from a pool. That buys safety, not speed: ICU holds one process-wide lock
/// inside every rule-based call (facts in docs/architecture.md).
public final class ICUTransliterator: Sendable {
  /// ICU's identifier, such as `Any-Latin; Latin-ASCII`.
  public let id: String

  private let rules: String?
  private let idle: Mutex<[Handle]>

  /// Opens a transliterator by ICU's identifier.
  ///
  /// - Throws: ``ICUError`` with `U_INVALID_ID` for an identifier ICU does not know.
  public init(id: String) throws(ICUError) {
    self.id = id
    rules = nil
    let first = try Handle(id: id, rules: nil)
    idle = Mutex([first])
  }

  /// Opens a transliterator from rules in ICU's rule language.
  public init(name: String, rules: String) throws(ICUError) {
    id = name
    self.rules = rules
    let first = try Handle(id: name, rules: rules)
    idle = Mutex([first])
  }

  /// The text transliterated.
  ///
  /// Text that ICU refuses comes back as it is. Complexity: O(n).
  public func transliterate(_ text: String) -> String {
    if text.isEmpty { return text }
    let pooled = idle.withLock { $0.popLast() }
    guard let handle = pooled ?? (try? Handle(id: id, rules: rules)) else { return text }
    let result = handle.transliterate(UTF16Text.units(text))
    idle.withLock { $0.append(handle) }
    guard let result else { return text }
    return result.withUnsafeBufferPointer { UTF16Text.string($0) }
  }

  /// Owns one ICU object; only one thread holds it at a time, which the pool sees to.
  private final class Handle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(id: String, rules: String?) throws(ICUError) {
      let id16 = UTF16Text.units(id)
      let rules16 = rules.map(UTF16Text.units)
      var error: Int32 = 0
      let opened =
        if let rules16 {
          cicu_transliterator_open(
            id16, Int32(id16.count), rules16, Int32(clamping: rules16.count), &error)
        } else {
          cicu_transliterator_open(id16, Int32(id16.count), nil, 0, &error)
        }
      try ICUError.check(error, "open transliterator \(id)")
      guard let opened else { throw ICUError(code: 7, operation: "open transliterator \(id)") }
      pointer = opened
    }

    deinit { cicu_transliterator_close(pointer) }

    func transliterate(_ units: [UInt16]) -> [UInt16]? {
      // ICU's working buffer must hold eight times the text, which Int32 lengths bound.
      guard units.count < 200_000_000 else { return nil }
      // Most rules grow a text little; those that overflow the buffer get a larger one.
      for growth in [8, 64, 512] where units.count < 1_600_000_000 / growth {
        do throws(ICUError) {
          return try UTF16Text.filled(capacity: units.count * growth + 64, "transliterate") {
            target, capacity in
            var error: Int32 = 0
            let length = cicu_transliterate(
              pointer, units, Int32(units.count), target, capacity, &error)
            return (length, error)
          }
        } catch {
          // U_BUFFER_OVERFLOW_ERROR
          guard error.code == 15 else { return nil }
        }
      }
      return nil
    }
  }
}
