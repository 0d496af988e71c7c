internal import OnomaMatching

extension DedupeState {
  /// What adding records did.
  public struct Addition: Sendable {
    /// The records whose cluster is new to them: the added ones, and those of clusters that were merged.
    ///
    /// The added ones come first, in the order in which they were given.
    public let changed: [Int]
    /// The clusters that are no more, and the ones that they became.
    public let merged: [(old: CanonicalID, now: CanonicalID)]
    /// What a file needs to know of it.
    let part: IndexMemory
  }

  /// Adds records with names alone.
  ///
  /// A new record joins a cluster, founds one, or joins clusters that it shows to be one; nothing is
  /// taken apart, and clusters that no new name is like keep their IDs and members.
  /// - Precondition: No ID is there already.
  /// - Complexity: O(size of the state) with a small constant, and a bounded amount of work a record.
  public mutating func add(_ records: RecordBatch, threads: Int) -> Addition {
    let mark = DedupeStateColumns.Mark(self)
    let firstName = names.count
    let firstRecord = ids.count
    var places = [Int](repeating: 0, count: records.count)
    var fresh: [ArraySlice<UInt8>: UInt32] = [:]
    for name in sortedNames..<names.count { fresh[names[name]] = UInt32(name) }
    for record in records.canonicalOrder() {
      let name = records.names[record]
      places[record] = ids.count
      ids.append(records.ids[record])
      if RecordNodes.isName(name), let known = sortedName(name) ?? fresh[name] {
        nameOfRecord.append(known)
        continue
      }
      fresh[name] = UInt32(names.count)
      nameOfRecord.append(UInt32(names.count))
      names.append(name)
      read.add(name)
    }
    let found = kin.addition(for: read.stock, index: index, indexed: indexed)
    if read.stock.count > kin.count { kin = kin.adding(found, words: read.stock.count) }
    extendFrequencies()
    let linkage = NameLinkage(
      read, kin: kin, logFrequencies: logFrequencies, population: population)
    let pairs = firstName == names.count ? [] : linkage.pairs(from: firstName, threads: threads)
    let merged = cluster(pairs, linkage, firstName: firstName, firstRecord: firstRecord)
    let touched = Set(merged.map(\.now))
    let others = (0..<(touched.isEmpty ? 0 : firstRecord)).filter { record in
      touched.contains(clusterOfName[Int(nameOfRecord[record])])
    }
    func id(_ cluster: UInt32) -> CanonicalID {
      CanonicalID(rawValue: clusterIDs.text(Int(cluster)))
    }
    let writer = DedupeStateColumns.writer(
      self, since: mark, found, merges: merged.flatMap { [$0.old, $0.now] })
    return Addition(
      changed: places + others, merged: merged.map { (id($0.old), id($0.now)) },
      part: writer.part(.addition, origin: UInt64(firstRecord)))
  }

  /// Carries out merges of clusters: pairs of an old one and what it became.
  mutating func applyMerges(_ merges: [UInt32]) {
    if merges.isEmpty { return }
    var now: [UInt32: UInt32] = [:]
    for place in stride(from: 0, to: merges.count, by: 2) { now[merges[place]] = merges[place + 1] }
    for name in clusterOfName.indices {
      // What a cluster became may have become another later; a file that leads in circles ends.
      for _ in merges.indices {
        guard let next = now[clusterOfName[name]] else { break }
        clusterOfName[name] = next
      }
    }
  }

  /// Which of some IDs records have already.
  public func known(_ others: TextColumn) -> [String] {
    var wanted: Set<ArraySlice<UInt8>> = []
    // Most IDs are not wanted, and a bit of a few of their bytes says so.
    var bits = [UInt64](repeating: 0, count: 1 << 12)
    func bit(_ column: TextColumn, _ index: Int) -> (word: Int, mask: UInt64) {
      column.withBytes(index) { bytes in
        var hash = UInt64(bytes.count)
        for byte in bytes.suffix(12) { hash = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15 }
        return (Int(hash >> 52), 1 << (hash >> 40 & 63))
      }
    }
    for other in 0..<others.count {
      wanted.insert(others[other])
      let (word, mask) = bit(others, other)
      bits[word] |= mask
    }
    return (0..<ids.count).filter { record in
      let (word, mask) = bit(ids, record)
      return bits[word] & mask != 0 && wanted.contains(ids[record])
    }.map { ids.text($0) }
  }

  private func sortedName(_ name: ArraySlice<UInt8>) -> UInt32? {
    var (low, high) = (0, sortedNames)
    while low < high {
      let middle = (low + high) / 2
      if names[middle].lexicographicallyPrecedes(name) { low = middle + 1 } else { high = middle }
    }
    return low < sortedNames && names[low].elementsEqual(name) ? UInt32(low) : nil
  }

