/// Neighbouring words as one, in memory that lasts as long as a comparison: `Jong` and `un` as
/// `Jongun`.
struct JoinedWords {
  private let units: UnsafeMutablePointer<UInt8>
  private let latinChunks: UnsafeMutablePointer<UInt16>
  private let marginals: UnsafeMutablePointer<Float>
  private let letters: UnsafeMutablePointer<UInt32>
  private let nativeChunks: UnsafeMutablePointer<UInt16>
  private let latinMasks: UnsafeMutablePointer<UInt64>
  private let nativeMasks: UnsafeMutablePointer<UInt64>
  private let native: UnsafeMutablePointer<NativeView>
  /// For each Latin letter where its word ends.
  private let ends: UnsafeMutablePointer<UInt8>
  /// The letters without marks, of which a letter may have two.
  private let plain: UnsafeMutablePointer<UInt8>

  /// The bytes that ``init(_:)`` needs.
  static let byteCount = 1536

  private static let plainLimit = 2 * LatinForm.lengthLimit

  /// Takes memory of at least ``byteCount`` bytes, aligned to 8.
  init(_ memory: UnsafeMutableRawPointer) {
    native = memory.bindMemory(to: NativeView.self, capacity: 1)
    marginals = (memory + 96).bindMemory(to: Float.self, capacity: 16)
    marginals.update(repeating: 0, count: 16)
    letters = (memory + 160).bindMemory(to: UInt32.self, capacity: NativeForm.lengthLimit)
    latinChunks = (memory + 288).bindMemory(to: UInt16.self, capacity: 5 * LatinForm.lengthLimit)
    nativeChunks = (memory + 608).bindMemory(to: UInt16.self, capacity: 2 * NativeForm.lengthLimit)
    latinMasks = (memory + 768).bindMemory(to: UInt64.self, capacity: LatinForm.lengthLimit)
    nativeMasks = (memory + 1024).bindMemory(to: UInt64.self, capacity: NativeForm.lengthLimit)
    ends = (memory + 1280).bindMemory(to: UInt8.self, capacity: LatinForm.lengthLimit)
    plain = (memory + 1312).bindMemory(to: UInt8.self, capacity: Self.plainLimit)
    units = (memory + 736).bindMemory(to: UInt8.self, capacity: LatinForm.lengthLimit)
  }

  /// Words put together of which only the letters can be read yet.
  struct Gathered {
    /// The word; its chunks and marginals are those of its parts.
    fileprivate(set) var word: WordView
    fileprivate let letterCount: Int
    fileprivate let hasNatives: Bool
  }

  /// Joins words of one script in their order; `nil` for words of several scripts or without letters.
  ///
  /// The result is valid until the next call. Complexity: O(letters).
  /// - Parameter other: The script of what it will be compared with.
  func join(
    _ words: some Sequence<WordView>, with other: SoundScript, _ model: SoundModel
  ) -> WordView? {
    gather(words, with: other).map { lay($0, with: other, model) }
  }

  /// The first step of ``join(_:with:_:)``, after which it can be seen whether the second is worth while.
  func gather(_ words: some Sequence<WordView>, with other: SoundScript) -> Gathered? {
    var result: WordView?
    var mask: UInt64 = 0
    var unitCount = 0
    var plainCount = 0
    var letterCount = 0
    var hasNatives = true
    for word in words {
      if let script = result?.script, script != word.script { return nil }
      let length = min(word.latin.count, LatinForm.lengthLimit - unitCount)
      let end = UInt8(unitCount + length)
      (latinChunks + 5 * unitCount).update(from: word.latin.chunks, count: 5 * length)
      for index in 0..<length {
        units[unitCount] = word.latin.units[index]
        latinMasks[unitCount] = word.latin.masks[index]
        ends[unitCount] = end
        mask |= 1 << (UInt64(units[unitCount]) & 63)
        unitCount += 1
      }
      let plainLength = min(word.latin.plainCount, Self.plainLimit - plainCount)
      (plain + plainCount).update(from: word.latin.plain, count: plainLength)
      plainCount += plainLength
      if let form = word.natives.first {
        for index in 0..<form.letterCount where letterCount < NativeForm.lengthLimit {
          letters[letterCount] = form.letters[index]
          nativeMasks[letterCount] = form.masks[index]
          letterCount += 1
        }
      } else {
        hasNatives = false
      }
      if result == nil {
        result = word
      } else {
        result?.syllables += word.syllables
      }
    }
    guard var joined = result else { return nil }
    let empty = UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    joined.given = empty
    joined.pet = empty
    joined.surnames = empty
    joined.readings = UnsafeBufferPointer(start: nil, count: 0)
    joined.latin = LatinView(
      count: joined.script == .latin || other != .latin ? unitCount : 0,
      chunks: UnsafePointer(latinChunks), masks: UnsafePointer(latinMasks), mask: mask,
      marginals: UnsafePointer(marginals), units: UnsafePointer(units),
      plain: UnsafePointer(plain), plainCount: plainCount)
    return Gathered(word: joined, letterCount: letterCount, hasNatives: hasNatives)
  }

