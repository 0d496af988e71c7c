/// A file of arrays, one behind the other, as a stage of the work or its end leaves them.
///
/// A header names the kind of file, the version of the format and of the language data, what the file
/// was made from, and how long each array is; a checksum covers everything. The file appears only when
/// it is complete, so a killed process leaves the old file or none.
package enum SectionFile {
  /// What a file is.
  package enum Kind: UInt64 {
    /// The kin of all words: most of the work of a run.
    case kin = 1
    /// All that adding records needs.
    case state = 2
    /// The entities of a knowledge base and their spellings.
    case knowledge = 3

    /// What messages call it.
    fileprivate var name: String {
      self == .knowledge ? "prepared knowledge base" : "state of onoma dedupe"
    }
  }

  private static let magic: UInt64 = 0x4445_4455_504F_4E4F  // "ONOPUDED"
  private static let version: UInt64 = 1
  private static let byteOrder: UInt64 = 0x0102_0304_0506_0708
  private static let fixed = 7

  /// The checksum of all but its own place.
  private static func checksum(_ memory: IndexMemory) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(start: memory.base, count: memory.count)
    let head = IndexChecksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<48]))
    return IndexChecksum.of(UnsafeRawBufferPointer(rebasing: bytes[56...])) ^ head &* 3
  }

  /// Gathers arrays and writes them.
  package struct Writer {
    private var sections: [(size: Int, copy: (UnsafeMutableRawPointer) -> Void)] = []

    /// Starts without arrays.
    package init() {}

    /// Adds an array.
    package mutating func add<T: BitwiseCopyable>(_ values: [T]) {
      // The array is held, not copied, until it is written.
      sections.append(
        (
          values.count * MemoryLayout<T>.stride,
          { target in
            values.withUnsafeBytes {
              if let start = $0.baseAddress {
                target.copyMemory(from: start, byteCount: $0.count)
              }
            }
          }
        ))
    }

    /// Writes the file.
    ///
    /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
    package func write(_ kind: Kind, origin: UInt64, to path: String) throws(NameIndexError) {
      let header = 8 * (SectionFile.fixed + sections.count)
      var size = header
      for section in sections { size += (section.size + 7) / 8 * 8 }
      let memory = IndexMemory(count: size)
      func put(_ word: Int, _ value: UInt64) {
        memory.base.storeBytes(of: value, toByteOffset: 8 * word, as: UInt64.self)
      }
      put(0, SectionFile.magic)
      put(1, SectionFile.byteOrder)
      put(2, SectionFile.version << 8 | kind.rawValue)
      put(3, NameIndexLayout.dataVersion)
      put(4, origin)
      put(5, UInt64(sections.count))
      var offset = header
      for (index, section) in sections.enumerated() {
        put(SectionFile.fixed + index, UInt64(section.size))
        section.copy(memory.base + offset)
        offset += (section.size + 7) / 8 * 8
      }
      put(6, SectionFile.checksum(memory))
      try memory.write(to: path)
    }
  }

  /// Reads arrays in the order in which they were added.
  package struct Reader {
    private let memory: IndexMemory
    private let path: String
    private var section = 0
    private var offset: Int
    private let count: Int
    /// What the file was made from.
    package let origin: UInt64

    /// Opens a file and checks it whole.
    ///
    /// - Throws: ``NameIndexError``: the system cannot read it, it is another file, it was made by
    ///   another version of the format or the data, or it is damaged.
    package init(_ kind: Kind, path: String) throws(NameIndexError) {
      let memory = try IndexMemory(mapping: path)
      func word(_ index: Int) -> UInt64 {
        memory.base.load(fromByteOffset: 8 * index, as: UInt64.self)
      }
      guard memory.count >= 8, word(0) == SectionFile.magic else {
        throw NameIndexError(.foreign, "is no \(kind.name)", path: path)
      }
      guard memory.count >= 8 * SectionFile.fixed else {
        throw NameIndexError(.corrupted, "the file is cut off", path: path)
      }
      guard word(1) == SectionFile.byteOrder, word(2) >> 8 == SectionFile.version else {
        throw NameIndexError(.otherVersion, "was made by another version", path: path)
      }
      guard word(2) & 0xFF == kind.rawValue else {
        throw NameIndexError(.foreign, "is another file than a \(kind.name)", path: path)
      }
      guard word(3) == NameIndexLayout.dataVersion else {
        throw NameIndexError(
          .otherVersion, "was made with other language data than this program's", path: path)
      }
      let count = Int(clamping: word(5))
      let header = 8 * (SectionFile.fixed + min(count, 1 << 20))
      guard count < 1 << 20, memory.count >= header else {
        throw NameIndexError(.corrupted, "the header is damaged", path: path)
      }
      var size = UInt64(header)
      for index in 0..<count {
        let length = word(SectionFile.fixed + index)
        guard length <= UInt64(memory.count) else {
          throw NameIndexError(.corrupted, "the header is damaged", path: path)
        }
        size += (length + 7) / 8 * 8
      }
      guard size == UInt64(memory.count) else {
        throw NameIndexError(.corrupted, "the file is cut off", path: path)
      }
      guard SectionFile.checksum(memory) == word(6) else {
        throw NameIndexError(.corrupted, "the checksum does not fit", path: path)
      }
      self.memory = memory
      self.path = path
      self.count = count
      offset = header
      origin = word(4)
    }

    /// The next array.
    package mutating func next<T: BitwiseCopyable>(_ type: T.Type) throws(NameIndexError) -> [T] {
      guard section < count else { throw damaged }
      let length = Int(
        memory.base.load(fromByteOffset: 8 * (SectionFile.fixed + section), as: UInt64.self))
      guard length % MemoryLayout<T>.stride == 0 else { throw damaged }
      let start = (memory.base + offset).assumingMemoryBound(to: T.self)
      let values = Array(
        UnsafeBufferPointer(start: start, count: length / MemoryLayout<T>.stride))
      offset += (length + 7) / 8 * 8
      section += 1
      return values
    }

    /// What to throw where an array does not fit the others.
    package var damaged: NameIndexError {
      NameIndexError(.corrupted, "what it holds does not fit together", path: path)
    }

    /// What to throw where the file was made from something else than what there is now.
    package var outdated: NameIndexError {
      NameIndexError(.otherVersion, "was made from something else", path: path)
    }
  }
}
