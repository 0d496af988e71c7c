public import OnomaText
internal import Synchronization

/// Tells how alike two words sound, in any two scripts, by chunk probabilities learned from pairs of
/// names (docs/sound-model.md).
public final class SoundModel: @unchecked Sendable {
  // Unchecked because of `views`: written in the initializer only, freed with this object, which
  // owns the tables that they point into.

  let alphabet: LatinAlphabet
  let hanSyllables: HanSyllables
  private let views: UnsafeMutablePointer<SoundTableView>
  private let latinChunks: ChunkIndex
  private let tables: [SoundTable]
  private let marginals: LatinMarginals

  /// The model in use: that of this version, unless ``replaceShipped(with:name:)`` gave another.
  public static let shipped = SoundModel(
    replacement.withLock { $0 } ?? SoundModelFile.embedded)

  private static let replacement = Mutex<SoundModelSource?>(nil)

  /// Takes a model of your own, as ``SoundTrainer`` writes it, in the place of the shipped one.
  ///
  /// To be called before any name is compared; later it has no effect.
  /// - Throws: ``DataTableError`` with the file's name, the line and the reason.
  public static func replaceShipped(
    with bytes: some Collection<UInt8>, name: String
  ) throws(DataTableError) {
    let source = try SoundModelFile.source(bytes, name: name)
    replacement.withLock { $0 = source }
  }

  init(_ source: SoundModelSource) {
    alphabet = LatinAlphabet(source.latinLetters)
    hanSyllables = HanSyllables(alphabet)
    var chunks = ChunkIndex()
    _ = chunks.insert(UInt64.max)
    for unit in source.latinLetters.indices {
      _ = chunks.insert(LatinAlphabet.key([UInt8(unit + 1)]))
    }
    for table in source.tables {
      for (chunk, _) in table.costs {
        for letters in table.script == .latin ? [chunk.native, chunk.latin] : [chunk.latin] {
          let units = alphabet.units(of: letters)
          // With its beginnings, so that a look-up can stop at the first length that is unknown.
          for length in 1..<max(1, units.count) + 1 where length <= units.count {
            _ = chunks.insert(LatinAlphabet.key(units.prefix(length)))
          }
        }
      }
    }
    latinChunks = chunks
    let alphabet = alphabet
    tables = SoundScript.allCases.map { script in
      guard let table = source.tables.first(where: { $0.script == script }) else {
        fatalError("no table of \(script.code)")
      }
      return SoundTable(table, latin: chunks, alphabet: alphabet)
    }
    views = .allocate(capacity: tables.count)
    views.initialize(from: tables.map(\.view), count: tables.count)
    marginals = LatinMarginals(tables.map(\.view), chunks: chunks)
  }

  deinit { views.deallocate() }

  /// What the hot path reads of a script's table.
  func view(_ script: SoundScript) -> SoundTableView { views[Int(script.rawValue)] }

  /// The table of a script.
  func table(_ script: SoundScript) -> SoundTable { tables[Int(script.rawValue)] }

  /// The number of a Latin chunk; 0 where no table has it.
  func latinChunk(_ key: UInt64) -> UInt16 { UInt16(latinChunks.find(key) ?? 0) }

  /// The letters of each Latin chunk, by its number; none where there is no such chunk.
  var latinChunkLetters: [[UInt8]] {
    var letters = [[UInt8]](repeating: [], count: latinChunks.count)
    latinChunks.forEach { key, number in
      if number > 0 { letters[number] = LatinAlphabet.units(ofKey: key) }
    }
    while letters.count > 1, letters.last?.isEmpty == true { letters.removeLast() }
    return letters
  }

  /// A word of Latin letters; `nil` where it has none.
  ///
  /// Complexity: O(n), of which at most ``LatinForm/lengthLimit`` letters count.
  func latinForm(_ letters: [UInt32]) -> LatinForm? {
    latinForm(units: alphabet.units(of: letters))
  }

