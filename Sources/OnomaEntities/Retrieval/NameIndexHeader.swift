internal import OnomaNames

/// What an index says of itself before its sections.
struct NameIndexHeader {
  let type: EntityType
  let fingerprint: UInt64
  let givenFamilies: Int
  let surnameFamilies: Int

  /// The number that stands for a type in a file.
  static func code(_ type: EntityType) -> UInt32 {
    switch type {
    case .person: 0
    case .organization: 1
    case .place: 2
    }
  }

  /// The type of a number, or `nil`.
  static func type(_ code: UInt32) -> EntityType? {
    switch code {
    case 0: .person
    case 1: .organization
    case 2: .place
    default: nil
    }
  }

  /// Writes the header over finished sections, with the checksums.
  func write(_ layout: NameIndexLayout, to memory: IndexMemory) {
    typealias Field = NameIndexLayout.Field
    let base = memory.base
    base.storeBytes(of: NameIndexLayout.magic, toByteOffset: Field.magic, as: UInt64.self)
    base.storeBytes(of: NameIndexLayout.version, toByteOffset: Field.version, as: UInt32.self)
    base.storeBytes(of: NameIndexLayout.byteOrder, toByteOffset: Field.byteOrder, as: UInt32.self)
    base.storeBytes(of: NameIndexLayout.dataVersion, toByteOffset: Field.data, as: UInt64.self)
    base.storeBytes(of: fingerprint, toByteOffset: Field.fingerprint, as: UInt64.self)
    base.storeBytes(of: UInt64(layout.size), toByteOffset: Field.size, as: UInt64.self)
    base.storeBytes(of: Self.code(type), toByteOffset: Field.type, as: UInt32.self)
    base.storeBytes(of: UInt32(givenFamilies), toByteOffset: Field.givenFamilies, as: UInt32.self)
    base.storeBytes(
      of: UInt32(surnameFamilies), toByteOffset: Field.surnameFamilies, as: UInt32.self)
    for section in NameIndexLayout.Section.allCases {
      base.storeBytes(
        of: UInt64(layout.counts[section.rawValue]),
        toByteOffset: Field.sections + 8 * section.rawValue, as: UInt64.self)
    }
    base.storeBytes(
      of: IndexChecksum.of(
        UnsafeRawBufferPointer(
          start: base + NameIndexLayout.headerSize,
          count: memory.count - NameIndexLayout.headerSize)),
      toByteOffset: Field.checksum, as: UInt64.self)
    base.storeBytes(
      of: IndexChecksum.of(UnsafeRawBufferPointer(start: base, count: Field.headerChecksum)),
      toByteOffset: Field.headerChecksum, as: UInt64.self)
  }
}
