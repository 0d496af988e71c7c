/// Tells contents apart: equal for equal bytes, and for others as good as never.
///
/// No defence against somebody who makes two contents collide on purpose.
public enum ContentFingerprint {
  /// The fingerprint of bytes.
  ///
  /// Complexity: O(n), as fast as memory is.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { IndexChecksum.of(bytes) }
}
