internal import OnomaText

// Thai writes some vowels before their consonant, some around it, and leaves others out, and it does
// not part words. ICU's dictionary finds the words; here each word is read syllable by syllable.
// Source: general knowledge of Thai spelling.

/// Writes Thai as it is read: the initial consonants, one sign for the vowel, the final consonant.
///
/// The signs, without their lengths: ะ a, ิ i, ึ ue, ุ u, เ e, แ ae, โ o, ๅ oe, ี ia, ื uea, ู ua. A final
/// consonant carries the dot below (U+0E3A).
enum ThaiSyllables {
  /// The text with its Thai words respelled; whatever is not Thai stays.
  ///
  /// Complexity: O(*n*).
  static func read(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isThai) else { return text }
    guard let segmenter = try? WordSegmenter(language: "th"),
      let segments = try? segmenter.segments(of: text)
    else { return text }
    let units = Array(text.utf16)
    var result = String.UnicodeScalarView()
    for segment in segments {
      let word = String(decoding: units[segment.utf16Range], as: UTF16.self)
      guard word.unicodeScalars.contains(where: isThai) else {
        result.append(contentsOf: word.unicodeScalars)
        continue
      }
      var reader = WordReader(word)
      result.append(contentsOf: reader.read())
    }
    return String(result)
  }

  private static func isThai(_ scalar: Unicode.Scalar) -> Bool {
    (0x0E01...0x0E4E).contains(scalar.value)
  }

  /// Reads one word from left to right.
  private struct WordReader {
    /// Where a silenced letter stood: nothing behind the final consonant is read up to here.
    private static let silence: Unicode.Scalar = "\u{E4C}"
    private static let above: Set<Unicode.Scalar> = [
      "ะ", "ั", "า", "ำ", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็",
    ]
    private static let clusterFirst: Set<Unicode.Scalar> = ["ก", "ข", "ค", "ต", "ป", "ผ", "พ"]
    private static let sonorants: Set<Unicode.Scalar> = ["ง", "ญ", "น", "ม", "ย", "ร", "ล", "ว"]

    private var letters: [Unicode.Scalar] = []
    private var next = 0
    private var result = String.UnicodeScalarView()

    init(_ word: String) {
      for scalar in word.unicodeScalars {
        switch scalar.value {
        case 0x0E48...0x0E4B: continue
        case 0x0E4C:
          // The sign silences its consonant, also with a vowel sign on it.
          if let last = letters.last, Self.above.contains(last) { letters.removeLast() }
          if let last = letters.last, Self.isConsonant(last) { letters.removeLast() }
          letters.append(Self.silence)
        default: letters.append(scalar)
        }
      }
    }

    mutating func read() -> String.UnicodeScalarView {
      while next < letters.count {
        let scalar = letters[next]
        if Self.isLeading(scalar), Self.isConsonant(at(1)) {
          next += 1
          leading(scalar)
        } else if Self.isConsonant(scalar) {
          plain()
        } else {
          next += 1
          if scalar != Self.silence { result.append(scalar) }
        }
      }
      return result
    }

    // MARK: Syllables

    /// A syllable whose vowel begins before the consonant.
    private mutating func leading(_ vowel: Unicode.Scalar) {
      onset(vowel)
      switch vowel {
      case "ไ", "ใ":
        result.append(contentsOf: ["ะ", "ย", "\u{E3A}"])
        if at(0) == "ย", !isOnset(next) { next += 1 }
        return
      case "แ", "โ":
        if take("ะ") { return result.append(vowel) }
        _ = take("็")
        result.append(vowel)
      default:
        if take("็") {
          if take("อ") { result.append("โ") } else { result.append("เ") }
        } else if take("ี") {
          _ = take("ย")
          result.append("ี")
        } else if take("ื") {
          _ = take("อ")
          result.append("ื")
        } else if take("ิ") {
          result.append("ๅ")
        } else if take("า") {
          if take("ะ") { return result.append("โ") }
          return result.append(contentsOf: ["ะ", "ว", "\u{E3A}"])
        } else if at(0) == "อ", !isOnset(next) || at(1) == "ะ" {
          next += 1
          result.append("ๅ")
        } else if at(0) == "ย", !isOnset(next) {
          next += 1
          return result.append(contentsOf: ["ๅ", "ย", "\u{E3A}"])
        } else {
          result.append("เ")
        }
        if take("ะ") { return }
      }
      coda(isNeeded: false)
    }

    /// A syllable whose vowel stands behind the consonant, or is not written.
    private mutating func plain() {
      onset(nil)
      switch at(0) {
      case "ะ": next += 1; result.append("ะ")
      case "า": next += 1; result.append("ะ"); coda(isNeeded: false)
      case "ำ": next += 1; result.append(contentsOf: ["ะ", "ม", "\u{E3A}"])
      case "ิ", "ี": next += 1; result.append("ิ"); coda(isNeeded: false)
      case "ึ": next += 1; result.append("ึ"); coda(isNeeded: false)
      case "ื":
        next += 1
        if at(0) == "อ", !isOnset(next) { next += 1 }
        result.append("ึ")
        coda(isNeeded: false)
      case "ุ", "ู": next += 1; result.append("ุ"); coda(isNeeded: false)
      case "ั":
        next += 1
        if take("ว") {
          result.append("ู")
          _ = take("ะ")
        } else {
          result.append("ะ")
          coda(isNeeded: true)
        }
      case "ฤ":
        next += 1
        result.append(contentsOf: ["ร", "ึ"])
        coda(isNeeded: false)
      case "็":
        next += 1
        _ = take("อ")
        result.append("โ")
        coda(isNeeded: false)
      default: unwritten()
      }
    }

    /// The vowel of a syllable that writes none, or only อ, ว or รร.
    private mutating func unwritten() {
      if at(0) == "ร", at(1) == "ร" {
        next += 2
        result.append("ะ")
        if Self.isConsonant(at(0)), !isOnset(next) { return coda(isNeeded: true) }
        return result.append(contentsOf: ["น", "\u{E3A}"])
      }
      if at(0) == "อ", !isOnset(next) {
        next += 1
        result.append("โ")
        return coda(isNeeded: false)
      }
      if at(0) == "ว", Self.isConsonant(at(1)), !isOnset(next), !isOnset(next + 1) {
        next += 1
        result.append("ู")
        return coda(isNeeded: true)
      }
      guard Self.isConsonant(at(0)) else { return result.append("ะ") }
      // บริ- and ทรม- are read with o.
      let first = letters[next - 1]
      if at(0) == "ร", first == "บ" || first == "ท" || first == "ธ" || first == "ม",
        isOnset(next) || Self.isConsonant(at(1))
      {
        return result.append("โ")
      }
      // Of three consonants without a vowel, the first is a syllable: ถนน, ขนม, นคร.
      if isOnset(next) || Self.isConsonant(at(1)) && !isOnset(next + 1) {
        return result.append("ะ")
      }
      result.append("โ")
      coda(isNeeded: true)
    }

    // MARK: Consonants

    /// Takes the initial consonants; a vowel before them holds for all.
    private mutating func onset(_ vowel: Unicode.Scalar?) {
      let first = letters[next]
      let second = at(1)
      next += 1
      // What follows a true cluster is a vowel sign, or a consonant that ends the syllable.
      let isClosed =
        vowel == nil
        ? isOnset(next) || at(1) == "อ" && !isOnset(next + 1)
          || at(1) == "ว" && Self.isConsonant(at(2))
        : Self.above.contains(at(1)) || Self.isConsonant(at(1)) && !isOnset(next + 1)
          || vowel == "ไ" || vowel == "ใ"
      let isSingle = vowel == nil && Self.isConsonant(at(1)) && !isOnset(next + 1)
      guard Self.isConsonant(second) else { return result.append(first) }
      if first == "ห", Self.sonorants.contains(second), isClosed || isSingle {
        next += 1
        return result.append(second)
      }
      // อยู่, อย่า, อยาก, อย่าง.
      if first == "อ", second == "ย", vowel == nil, at(1) == "า" || at(1) == "ู" {
        next += 1
        return result.append(second)
      }
      if second == "ร", "จสศซ".unicodeScalars.contains(first), isClosed {
        next += 1
        // เจริญ, สรุป: the consonants are two syllables.
        if first == "จ", vowel == "เ" {
          return result.append(contentsOf: [first, "ะ", second])
        }
        return result.append(first)
      }
      if second == "ร", first == "ท", isClosed, at(1) != "ิ" {
        next += 1
        return result.append("ส")
      }
      if Self.clusterFirst.contains(first), second == "ร" || second == "ล" || second == "ว",
        isClosed || isSingle && at(1) != "ร" && second != "ว"
      {
        next += 1
        // ตลาด, ตลก.
        if first == "ต", second != "ร" {
          return result.append(contentsOf: [first, "ะ", second])
        }
        return result.append(contentsOf: [first, second])
      }
      // เสมอ, แสดง, เฉลิม: the first consonant is a syllable with a.
      if vowel != nil, "สฉถขผ".unicodeScalars.contains(first), isClosed,
        Self.sonorants.contains(second) || second == "ด"
      {
        next += 1
        return result.append(contentsOf: [first, "ะ", second])
      }
      result.append(first)
    }

    /// Takes the final consonant, and what is silent behind it.
    private mutating func coda(isNeeded: Bool) {
      let final = at(0)
      guard Self.isConsonant(final) else { return }
      // The i and u of ชาติ and ธาตุ are silent.
      let isLast = next + 2 == letters.count
      let isMute =
        isLast && (final == "ต" && (at(1) == "ิ" || at(1) == "ุ") || final == "ม" && at(1) == "ิ")
        && result.count > 1
      guard isNeeded || isMute || !isOnset(next) else { return }
      next += isMute ? 2 : 1
      result.append(contentsOf: [final, "\u{E3A}"])
      skipSilent()
    }

    /// Consonants between a final and a silenced letter, or the end of the word, are silent.
    private mutating func skipSilent() {
      var index = next
      while index < letters.count, Self.isConsonant(letters[index]) { index += 1 }
      if index < letters.count, letters[index] == Self.silence {
        next = index + 1
      } else if index == letters.count, index - next == 1 {
        next = index
      }
    }

    /// Whether the consonant at an index begins a syllable, since a vowel sign follows it.
    private func isOnset(_ index: Int) -> Bool {
      guard index < letters.count, Self.isConsonant(letters[index]), index + 1 < letters.count
      else { return false }
      let first = letters[index]
      let second = letters[index + 1]
      if Self.above.contains(second) || second == "อ" && first != "อ" { return true }
      guard index + 2 < letters.count else { return false }
      let third = letters[index + 2]
      if second == "ร", third == "ร" { return true }
      guard Self.above.contains(third) else { return false }
      return switch second {
      case "ร": Self.clusterFirst.contains(first) || "หสศซจท".unicodeScalars.contains(first)
      case "ล": Self.clusterFirst.contains(first) || first == "ห"
      default: first == "ห" && Self.sonorants.contains(second)
      }
    }

    private func at(_ offset: Int) -> Unicode.Scalar {
      next + offset < letters.count ? letters[next + offset] : " "
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard at(0) == scalar else { return false }
      next += 1
      return true
    }

    private static func isConsonant(_ scalar: Unicode.Scalar) -> Bool {
      (0x0E01...0x0E2E).contains(scalar.value) && scalar != "ฤ" && scalar != "ฦ"
    }

    private static func isLeading(_ scalar: Unicode.Scalar) -> Bool {
      (0x0E40...0x0E44).contains(scalar.value)
    }
  }
}
