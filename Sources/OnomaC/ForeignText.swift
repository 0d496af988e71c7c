internal import COnoma
internal import OnomaText

/// The error codes of `onoma.h`, as Swift throws them.
enum ForeignError: Int32, Error {
  /// `ONOMA_ERROR_ARGUMENT`
  case argument = -1
  /// `ONOMA_ERROR_UTF8`
  case utf8 = -2
  /// `ONOMA_ERROR_UNKNOWN_SYSTEM`
  case unknownSystem = -3
  /// `ONOMA_ERROR_TOO_LONG`
  case tooLong = -4
  /// `ONOMA_ERROR_INTERNAL`
  case internalError = -5
}

/// Bytes of a caller as a buffer, not copied.
func bytes(
  _ start: UnsafePointer<CChar>?, _ length: Int
) throws(ForeignError) -> UnsafeBufferPointer<UInt8> {
  // A length above Int.max, which size_t allows, arrives as a negative number.
  guard length >= 0, start != nil || length == 0 else { throw .argument }
  let raw = UnsafeRawBufferPointer(start: start, count: length)
  return raw.assumingMemoryBound(to: UInt8.self)
}

/// The text of a caller, which must be valid UTF-8.
func text(_ start: UnsafePointer<CChar>?, _ length: Int) throws(ForeignError) -> String {
  let bytes = try bytes(start, length)
  guard UTF8Bytes.firstInvalidOffset(in: bytes) == nil else { throw .utf8 }
  return String(decoding: bytes, as: UTF8.self)
}

/// The text of a caller that ends with NUL.
func terminatedText(_ start: UnsafePointer<CChar>) throws(ForeignError) -> String {
  var length = 0
  while start[length] != 0 { length += 1 }
  return try text(start, length)
}

/// Hands a result to the caller's buffer, if it fits, and says how long it is.
func deliver(
  _ result: String, to buffer: UnsafeMutablePointer<CChar>?, capacity: Int
) throws(ForeignError) -> Int64 {
  guard capacity >= 0, buffer != nil || capacity == 0 else { throw .argument }
  var result = result
  return result.withUTF8 { bytes in
    if bytes.count <= capacity {
      UnsafeMutableRawBufferPointer(start: buffer, count: capacity).copyMemory(
        from: UnsafeRawBufferPointer(bytes))
    }
    return Int64(bytes.count)
  }
}