  /// Finds the chunks across the words' borders.
  func lay(_ gathered: Gathered, with other: SoundScript, _ model: SoundModel) -> WordView {
    var joined = gathered.word
    if joined.latin.count > 0 {
      // Two words of one script meet in the Latin table, others in that of the other's script.
      layLatin(
        joined.latin.count, joined.script == other ? .latin : other, own: joined.script, model)
    }
    if joined.script != .latin, gathered.hasNatives, gathered.letterCount > 0,
      let script = joined.natives.first?.script
    {
      layNative(gathered.letterCount, script, model)
      joined.natives = UnsafeBufferPointer(start: native, count: 1)
    } else {
      joined.natives = UnsafeBufferPointer(start: nil, count: 0)
    }
    return joined
  }

  private func layLatin(
    _ count: Int, _ other: SoundScript, own: SoundScript, _ model: SoundModel
  ) {
    // Only the chunks that reach into the next word are new.
    for start in 0..<count where start + 5 > Int(ends[start]) {
      let chunks = latinChunks + 5 * start
      var length = Int(ends[start]) - start
      for longer in length..<5 { chunks[longer] = 0 }
      var key: UInt64 = 1
      for index in 0..<length { key = key << 8 | UInt64(units[start + index]) }
      while length < 5, start + length < count, chunks[length - 1] != 0 {
        key = key << 8 | UInt64(units[start + length])
        chunks[length] = model.latinChunk(key)
        length += 1
      }
    }
    for script in SoundScript.allCases {
      // Words of some scripts are read by two tables, and words of one script by its own too.
      guard script == other || script == own || Self.readsToo(other, script) else { continue }
      let table = model.view(script)
      marginals[Int(script.rawValue)] = Float(
        SoundComparison.logMarginal(
          latinChunks, stride: 5, count: count, longest: table.longestLatin,
          share: table.latinShare, rest: table.latinRest, unseen: 1e-6))
    }
  }

  /// Whether words of a script have a form in the letters of another one too.
  private static func readsToo(_ script: SoundScript, _ other: SoundScript) -> Bool {
    switch (script, other) {
    case (.indic, .romanized), (.han, .hangul), (.han, .latin): true
    default: false
    }
  }

  private func layNative(_ count: Int, _ script: SoundScript, _ model: SoundModel) {
    let table = model.table(script)
    for start in 0..<count {
      nativeChunks[2 * start] = table.number(of: letters + start, count: 1)
      nativeChunks[2 * start + 1] =
        start + 1 < count ? table.number(of: letters + start, count: 2) : 0
    }
    let view = table.view
    let marginal = SoundComparison.logMarginal(
      nativeChunks, stride: 2, count: count, longest: view.longestNative, share: view.nativeShare,
      rest: view.nativeRest, unseen: 1e-6)
    native.initialize(
      to: NativeView(
        script: script, count: count, stride: 2, chunks: UnsafePointer(nativeChunks),
        marginal: marginal, masks: UnsafePointer(nativeMasks), letters: UnsafePointer(letters),
        letterCount: count))
  }
}
