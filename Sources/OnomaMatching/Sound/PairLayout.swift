/// The chunk pairs of one script as arrays for ``SoundTableView``.
///
/// Four bytes a pair: the tables of all scripts are read at random places, so how much of them lies in
/// the fast caches decides how long a comparison takes.
struct PairLayout {
  private(set) var filter = [UInt64](repeating: 0, count: SoundTableView.filterCount)
  private(set) var values: [Double] = []
  private(set) var slots: [UInt32] = []
  private(set) var regions: [UInt32] = []

  /// Lays out pairs; both numbers are above 0.
  init(_ entries: [(native: Int, latin: Int, p: Double)], nativeCount: Int) {
    var numbers: [Float: UInt32] = [:]
    var rows = [[(latin: UInt16, value: UInt32)]](repeating: [], count: nativeCount)
    for entry in entries {
      let p = Float(entry.p)
      let number = numbers[p] ?? UInt32(values.count)
      if number == values.count {
        numbers[p] = number
        values.append(Double(p))
      }
      rows[entry.native].append((UInt16(entry.latin), number))
      let hash =
        SoundTableView.hash(native: UInt16(entry.native))
        &+ SoundTableView.hash(latin: UInt16(entry.latin))
      filter[Int(hash >> 53)] |= 1 << (hash >> 47 & 63)
    }
    precondition(values.count <= 1 << 16, "more probabilities than a slot can number")
    for row in rows {
      // Half as long again as needed, so that every search meets a free place.
      var bits: UInt32 = 0
      while row.count > 0, 2 << bits < 3 * row.count { bits += 1 }
      let start = slots.count
      slots.append(contentsOf: repeatElement(0, count: 1 << Int(bits)))
      regions.append(UInt32(start) << 5 | bits)
      for pair in row {
        var place = SoundTableView.place(SoundTableView.hash(latin: pair.latin), bits: bits)
        while slots[start + place] != 0 { place = (place + 1) & (1 << Int(bits) - 1) }
        slots[start + place] = UInt32(pair.latin) << 16 | pair.value
      }
    }
  }
}
