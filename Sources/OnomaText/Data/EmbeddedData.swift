internal import OnomaData

/// A table of `Data/` inside the binary.
public struct EmbeddedFile: Sendable {
  /// The path below `Data/`, such as `names/honorifics.tsv`.
  public let path: String

  /// The bytes, valid for the life of the process.
  public nonisolated(unsafe) let bytes: UnsafeBufferPointer<UInt8>
}

/// The tables that are embedded in the binary, so that it needs no file beside it.
public enum EmbeddedData {
  /// All tables, by path.
  ///
  /// Complexity: O(1) after the first use.
  public static let files: [EmbeddedFile] = (0..<onoma_data_count()).map { index in
    let file = onoma_data_at(index)
    return EmbeddedFile(
      path: String(cString: file.path),
      bytes: UnsafeBufferPointer(start: file.bytes, count: file.length))
  }

  /// The tables below a folder, by path: `files(under: "transliteration/")`.
  public static func files(under prefix: String) -> [EmbeddedFile] {
    files.filter { $0.path.hasPrefix(prefix) }
  }

  /// One table by its path, or `nil`.
  public static func file(_ path: String) -> EmbeddedFile? {
    files.first { $0.path == path }
  }

  /// A fingerprint of all tables: it changes when any byte of any table changes (FNV-1a, 64 bit).
  ///
  /// Complexity: O(total bytes) on the first use.
  public static let version: String = {
    var hash = StableHash()
    for file in files {
      hash.combine(file.path)
      hash.combine(file.bytes)
    }
    return String(hash.value, radix: 16)
  }()
}
