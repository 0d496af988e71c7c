/// The spellings that a text may quote letter by letter, and the first words of those of several.
///
/// One flat hash table over UTF-8, open addressing, whose arrays are written to a file and read back as
/// they are: a hundred thousand strings need not be made anew before a first answer. The hash grows
/// byte by byte, so that all beginnings of a text are looked up in one pass.
struct SpellingTable: Sendable {
  /// What a key is, besides a spelling.
  private enum Flag {
    /// The first word of a spelling of several words.
    static let opener: UInt8 = 1
    /// A spelling in a script without spaces.
    static let unspaced: UInt8 = 2
  }

  /// One more than a key's number; 0 where a slot is free.
  private(set) var slots: [UInt32]
  private(set) var starts: [UInt32] = [0]
  private(set) var bytes: [UInt8] = []
  private(set) var flags: [UInt8] = []
  /// Where the entities of each key begin, and where the last ones end.
  private(set) var entityStarts: [UInt32] = [0]
  private(set) var entities: [UInt32] = []
  /// The most bytes of a spelling in a script without spaces.
  private(set) var longestUnspaced = 0

  /// Adds up spellings before they stand in a table.
  struct Builder {
    private var table = SpellingTable(capacity: 1 << 10)
    private var pairs: [(key: UInt32, entity: UInt32)] = []

    /// Adds a spelling of an entity; entities come in order.
    mutating func add(_ key: String, entity: Int, isUnspaced: Bool) {
      let number = table.insert(key.utf8, isUnspaced ? Flag.unspaced : 0)
      if isUnspaced { table.longestUnspaced = max(table.longestUnspaced, key.utf8.count) }
      pairs.append((number, UInt32(entity)))
    }

    /// Adds the first word of a spelling.
    mutating func add(opener: Substring.UTF8View) { _ = table.insert(opener, Flag.opener) }

    /// The table of all that was added.
    consuming func finished() -> SpellingTable {
      var table = table
      let order = pairs.indices.sorted { (pairs[$0].key, $0) < (pairs[$1].key, $1) }
      var last: (key: UInt32, entity: UInt32)?
      for index in order {
        let pair = pairs[index]
        // An entity with two spellings of one key has it once.
        if let last, last == pair { continue }
        last = pair
        while table.entityStarts.count <= Int(pair.key) {
          table.entityStarts.append(UInt32(table.entities.count))
        }
        table.entities.append(pair.entity)
      }
      while table.entityStarts.count <= table.flags.count {
        table.entityStarts.append(UInt32(table.entities.count))
      }
      return table
    }
  }

  private init(capacity: Int) { slots = Array(repeating: 0, count: capacity) }

  /// Takes the arrays of a table that was written; `nil` where they do not fit together.
  ///
  /// Complexity: O(n).
  init?(
    slots: [UInt32], starts: [UInt32], bytes: [UInt8], flags: [UInt8], entityStarts: [UInt32],
    entities: [UInt32], longestUnspaced: Int, entityCount: Int
  ) {
    let count = flags.count
    guard slots.count > count, slots.count & (slots.count - 1) == 0, starts.count == count + 1,
      entityStarts.count == count + 1, slots.allSatisfy({ $0 <= count }),
      slots.count(where: { $0 == 0 }) > 0, Self.rises(starts, to: bytes.count),
      Self.rises(entityStarts, to: entities.count), entities.allSatisfy({ $0 < entityCount }),
      (0...bytes.count).contains(longestUnspaced)
    else { return nil }
    self.slots = slots
    self.starts = starts
    self.bytes = bytes
    self.flags = flags
    self.entityStarts = entityStarts
    self.entities = entities
    self.longestUnspaced = longestUnspaced
  }

  private static func rises(_ starts: [UInt32], to end: Int) -> Bool {
    starts.first == 0 && starts.last.map(Int.init) == end
      && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// The entities that have a spelling, in their order.
  ///
  /// Complexity: O(length).
  func entities(spelt key: String) -> [Int] {
    guard let number = find(key.utf8) else { return [] }
    return entities[Int(entityStarts[number])..<Int(entityStarts[number + 1])].map(Int.init)
  }

  /// Whether a spelling of several words begins with a word.
  func opensPhrase(_ key: String) -> Bool {
    find(key.utf8).map { flags[$0] & Flag.opener != 0 } ?? false
  }

  /// The longest spelling in a script without spaces that a text starts with.
  ///
  /// Complexity: O(longest spelling).
  func longestUnspacedPrefix(of text: Substring.UnicodeScalarView) -> String? {
    if longestUnspaced == 0 { return nil }
    var hash = Self.seed
    var prefix: [UInt8] = []
    var found: Int?
    for scalar in text {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        hash = Self.step(hash, byte)
        prefix.append(byte)
      }
      if prefix.count > longestUnspaced { break }
      if let number = find(prefix, hash), flags[number] & Flag.unspaced != 0 { found = number }
    }
    return found.map { String(decoding: self.bytes(of: $0), as: UTF8.self) }
  }

  private func bytes(of number: Int) -> ArraySlice<UInt8> {
    bytes[Int(starts[number])..<Int(starts[number + 1])]
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0xFF51_AFD7_ED55_8CCD
  }

  private func find(_ key: some Collection<UInt8>) -> Int? {
    find(key, key.reduce(Self.seed, Self.step))
  }

  private func find(_ key: some Collection<UInt8>, _ hash: UInt64) -> Int? {
    var slot = place(hash)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      let length = Int(starts[number + 1] - starts[number])
      if length == key.count, bytes(of: number).elementsEqual(key) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func place(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash ^ hash >> 32) & UInt64(slots.count - 1))
  }

  private mutating func insert(_ key: some Collection<UInt8>, _ flag: UInt8) -> UInt32 {
    let hash = key.reduce(Self.seed, Self.step)
    if let number = find(key, hash) {
      flags[number] |= flag
      return UInt32(number)
    }
    bytes.append(contentsOf: key)
    starts.append(UInt32(bytes.count))
    flags.append(flag)
    if flags.count * 2 > slots.count { grow() } else { note(flags.count - 1, hash) }
    return UInt32(flags.count - 1)
  }

  private mutating func note(_ number: Int, _ hash: UInt64) {
    var slot = place(hash)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(number + 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for number in flags.indices { note(number, bytes(of: number).reduce(Self.seed, Self.step)) }
  }
}