  /// A word of Latin letters by their numbers; `nil` for none.
  ///
  /// - Parameter script: The one script that it will be compared with; all where it is `nil`.
  func latinForm(units: [UInt8], for script: SoundScript? = nil) -> LatinForm? {
    let units =
      units.count > LatinForm.lengthLimit
      ? Array(units.prefix(LatinForm.lengthLimit)) : units
    if units.isEmpty { return nil }
    var chunks = [UInt16](repeating: 0, count: 5 * units.count)
    for start in units.indices {
      // Packed as ``LatinAlphabet/key(_:)`` does, a letter at a time.
      var key: UInt64 = 1
      for length in 1...min(LatinForm.longestChunk, units.count - start) {
        key = key << 8 | UInt64(units[start + length - 1])
        guard let number = latinChunks.find(key) else { break }
        chunks[5 * start + length - 1] = UInt16(number)
      }
    }
    let plain = plain(units[...])
    let marginals: [Float]
    if let script {
      marginals = tables.map { table in
        if script != table.script { return -Float.infinity }
        return Float(
          SoundComparison.logMarginal(
            chunks, stride: 5, count: units.count, longest: table.view.longestLatin,
            share: table.view.latinShare, rest: table.view.latinRest, unseen: 1e-6))
      }
    } else {
      marginals = self.marginals.logarithms(chunks, count: units.count)
    }
    return LatinForm(
      count: units.count, chunks: chunks, marginals: marginals, units: units,
      masks: units.map { tables[0].latinMasks[Int($0)] },
      mask: units.reduce(0) { $0 | 1 << (UInt64($1) & 63) }, plain: plain)
  }

  /// The letters of a word without marks, as ASCII.
  func plain(_ units: ArraySlice<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(units.count + 2)
    for unit in units { plain.append(contentsOf: alphabet.plain[Int(unit)]) }
    return plain
  }

  /// A word in the letters of a script; `nil` where the script's table knows none of them.
  ///
  /// Complexity: O(n), of which at most ``NativeForm/lengthLimit`` letters count.
  func nativeForm(_ letters: [UInt32], in script: SoundScript) -> NativeForm? {
    if script == .latin { return latinForm(letters).map(Self.native) }
    let table = table(script)
    let letters = letters.prefix(NativeForm.lengthLimit)
    var chunks = [UInt16](repeating: 0, count: 2 * letters.count)
    for start in letters.indices {
      for length in 1...min(2, letters.count - start) {
        chunks[2 * start + length - 1] = table.number(of: letters[start..<(start + length)])
      }
    }
    guard letters.indices.contains(where: { chunks[2 * $0] != 0 }) else { return nil }
    let view = table.view
    let marginal = SoundComparison.logMarginal(
      chunks, stride: 2, count: letters.count, longest: view.longestNative,
      share: view.nativeShare, rest: view.nativeRest, unseen: 1e-6)
    return NativeForm(
      script: script, count: letters.count, stride: 2, chunks: chunks, marginal: marginal,
      masks: (0..<letters.count).map { table.masks[Int(chunks[2 * $0])] }, letters: Array(letters))
  }

  /// A Latin word as the native side of the Latin table.
  static func native(_ latin: LatinForm) -> NativeForm {
    NativeForm(
      script: .latin, count: latin.count, stride: LatinForm.longestChunk, chunks: latin.chunks,
      marginal: Double(latin.marginals[Int(SoundScript.latin.rawValue)]),
      masks: latin.masks, letters: [])
  }

  /// How alike a word of any script and a Latin one sound.
  ///
  /// For two Latin words it is the same in either order. Complexity: O(letters²).
  func score(_ native: NativeForm, _ latin: LatinForm) -> SoundScore {
    guard let features = features(native, latin) else { return .none }
    return SoundScore(
      logOdds: max(SoundScore.lowest, table(native.script).logOdds(features)),
      information: max(-60, features.information),
      latinGivenNative: max(-12, features.latinGivenNative),
      nativeGivenLatin: max(-12, features.nativeGivenLatin))
  }

  /// What the log-odds are computed from; `nil` where the words have nothing in common.
  func features(_ native: NativeForm, _ latin: LatinForm) -> SoundFeatures? {
    let table = table(native.script)
    let joint = native.withView { x in
      latin.withView { y in SoundComparison.logJoint(table.view, x, y) }
    }
    guard joint > -.infinity else { return nil }
    return SoundFeatures(
      joint: joint, native: native.marginal,
      latin: Double(latin.marginals[Int(native.script.rawValue)]), n: native.count, m: latin.count)
  }
}
