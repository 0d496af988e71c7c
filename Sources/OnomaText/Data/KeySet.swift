/// A set of strings that are one only if their bytes are, as ``KeyTable`` has it.
public struct KeySet: Sendable {
  private var keys = KeyTable()

  /// An empty set.
  public init() {}

  /// Adds a string.
  ///
  /// Complexity: O(length), amortized.
  public mutating func insert(_ key: String) { _ = keys.insert(key) }

  /// Adds all strings of another set.
  ///
  /// Complexity: O(n).
  public mutating func formUnion(_ other: KeySet) {
    for number in 0..<other.keys.count { insert(other.keys[number]) }
  }

  /// Whether a string is in the set.
  ///
  /// Complexity: O(length).
  public func contains(_ key: String) -> Bool { keys.number(of: key) != nil }
}