  /// New words are as frequent as the likest known ones.
  private mutating func extendFrequencies() {
    for word in logFrequencies.count..<read.stock.count {
      var most: Float = 0
      for link in kin.links[kin.range(UInt32(word))]
      where link.odds > 2 && Int(link.word) < logFrequencies.count {
        most = max(most, logFrequencies[Int(link.word)])
      }
      logFrequencies.append(most)
    }
  }

  /// Groups new names and the clusters that they are like; gives the clusters that were merged.
  private mutating func cluster(
    _ pairs: [NameLinkage.Pair], _ linkage: NameLinkage, firstName: Int, firstRecord: Int
  ) -> [(old: UInt32, now: UInt32)] {
    // Units: the old clusters in play, in the order of their numbers, then the new names.
    func old(_ name: UInt32) -> UInt32? {
      Int(name) < firstName ? clusterOfName[Int(name)] : nil
    }
    let inPlay = Set(
      pairs.filter { $0.odds > 0 }.flatMap { [old($0.first), old($0.second)].compactMap { $0 } }
    ).sorted()
    var unit: [UInt32: Int] = [:]
    for (number, cluster) in inPlay.enumerated() { unit[cluster] = number }
    var members = [[Int]](repeating: [], count: inPlay.count)
    for name in 0..<firstName {
      if let unit = unit[clusterOfName[name]] { members[unit].append(name) }
    }
    for name in firstName..<names.count { members.append([name]) }
    func number(_ name: UInt32) -> Int? {
      Int(name) < firstName
        ? unit[clusterOfName[Int(name)]] : inPlay.count + Int(name) - firstName
    }
    var close: Set<UInt64> = []
    for pair in pairs {
      guard let a = number(pair.first), let b = number(pair.second), a != b else { continue }
      close.insert(WordKin.pair(UInt32(a), UInt32(b)))
    }
    // Two old clusters are looked at where a new name is like both.
    var neighbours: [UInt32: [UInt32]] = [:]
    for pair in close
    where Int(pair & 0xFFFF_FFFF) >= inPlay.count && Int(pair >> 32) < inPlay.count {
      neighbours[UInt32(pair & 0xFFFF_FFFF), default: []].append(UInt32(pair >> 32))
    }
    for units in neighbours.values {
      for a in units { for b in units where a < b { close.insert(WordKin.pair(a, b)) } }
    }
    let builder = ClusterBuilder()
    var edges: [ClusterBuilder.Edge] = []
    for pair in close.sorted() {
      let (a, b) = (Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
      var sum: Float = 0
      for x in members[a] {
        for y in members[b] {
          let odds = linkage.logOdds(x, y)
          sum += odds < NameLinkage.least ? builder.unknown : odds
        }
      }
      edges.append(
        ClusterBuilder.Edge(first: UInt32(a), second: UInt32(b), odds: sum))
    }
    let found = builder.clusters(
      of: members.count, edges, sizes: members.map { Double($0.count) }, threads: 1)
    return rename(found, inPlay, members, firstName: firstName, firstRecord: firstRecord)
  }

  /// Gives the names of each group their cluster: an old one where there is one.
  private mutating func rename(
    _ found: [UInt32], _ inPlay: [UInt32], _ members: [[Int]], firstName: Int, firstRecord: Int
  ) -> [(old: UInt32, now: UInt32)] {
    var merged: [(old: UInt32, now: UInt32)] = []
    var founders: [Int: Int] = [:]
    for record in firstRecord..<ids.count {
      let name = Int(nameOfRecord[record])
      if let other = founders[name], !ids[record].lexicographicallyPrecedes(ids[other]) { continue }
      founders[name] = record
    }
    var clusters = [UInt32?](repeating: nil, count: members.count)
    var founderOfGroup: [UInt32: Int] = [:]
    for unit in inPlay.count..<max(inPlay.count, members.count) {
      guard let founder = founders[members[unit][0]] else { continue }
      if let other = founderOfGroup[found[unit]],
        !ids[founder].lexicographicallyPrecedes(ids[other])
      {
        continue
      }
      founderOfGroup[found[unit]] = founder
    }
    clusterOfName += Array(repeating: 0, count: names.count - clusterOfName.count)
    for unit in members.indices {
      // A group's number is its lowest unit: an old cluster where it has one.
      let group = Int(found[unit])
      if clusters[group] == nil {
        if group < inPlay.count {
          clusters[group] = inPlay[group]
        } else {
          let founder = founderOfGroup[found[unit]].map { ids.text($0) } ?? ""
          clusters[group] = UInt32(clusterIDs.count)
          clusterIDs.append(ClusterNames.mint(founder).rawValue)
        }
      }
      guard let cluster = clusters[group] else { continue }
      if unit < inPlay.count, inPlay[unit] != cluster {
        merged.append((inPlay[unit], cluster))
      }
      for name in members[unit] { clusterOfName[name] = cluster }
    }
    return merged
  }
}
