internal import CICU

/// The classes and scripts of the characters below U+0600, where most running text stands.
///
/// A loop over a text asks about each of its characters several times: it takes this table once, and no
/// question costs more than a load. All others go to ICU.
public struct ScalarTable: Sendable {
  /// Where the table ends.
  @usableFromInline static let end: UInt32 = 0x600

  /// By scalar; they live as long as the process.
  @usableFromInline nonisolated(unsafe) let classes: UnsafePointer<ScalarClass>
  @usableFromInline nonisolated(unsafe) let scripts: UnsafePointer<Script>

  /// The table of this process.
  public static let shared = ScalarTable()

  private init() {
    let classes = UnsafeMutablePointer<ScalarClass>.allocate(capacity: Int(Self.end))
    let scripts = UnsafeMutablePointer<Script>.allocate(capacity: Int(Self.end))
    for value in 0..<Self.end {
      (classes + Int(value)).initialize(to: ScalarClass(icu: value))
      (scripts + Int(value)).initialize(to: Script(icu: value))
    }
    self.classes = UnsafePointer(classes)
    self.scripts = UnsafePointer(scripts)
  }

  /// The class of a scalar.
  ///
  /// Complexity: O(1).
  @inlinable
  public func kind(_ scalar: Unicode.Scalar) -> ScalarClass {
    scalar.value < Self.end ? classes[Int(scalar.value)] : ScalarClass(other: scalar)
  }

  /// The script of a scalar.
  ///
  /// Complexity: O(1).
  @inlinable
  public func script(_ scalar: Unicode.Scalar) -> Script {
    scalar.value < Self.end ? scripts[Int(scalar.value)] : Script(other: scalar)
  }

  /// Whether a scalar is part of a word: a letter, a mark or a digit.
  ///
  /// Complexity: O(1).
  @inlinable
  public func isWord(_ scalar: Unicode.Scalar) -> Bool { kind(scalar).rawValue <= 4 }
}
