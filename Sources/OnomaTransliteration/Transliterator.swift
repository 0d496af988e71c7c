internal import OnomaText

/// A romanization system, compiled and ready to run.
///
/// ```swift
/// let passport = try TransliterationRegistry.shipped.transliterator(id: "be-icao-9303")
/// passport.transliterate("Гомель")  // "Homel"
/// ```
///
/// A value of this type is immutable and may be used by any number of threads at once; no call takes a
/// lock. Text outside the system's script passes through as it is. Case follows the original: a
/// capital letter that becomes several is "Zh" in a capitalized word and "ZH" in a word in capitals,
/// unless the system says otherwise.
public struct Transliterator: Sendable {
  /// The system this transliterator runs.
  public let system: RomanizationSystem
  /// Whether it leads from the romanization back to the original script.
  public let isReversed: Bool
  let program: Program

  init(system: RomanizationSystem, isReversed: Bool, program: Program) {
    self.system = system
    self.isReversed = isReversed
    self.program = program
  }

  /// The text in the other script.
  ///
  /// Complexity: O(*n*) in the length of the text; text that is ASCII alone is returned as it is.
  public func transliterate(_ text: String) -> String {
    // The tables are reached by their addresses, which keep nothing alive.
    defer { withExtendedLifetime(program) {} }
    var copy = text
    return copy.withUTF8 { bytes in
      if program.tables[0].traits.passesASCII, Self.isASCII(bytes) { return text }
      if let preparation = program.preparation {
        var prepared = preparation(text)
        return prepared.withUTF8 { process($0, from: 0) { String(decoding: $0, as: UTF8.self) } }
      }
      return process(bytes, from: 0) { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Appends the transliteration of UTF-8 bytes to `output`.
  ///
  /// Each byte of `input` that is no part of well-formed UTF-8 counts as U+FFFD. Complexity: O(*n*).
  public func transliterate(_ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    defer { withExtendedLifetime(program) {} }
    if program.tables[0].traits.passesASCII, Self.isASCII(input) {
      output.append(contentsOf: input)
      return
    }
    if let preparation = program.preparation {
      var prepared = preparation(String(decoding: input, as: UTF8.self))
      prepared.withUTF8 { bytes in process(bytes, from: 0) { output.append(contentsOf: $0) } }
      return
    }
    process(input, from: 0) { output.append(contentsOf: $0) }
  }

  /// The letters of the wrong script in `text` that `transliterate` reads as their twins.
  ///
  /// ```swift
  /// passport.homoglyphRepairs(in: "Лукашэнкi")  // Latin i at byte 16, read as і
  /// ```
  ///
  /// Complexity: O(*n*).
  public func homoglyphRepairs(in text: String) -> [HomoglyphRepair] {
    guard let homoglyphs = program.homoglyphs else { return [] }
    defer { withExtendedLifetime(program) {} }
    let table = program.tables
    var offsets: [Int] = []
    var elements: [UInt32] = []
    var offset = 0
    for scalar in text.unicodeScalars {
      let element = table.pointee.element(scalar.value)
      if Int(element >> RuleTable.symbolShift) != RuleTable.Symbol.ignored {
        offsets.append(offset)
        elements.append(element)
      }
      offset += UTF8.width(scalar)
    }
    let originals = elements
    var repairs: [HomoglyphRepair] = []
    elements.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      ElementDecoder.demoteQuotationMarks(base, count: buffer.count, table: table)
      homoglyphs.repair(base, count: buffer.count, table: table) { index, replacement in
        guard let original = Unicode.Scalar(originals[index] & RuleTable.scalarMask),
          let twin = Unicode.Scalar(replacement)
        else { return }
        repairs.append(
          HomoglyphRepair(utf8Offset: offsets[index], original: original, replacement: twin))
      }
    }
    return repairs
  }

  // MARK: Running

  /// Runs the passes from `index` on and hands the result to `body`.
  private func process<Result>(
    _ input: UnsafeBufferPointer<UInt8>, from index: Int, composed: Bool = false,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let table = program.tables + index
    let padding = table.pointee.traits.padding
    return withUnsafeTemporaryAllocation(
      of: UInt32.self, capacity: input.count + 2 * padding
    ) { area in
      // A temporary allocation of a positive size always has a base address.
      let elements = area.baseAddress.unsafelyUnwrapped
      let text = elements + padding
      let findings = ElementDecoder.decode(input, table: table, into: text)
      // Rules are written for composed letters: й may arrive as и with a combining breve.
      if findings.hasMark, !composed, index == 0 {
        var normalized = NormalizationForm.nfc.normalize(String(decoding: input, as: UTF8.self))
        return normalized.withUTF8 { process($0, from: index, composed: true, body) }
      }
      let count = findings.count
      for edge in 0..<padding {
        elements[edge] = 0
        text[count + edge] = 0
      }
      if findings.hasApostrophe {
        ElementDecoder.demoteQuotationMarks(text, count: count, table: table)
      }
      if index == 0, findings.hasForeignLetter, findings.hasOwnLetter {
        program.homoglyphs?.repair(text, count: count, table: table)
      }
      return withUnsafeTemporaryAllocation(
        of: UInt8.self, capacity: OutputBuffer.capacity
      ) { outputArea in
        var output = OutputBuffer(outputArea)
        RuleEngine.rewrite(text, count: count, table: table, into: &output)
        return output.withBytes { bytes in
          index + 1 < program.count
            ? process(bytes, from: index + 1, body) : body(bytes)
        }
      }
    }
  }

  /// Whether every byte is ASCII, eight at a time.
  private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    var index = 0
    while index + 8 <= bytes.count {
      if raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 {
        return false
      }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] >= 0x80 { return false }
      index += 1
    }
    return true
  }
}
