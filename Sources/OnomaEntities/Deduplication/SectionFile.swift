/// A file of arrays, one behind the other, as a stage of the work or its end leaves them.
///
/// A header names the kind of file, the version of the format and of the language data, what the file
/// was made from, and how long each array is; a checksum covers everything. The file appears only when
/// it is complete, so a killed process leaves the old file or none.
///
/// A file can grow: further parts of the same form stand behind the first one. The first header says
/// where the last part ends that counts, in one word that is written when the part is on the disk; what
/// lies behind that is the rest of a process that was killed, and is never read.
package enum SectionFile {
  /// What a file is.
  package enum Kind: UInt64 {
    /// The kin of all words: most of the work of a run.
    case kin = 1
    /// All that adding records needs.
    case state = 2
    /// What adding records changed in a state.
    case addition = 3
    /// The entities of a knowledge base and their spellings.
    case knowledge = 4

    /// What messages call it.
    fileprivate var name: String {
      self == .knowledge ? "prepared knowledge base" : "state of onoma dedupe"
    }
  }

  private static let magic: UInt64 = 0x4445_4455_504F_4E4F  // "ONOPUDED"
  private static let version: UInt64 = 2
  private static let byteOrder: UInt64 = 0x0102_0304_0506_0708
  private static let fixed = 9
  /// Where the end of what counts stands, with a word that checks it.
  static let endOffset = 56

  /// The checksum of a part, without its own place and the end's.
  private static func checksum(_ part: UnsafeRawBufferPointer) -> UInt64 {
    let head = IndexChecksum.of(UnsafeRawBufferPointer(rebasing: part[..<48]))
    return IndexChecksum.of(UnsafeRawBufferPointer(rebasing: part[72...])) ^ head &* 3
  }

  /// The end of what counts, as it stands in the file.
  static func endWords(_ end: Int) -> [UInt64] { [UInt64(end), check(UInt64(end))] }

  private static func check(_ end: UInt64) -> UInt64 {
    (end ^ magic) &* 0x9E37_79B9_7F4A_7C15
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

    /// Writes a file.
    ///
    /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
    package func write(_ kind: Kind, origin: UInt64, to path: String) throws(NameIndexError) {
      try part(kind, origin: origin).write(to: path)
    }

    /// The bytes of a file of one part, or of a further part.
    func part(_ kind: Kind, origin: UInt64) -> IndexMemory {
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
      put(6, SectionFile.checksum(UnsafeRawBufferPointer(start: memory.base, count: size)))
      for (index, value) in SectionFile.endWords(size).enumerated() { put(7 + index, value) }
      return memory
    }
  }

  /// Reads arrays in the order in which they were added, part by part.
  package struct Reader {
    private let memory: IndexMemory
    private let path: String
    /// Where the part begins.
    private let start: Int
    private var section = 0
    private var offset: Int
    private let count: Int
    /// Where the part ends.
    let partEnd: Int
    /// Where the last part ends that counts.
    let end: Int
    /// What the part was made from.
    package let origin: UInt64

    /// Opens a file and checks its first part whole.
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
      guard word(8) == SectionFile.check(word(7)) else {
        throw NameIndexError(.corrupted, "the header is damaged", path: path)
      }
      guard word(7) <= UInt64(memory.count) else {
        throw NameIndexError(.corrupted, "the file is cut off", path: path)
      }
      try self.init(kind, memory, path, start: 0, end: Int(word(7)))
    }

    /// Opens the part behind this one and checks it whole; `nil` behind the last.
    func next(_ kind: Kind) throws(NameIndexError) -> Reader? {
      if partEnd == end { return nil }
      return try Reader(kind, memory, path, start: partEnd, end: end)
    }

    private init(
      _ kind: Kind, _ memory: IndexMemory, _ path: String, start: Int, end: Int
    ) throws(NameIndexError) {
      func word(_ index: Int) -> UInt64 {
        memory.base.load(fromByteOffset: start + 8 * index, as: UInt64.self)
      }
      guard end - start >= 8 * SectionFile.fixed, word(0) == SectionFile.magic else {
        throw NameIndexError(.corrupted, "a part's header is damaged", path: path)
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
      guard count < 1 << 20, end - start >= header else {
        throw NameIndexError(.corrupted, "the header is damaged", path: path)
      }
      var size = header
      for index in 0..<count {
        let length = word(SectionFile.fixed + index)
        guard length <= UInt64(end - start) else {
          throw NameIndexError(.corrupted, "the header is damaged", path: path)
        }
        size += (Int(length) + 7) / 8 * 8
      }
      guard size <= end - start else {
        throw NameIndexError(.corrupted, "the file is cut off", path: path)
      }
      guard start == 0 || (word(7) == UInt64(size) && word(8) == SectionFile.check(word(7))) else {
        throw NameIndexError(.corrupted, "a part's header is damaged", path: path)
      }
      let part = UnsafeRawBufferPointer(start: memory.base + start, count: size)
      guard SectionFile.checksum(part) == word(6) else {
        throw NameIndexError(.corrupted, "the checksum does not fit", path: path)
      }
      self.memory = memory
      self.path = path
      self.start = start
      self.count = count
      self.end = end
      offset = start + header
      partEnd = start + size
      origin = word(4)
    }

    /// The next array.
    package mutating func next<T: BitwiseCopyable>(_ type: T.Type) throws(NameIndexError) -> [T] {
      guard section < count else { throw damaged }
      let length = Int(
        memory.base.load(
          fromByteOffset: start + 8 * (SectionFile.fixed + section), as: UInt64.self))
      guard length % MemoryLayout<T>.stride == 0 else { throw damaged }
      let first = (memory.base + offset).assumingMemoryBound(to: T.self)
      let values = Array(
        UnsafeBufferPointer(start: first, count: length / MemoryLayout<T>.stride))
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
