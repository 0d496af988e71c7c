internal import OnomaNames
internal import OnomaText

/// The words of one name in one piece of memory, as the comparison reads them.
///
/// A comparison looks at a name's words many times; reading them through arrays would count references
/// at each look, which costs more than the look and lets two threads wait for each other.
final class NameMemory: @unchecked Sendable {
  // Unchecked because of the memory behind the views: it belongs to this object, is written in the
  // initializer only, and freed with it.

  /// The words of each way to cut the name, the parser's first.
  let cuts: [UnsafeBufferPointer<WordView>]
  /// What the comparison asks of the name as a whole.
  let facts: NameFacts
  private let memory: UnsafeMutableRawPointer

  /// Lays out the words.
  init(_ cuts: [[PreparedName.Word]], facts: NameFacts) {
    self.facts = facts
    var size = 64
    for word in cuts.joined() { size += Self.size(word) }
    memory = .allocate(byteCount: size, alignment: 8)
    var writer = Writer(next: memory)
    self.cuts = cuts.map { words in
      writer.store(words.map { writer.view($0) })
    }
  }

  deinit { memory.deallocate() }

  private static func size(_ word: PreparedName.Word) -> Int {
    var size = MemoryLayout<WordView>.stride + 64
    for form in (word.sound.latin.map { [$0] } ?? []) + word.sound.readings {
      size +=
        MemoryLayout<LatinView>.stride + 2 * form.chunks.count + 4 * form.marginals.count
        + 8 * form.masks.count + form.units.count + form.plain.count + 48
    }
    for form in word.sound.natives {
      size +=
        MemoryLayout<NativeView>.stride + 2 * form.chunks.count + 4 * form.letters.count
        + 8 * form.masks.count + 32
    }
    return size + 4 * (word.given.count + word.pet.count + word.surnames.count)
  }

  /// Writes values one behind the other.
  private struct Writer {
    var next: UnsafeMutableRawPointer

    mutating func store<T: BitwiseCopyable>(_ values: [T]) -> UnsafeBufferPointer<T> {
      let start = next.alignedUp(toMultipleOf: 8).initializeMemory(
        as: T.self, from: values, count: values.count)
      next = UnsafeMutableRawPointer(start + values.count)
      return UnsafeBufferPointer(start: start, count: values.count)
    }

    mutating func pointer<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T> {
      let stored = store(values)
      // An empty buffer still has the place where it would begin.
      return UnsafePointer(
        stored.baseAddress ?? UnsafePointer(next.assumingMemoryBound(to: T.self)))
    }

    mutating func view(_ form: LatinForm) -> LatinView {
      LatinView(
        count: form.count, chunks: pointer(form.chunks), masks: pointer(form.masks),
        mask: form.mask, marginals: pointer(form.marginals),
        units: pointer(form.units), plain: pointer(form.plain), plainCount: form.plain.count)
    }

    mutating func view(_ form: NativeForm) -> NativeView {
      NativeView(
        script: form.script, count: form.count, stride: form.stride,
        chunks: pointer(form.chunks), marginal: form.marginal, masks: pointer(form.masks),
        letters: pointer(form.letters),
        letterCount: form.letters.count)
    }

    mutating func view(_ word: PreparedName.Word) -> WordView {
      let none = LatinView(
        count: 0, chunks: pointer([]), masks: pointer([]), marginals: pointer([]),
        units: pointer([]),
        plain: pointer([]))
      var hash = StableHash()
      hash.combine(word.part.token.key)
      return WordView(
        script: word.sound.script, role: word.part.role, syllables: word.sound.syllables,
        latin: word.sound.latin.map { view($0) } ?? none,
        natives: store(word.sound.natives.map { view($0) }),
        readings: store(word.sound.readings.map { view($0) }), given: store(word.given),
        pet: store(word.pet), surnames: store(word.surnames), key: hash.value,
        respellingCost: word.sound.respellingCost,
        pinyinCount: word.sound.pinyinCount, gender: word.gender, hasPossessive: word.hasPossessive,
        isNasab: word.isSmall
          && NameWords.shipped.particles(word.part.token.key).contains(.nasab))
    }
  }
}
