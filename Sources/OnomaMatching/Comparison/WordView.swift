internal import OnomaNames

/// A Latin form by pointers: trivial, so that passing it around counts no references.
struct LatinView {
  /// The number of letters; 0 where there is no form.
  var count = 0
  /// Five chunk numbers a position.
  var chunks: UnsafePointer<UInt16>
  /// For each position the letters that it can stand for, as bits.
  var masks: UnsafePointer<UInt64>
  /// The letters that occur, as bits.
  var mask: UInt64 = 0
  /// One marginal for each script.
  var marginals: UnsafePointer<Float>
  /// The letters by their numbers.
  var units: UnsafePointer<UInt8>
  /// The letters without marks.
  var plain: UnsafePointer<UInt8>
  var plainCount = 0

  /// The letters without marks.
  var letters: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: plain, count: plainCount) }

  /// The same letters without marks.
  func hasLetters(of other: LatinView) -> Bool {
    guard plainCount == other.plainCount, plainCount > 0 else { return false }
    for index in 0..<plainCount where plain[index] != other.plain[index] { return false }
    return true
  }
}

/// A native form by pointers.
struct NativeView {
  var script: SoundScript
  var count: Int
  var stride: Int
  var chunks: UnsafePointer<UInt16>
  var marginal: Double
  /// For each position the Latin letters that its letter can stand for, as bits.
  var masks: UnsafePointer<UInt64>
  var letters: UnsafePointer<UInt32>
  var letterCount: Int

  /// A Latin word as the native side of the Latin table.
  init(latin: LatinView) {
    script = .latin
    count = latin.count
    stride = LatinForm.longestChunk
    chunks = latin.chunks
    marginal = Double(latin.marginals[Int(SoundScript.latin.rawValue)])
    masks = latin.masks
    letters = NativeView.noLetters
    letterCount = 0
  }

  /// Where no letters are: never read, since there are none.
  nonisolated(unsafe) static let noLetters = UnsafePointer(
    UnsafeMutablePointer<UInt32>.allocate(capacity: 1))

  init(
    script: SoundScript, count: Int, stride: Int, chunks: UnsafePointer<UInt16>, marginal: Double,
    masks: UnsafePointer<UInt64>, letters: UnsafePointer<UInt32>, letterCount: Int
  ) {
    self.script = script
    self.count = count
    self.stride = stride
    self.chunks = chunks
    self.marginal = marginal
    self.masks = masks
    self.letters = letters
    self.letterCount = letterCount
  }
}

extension NativeView {
  /// The same letters.
  func hasLetters(of other: NativeView) -> Bool {
    guard letterCount == other.letterCount else { return false }
    for index in 0..<letterCount where letters[index] != other.letters[index] { return false }
    return true
  }

  /// Whether so few of its letters can stand for any letter of a Latin word that the two cannot be one:
  /// a cheap test before the dynamic program.
  @inline(__always)
  func isHopeless(_ latin: LatinView) -> Bool {
    var alien = 0
    var union: UInt64 = 0
    for index in 0..<count {
      union |= masks[index]
      if masks[index] & latin.mask == 0 { alien += 1 }
    }
    // Half of the letters, and two at least: nicknames and endings may take that many.
    if alien > 1, 2 * alien >= count { return true }
    let strange = (latin.mask & ~union).nonzeroBitCount
    return strange > 1 && 2 * strange >= latin.mask.nonzeroBitCount
  }
}

/// A word of a name by pointers into its ``NameMemory``.
struct WordView {
  var script: SoundScript
  var role: NamePart.Role
  var syllables: Int
  var latin: LatinView
  var natives: UnsafeBufferPointer<NativeView>
  var readings: UnsafeBufferPointer<LatinView>
  var given: UnsafeBufferPointer<UInt32>
  var pet: UnsafeBufferPointer<UInt32>
  var surnames: UnsafeBufferPointer<UInt32>
  /// A number that two words with one spelling share.
  var key: UInt64
  /// What the reading of a Latin word costs (``Respellings``).
  var respellingCost = Respellings.Cost()
  /// How many of the readings, the first ones, are those of Standard Chinese in pinyin.
  var pinyinCount = 0
  /// The gender of a given name that only men or only women bear.
  var gender: Gender?
  /// Whether a Slavic family name in -sky has the possessive ending (``SlavicSurname``).
  var hasPossessive: Bool?
  /// Whether it stands between a son's name and his father's.
  var isNasab = false

  /// Whether it only goes with another word: a particle, a title.
  var isSmall: Bool { role == .particle || role == .honorific }

  /// Whether it is a name of its own: no initial, particle, title or generation.
  var isFull: Bool { !isSmall && role != .initial && role != .suffix }

  /// Whether any of the numbers is in both lists.
  static func meet(_ a: UnsafeBufferPointer<UInt32>, _ b: UnsafeBufferPointer<UInt32>) -> Bool {
    for x in a { for y in b where x == y { return true } }
    return false
  }
}

extension LatinForm {
  /// The form by pointers that are valid inside `body`.
  func withView<R>(_ body: (LatinView) -> R) -> R {
    chunks.withUnsafeBufferPointer { chunks in
      masks.withUnsafeBufferPointer { masks in
        marginals.withUnsafeBufferPointer { marginals in
          units.withUnsafeBufferPointer { units in
            plain.withUnsafeBufferPointer { plain in
              guard let chunks = chunks.baseAddress, let masks = masks.baseAddress,
                let marginals = marginals.baseAddress, let units = units.baseAddress
              else { fatalError("a form without letters") }
              return body(
                LatinView(
                  count: count, chunks: chunks, masks: masks, mask: mask, marginals: marginals,
                  units: units, plain: plain.baseAddress ?? units, plainCount: plain.count))
            }
          }
        }
      }
    }
  }
}

extension NativeForm {
  /// The form by pointers that are valid inside `body`.
  func withView<R>(_ body: (NativeView) -> R) -> R {
    chunks.withUnsafeBufferPointer { chunks in
      masks.withUnsafeBufferPointer { masks in
        letters.withUnsafeBufferPointer { letters in
          guard let chunks = chunks.baseAddress, let masks = masks.baseAddress else {
            fatalError("a form without letters")
          }
          return body(
            NativeView(
              script: script, count: count, stride: stride, chunks: chunks, marginal: marginal,
              masks: masks, letters: letters.baseAddress ?? NativeView.noLetters,
              letterCount: letters.count))
        }
      }
    }
  }
}
