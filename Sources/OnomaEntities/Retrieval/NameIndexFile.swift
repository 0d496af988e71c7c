extension NameIndex {
  /// The version of the file's layout.
  public static let formatVersion = Int(NameIndexLayout.version)

  /// Saves the index to a file, which appears only when it is complete.
  ///
  /// The same names give the same bytes. Complexity: O(bytes).
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/io``.
  public func save(to path: String) throws(NameIndexError) { try memory.write(to: path) }

  /// Loads an index from a file by mapping it into memory.
  ///
  /// The whole file is checked before anything of it is used: its checksum, and that every number
  /// in it is in bounds, so that no file, damaged or forged, makes a search read outside of it. While
  /// the index lives the file must not be shortened or written into; replacing it by renaming, as
  /// ``save(to:)`` does, is safe. Complexity: O(bytes).
  /// - Throws: ``NameIndexError``: the system cannot read the file, it is no index, it was made by
  ///   another version of the format or the data, or it is damaged.
  public static func load(_ path: String) throws(NameIndexError) -> NameIndex {
    let memory = try IndexMemory(mapping: path)
    return try NameIndexFile(memory: memory, path: path).index()
  }
}

/// Checks the bytes of a file before they become an index.
private struct NameIndexFile {
  typealias Field = NameIndexLayout.Field

  let memory: IndexMemory
  let path: String

  func index() throws(NameIndexError) -> NameIndex {
    let base = memory.base
    func number(_ offset: Int) -> UInt64 { base.load(fromByteOffset: offset, as: UInt64.self) }
    func half(_ offset: Int) -> UInt32 { base.load(fromByteOffset: offset, as: UInt32.self) }
    guard memory.count >= 8, number(Field.magic) == NameIndexLayout.magic else {
      throw NameIndexError(.foreign, "is no index of names", path: path)
    }
    guard memory.count >= NameIndexLayout.headerSize else {
      throw NameIndexError(.corrupted, "the file is cut off", path: path)
    }
    guard half(Field.byteOrder) == NameIndexLayout.byteOrder else {
      throw NameIndexError(
        .otherVersion, "was made on a machine with another byte order", path: path)
    }
    guard half(Field.version) == NameIndexLayout.version else {
      throw NameIndexError(
        .otherVersion,
        "has format version \(half(Field.version)), this program reads \(NameIndexLayout.version)",
        path: path)
    }
    guard
      IndexChecksum.of(UnsafeRawBufferPointer(start: base, count: Field.headerChecksum))
        == number(Field.headerChecksum)
    else { throw damaged("the header") }
    guard number(Field.data) == NameIndexLayout.dataVersion else {
      throw NameIndexError(
        .otherVersion, "was made with other language data than this program's", path: path)
    }
    guard number(Field.size) == UInt64(memory.count) else {
      throw NameIndexError(
        .corrupted,
        "the file is cut off: \(memory.count) bytes of \(number(Field.size))", path: path)
    }
    var counts: [Int] = []
    for section in NameIndexLayout.Section.allCases {
      let count = number(Field.sections + 8 * section.rawValue)
      guard count <= UInt64(memory.count) / UInt64(section.stride) else {
        throw damaged("a length")
      }
      counts.append(Int(count))
    }
    let layout = NameIndexLayout(counts)
    guard layout.size == memory.count, let type = NameIndexHeader.type(half(Field.type)) else {
      throw damaged("the header")
    }
    let body = UnsafeRawBufferPointer(
      start: base + NameIndexLayout.headerSize,
      count: memory.count - NameIndexLayout.headerSize)
    guard IndexChecksum.of(body) == number(Field.checksum) else {
      throw NameIndexError(.corrupted, "the checksum is wrong: the file is damaged", path: path)
    }
    let header = NameIndexHeader(
      type: type, fingerprint: number(Field.fingerprint),
      givenFamilies: Int(half(Field.givenFamilies)),
      surnameFamilies: Int(half(Field.surnameFamilies)))
    try checkCounts(layout, header)
    let index = NameIndex(memory, layout, header)
    guard index.hasSoundStructure else { throw damaged("a number in it") }
    return index
  }

  /// The sections must fit each other before pointers to them mean anything.
  private func checkCounts(
    _ layout: NameIndexLayout, _ header: NameIndexHeader
  ) throws(NameIndexError) {
    func count(_ section: NameIndexLayout.Section) -> Int { layout.counts[section.rawValue] }
    let names = count(.nameStarts) - 1
    guard names >= 0, count(.idStarts) == names + 1, count(.sizes) == names,
      count(.partStarts) == names + 1, count(.partSpans) == count(.partWords),
      count(.nodes) > 0, count(.postingStarts) > 0, count(.familyStarts) > 0,
      header.givenFamilies <= count(.familyStarts),
      header.surnameFamilies <= count(.familyStarts),
      count(.familyStarts) == 2 * header.givenFamilies + header.surnameFamilies + 1
    else { throw damaged("a length") }
  }

  private func damaged(_ what: String) -> NameIndexError {
    NameIndexError(.corrupted, "\(what) is wrong: the file is damaged", path: path)
  }
}
