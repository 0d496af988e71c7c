internal import OnomaText

/// What happens to a text before the rules of a system read it.
enum Preparation: Sendable {
  /// One of ICU's transforms, where a script needs a dictionary: readings of Han characters.
  case icu(ICUTransliterator)
  /// The parts of Korean names are separated, and Han characters read.
  case koreanName
  /// Han characters are read as Koreans do.
  case hanja
  /// Han characters are written in pinyin.
  case pinyin(PinyinWriter)
  /// Han characters are written in pinyin, with a mark behind each syllable.
  case syllables(SyllableWriter)
  /// The signs of vowelled Arabic are brought into one order.
  case arabic
  /// The points of vowelled Hebrew are brought into one order.
  case hebrew
  /// Thai words are respelled as they are read.
  case thai

  /// Reads the value of a rule file's `prepare` key.
  init(_ value: String, file: String) throws(TransliterationError) {
    do throws(ICUError) {
      switch value {
      case "korean-name": self = .koreanName
      case "hanja": self = .hanja
      case "arabic": self = .arabic
      case "hebrew": self = .hebrew
      case "thai": self = .thai
      case "pinyin": self = .pinyin(try PinyinWriter(asNames: false))
      case "pinyin-names": self = .pinyin(try PinyinWriter(asNames: true))
      case "pinyin-name-syllables": self = .syllables(try SyllableWriter(kind: .person))
      case "pinyin-places": self = .syllables(try SyllableWriter(kind: .place))
      default:
        // Without the word, ICU is asked for a transform that it does not have.
        let id = value.hasPrefix("icu ") ? String(value.dropFirst(4)) : "none/none"
        self = .icu(try ICUTransliterator(id: id))
      }
    } catch {
      throw .malformed(
        "\"prepare\" is arabic, hebrew, hanja, korean-name, pinyin, pinyin-names, pinyin-name-syllables, "
          + "pinyin-places, thai, or icu and the ID of a transform that ICU has",
        file: file, line: 1)
    }
  }

  /// The text as the rules shall see it.
  ///
  /// Complexity: O(*n*).
  func callAsFunction(_ text: String) -> String {
    switch self {
    case .koreanName: KoreanNameWriter.separate(HanjaReadings.read(text, asNames: true))
    case .hanja: HanjaReadings.read(text, asNames: false)
    case .pinyin(let writer): writer.write(text)
    case .syllables(let writer): writer.write(text)
    case .arabic: ArabicSigns.order(text)
    case .hebrew: HebrewPoints.order(text)
    case .thai: ThaiSyllables.read(text)
    case .icu(let transliterator): Self.inPieces(text, transliterator)
    }
  }

  /// ICU edits text in place, so a long one costs the square of its length; pieces end where a word does.
  private static func inPieces(_ text: String, _ transliterator: ICUTransliterator) -> String {
    guard text.utf8.count > pieceLength else { return transliterator.transliterate(text) }
    var result = ""
    var piece = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      piece.append(scalar)
      count += 1
      let isBoundary = scalar == " " || scalar == "\n" || scalar == "\u{3002}"
      if count >= pieceLength && isBoundary || count >= 8 * pieceLength {
        result += transliterator.transliterate(String(piece))
        piece = String.UnicodeScalarView()
        count = 0
      }
    }
    return result + transliterator.transliterate(String(piece))
  }

  private static let pieceLength = 512
}
