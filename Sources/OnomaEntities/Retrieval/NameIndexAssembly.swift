internal import OnomaMatching
internal import OnomaNames

/// Turns gathered names into the bytes of an index.
///
/// Blocks of names are taken apart by several threads; the rest is one pass each over words, nodes
/// and parts. Words are numbered by their letters and names by their position, so nothing depends on
/// which thread came first.
struct NameIndexAssembly {
  private let builder: NameIndexBuilder
  private let fingerprint: UInt64
  private let threads: Int

  /// How many names one thread takes at a time.
  private static let blockSize = 8192

  init(_ builder: NameIndexBuilder, fingerprint: UInt64, threads: Int) {
    self.builder = builder
    self.fingerprint = fingerprint
    self.threads = threads
  }

  func index() throws(NameIndexError) -> NameIndex {
    let blocks = takenApart()
    var table = WordTable()
    // The number in `table` of each block's words.
    let merged = blocks.map { block in
      (0..<block.table.count).map { word in
        UInt32(table.insert(block.table.letters[block.table.range(word)]))
      }
    }
    let order = table.sorted()
    var ranks = [UInt32](repeating: 0, count: order.count)
    for (rank, word) in order.enumerated() { ranks[Int(word)] = UInt32(rank) }
    let trie = SoundTrieBuilder(table, order: order)
    let parts = blocks.reduce(0) { $0 + $1.words.count }
    guard parts < Int(UInt32.max), trie.nodes.count < Int(UInt32.max) else {
      throw NameIndexError(.tooLarge, "the names have more words than an index holds")
    }
    let numbers = merged.map { $0.map { ranks[Int($0)] } }
    let families = FamilyLists(blocks, numbers)
    let postings = PostingLists(blocks, numbers, words: order.count)
    return write(blocks, numbers, trie, families, postings, parts: parts)
  }

  private func takenApart() -> [NameBlock] {
    let names = builder.count
    let count = (names + Self.blockSize - 1) / Self.blockSize
    let results = BlockResults<NameBlock?>(count, nil)
    let builder = builder
    ParallelBlocks.run(count, threads: threads, state: { IndexedName.Romanized() }) {
      (block, romanized: inout IndexedName.Romanized) in
      let start = block * Self.blockSize
      let range = start..<min(names, start + Self.blockSize)
      results[block] = NameBlock(builder, range, romanized: &romanized)
    }
    return results.all.compactMap { $0 }
  }

  private func write(
    _ blocks: [NameBlock], _ numbers: [[UInt32]], _ trie: SoundTrieBuilder,
    _ families: FamilyLists, _ postings: PostingLists, parts: Int
  ) -> NameIndex {
    let names = builder.count
    let layout = NameIndexLayout(
      NameIndexLayout.Section.allCases.map { section in
        switch section {
        case .nameStarts, .idStarts, .partStarts: names + 1
        case .nameBytes: builder.nameBytes.count
        case .idBytes: builder.idBytes.count
        case .sizes: names
        case .partWords, .partSpans: parts
        case .nodes: trie.nodes.count
        case .postingStarts: postings.starts.count
        case .postings: postings.names.count
        case .familyStarts: families.starts.count
        case .familyWords: families.words.count
        }
      })
    let memory = IndexMemory(count: layout.size)
    func put<T>(_ section: NameIndexLayout.Section, _ values: [T], at element: Int = 0) {
      let start = memory.base + layout.offsets[section.rawValue] + element * section.stride
      start.initializeMemory(as: T.self, from: values, count: values.count)
    }
    put(.nameStarts, builder.nameStarts)
    put(.nameBytes, builder.nameBytes)
    put(.idStarts, builder.idStarts)
    put(.idBytes, builder.idBytes)
    put(.nodes, trie.nodes)
    put(.postingStarts, postings.starts)
    put(.postings, postings.names)
    put(.familyStarts, families.starts)
    put(.familyWords, families.words)
    var starts: [UInt32] = [0]
    starts.reserveCapacity(names + 1)
    var part = 0
    var name = 0
    for (block, numbers) in zip(blocks, numbers) {
      put(.partWords, block.words.map { numbers[Int($0)] }, at: part)
      put(.partSpans, block.spans, at: part)
      put(.sizes, block.sizes, at: name)
      for count in block.partCounts {
        part += Int(count)
        starts.append(UInt32(part))
      }
      name += block.sizes.count
    }
    put(.partStarts, starts)
    let header = NameIndexHeader(
      type: builder.type, fingerprint: fingerprint, givenFamilies: families.given,
      surnameFamilies: families.surnames)
    header.write(layout, to: memory)
    return NameIndex(memory, layout, header)
  }
}

/// For each word the names that hold it, in order, each once.
private struct PostingLists {
  private(set) var starts: [UInt32]
  private(set) var names: [UInt32]

  init(_ blocks: [NameBlock], _ numbers: [[UInt32]], words: Int) {
    var counts = [UInt32](repeating: 0, count: words + 1)
    var last = [UInt32](repeating: .max, count: words)
    Self.forEach(blocks, numbers) { name, word in
      if last[word] == name { return }
      last[word] = name
      counts[word + 1] += 1
    }
    for word in 0..<words { counts[word + 1] += counts[word] }
    starts = counts
    names = Array(repeating: 0, count: Int(counts[words]))
    last = Array(repeating: .max, count: words)
    // Filling moves each start to its end, which is the next one's start.
    var names = names
    Self.forEach(blocks, numbers) { name, word in
      if last[word] == name { return }
      last[word] = name
      names[Int(counts[word])] = name
      counts[word] += 1
    }
    self.names = names
  }

  private static func forEach(
    _ blocks: [NameBlock], _ numbers: [[UInt32]], _ body: (UInt32, Int) -> Void
  ) {
    var name: UInt32 = 0
    for (block, numbers) in zip(blocks, numbers) {
      var part = 0
      for count in block.partCounts {
        for _ in 0..<count {
          body(name, Int(numbers[Int(block.words[part])]))
          part += 1
        }
        name += 1
      }
    }
  }
}

/// For each family of the lexicon its words, in order, each once.
private struct FamilyLists {
  private(set) var starts: [UInt32]
  private(set) var words: [UInt32] = []
  let given: Int
  let surnames: Int

  init(_ blocks: [NameBlock], _ numbers: [[UInt32]]) {
    var given = 0
    var surnames = 0
    for member in blocks.lazy.flatMap(\.families) {
      if member.kind == .surname {
        surnames = max(surnames, Int(member.family) + 1)
      } else {
        given = max(given, Int(member.family) + 1)
      }
    }
    var entries: Set<UInt64> = []
    for (block, numbers) in zip(blocks, numbers) {
      for member in block.families {
        let row = LexiconFamilies.row(member.kind, Int(member.family), given: given)
        entries.insert(UInt64(row) << 32 | UInt64(numbers[Int(member.word)]))
      }
    }
    starts = [0]
    for entry in entries.sorted() {
      while starts.count <= Int(entry >> 32) { starts.append(UInt32(words.count)) }
      words.append(UInt32(truncatingIfNeeded: entry))
    }
    while starts.count <= 2 * given + surnames { starts.append(UInt32(words.count)) }
    self.given = given
    self.surnames = surnames
  }
}
