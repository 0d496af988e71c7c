internal import OnomaText

/// The character references of HTML: `&eacute;`, `&#233;`, `&#xE9;`.
enum CharacterReferences {
  /// The longest reference.
  private static let limit = 12

  /// The character that a reference at a `&` stands for, with its end; `nil` where none begins.
  ///
  /// Complexity: O(1).
  static func reference(
    at start: Int, in scalars: [Unicode.Scalar]
  ) -> (Unicode.Scalar, end: Int)? {
    var name = String.UnicodeScalarView()
    for index in (start + 1)..<max(start + 1, min(scalars.count, start + limit)) {
      let scalar = scalars[index]
      if scalar == ";" {
        return character(named: String(name)).map { ($0, index + 1) }
      }
      guard scalar.value < 0x80,
        scalar == "#" || ScalarClass(scalar).isLetter
          || ScalarClass(scalar) == .digit
      else { return nil }
      name.append(scalar)
    }
    return nil
  }

  private static func character(named name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return named[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let value, value >= 0x20 || value == 9 || value == 10 else { return nil }
    return Unicode.Scalar(value)
  }

  /// The named references of Latin, Greek and Cyrillic letters and of usual punctuation (the HTML
  /// standard, 13.5).
  private static let named: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}",
      "shy": "\u{AD}", "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}",
      "zwnj": "\u{200C}", "zwj": "\u{200D}", "lrm": "\u{200E}", "rlm": "\u{200F}", "ndash": "–",
      "mdash": "—", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
      "bdquo": "„", "laquo": "«", "raquo": "»", "lsaquo": "‹", "rsaquo": "›", "hellip": "…",
      "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™", "euro": "€",
      "szlig": "ß", "eth": "ð", "ETH": "Ð", "thorn": "þ", "THORN": "Þ", "inodot": "ı",
    ]
    // A letter and its mark make most names: eacute, Scaron, lstrok.
    let letters: [(mark: String, bases: String, letters: String)] = [
      ("acute", "aeiouyAEIOUYcCnNsSzZlLrR", "áéíóúýÁÉÍÓÚÝćĆńŃśŚźŹĺĹŕŔ"),
      ("grave", "aeiouAEIOU", "àèìòùÀÈÌÒÙ"), ("circ", "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
      ("uml", "aeiouyAEIOUY", "äëïöüÿÄËÏÖÜŸ"), ("tilde", "anoANO", "ãñõÃÑÕ"),
      ("ring", "aAuU", "åÅůŮ"), ("slash", "oO", "øØ"), ("cedil", "cCsStTkKlLnN", "çÇşŞţŢķĶļĻņŅ"),
      ("caron", "cCsSzZrReEnNdDtTlL", "čČšŠžŽřŘěĚňŇďĎťŤľĽ"), ("strok", "lLdDhH", "łŁđĐħĦ"),
      ("ogon", "aAeEiIuU", "ąĄęĘįĮųŲ"), ("breve", "aAgGuU", "ăĂğĞŭŬ"),
      ("dot", "zZeEIgGcC", "żŻėĖİġĠċĊ"),
      ("macr", "aAeEiIuUoO", "āĀēĒīĪūŪōŌ"), ("dblac", "oOuU", "őŐűŰ"), ("lig", "", ""),
    ]
    for (mark, bases, written) in letters {
      for (base, letter) in zip(bases.unicodeScalars, written.unicodeScalars) {
        table[String(Character(base)) + mark] = letter
      }
    }
    for (name, letter) in [("aelig", "æ"), ("AElig", "Æ"), ("oelig", "œ"), ("OElig", "Œ")] {
      table[name] = letter.unicodeScalars.first
    }
    // Of a small letter the name is the same in small letters: Delta, delta; ZHcy, zhcy.
    for (names, capitals, small, ending) in [greek, cyrillic] {
      for (name, letter) in zip(names.split(separator: " "), capitals.unicodeScalars) {
        table[name + ending] = letter
      }
      for (name, letter) in zip(names.split(separator: " "), small.unicodeScalars) {
        table[name.lowercased() + ending] = letter
      }
    }
    table["sigmaf"] = "ς"
    return table
  }()

  private static let greek = (
    names: """
    Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma \
    Tau Upsilon Phi Chi Psi Omega
    """,
    capitals: "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", small: "αβγδεζηθικλμνξοπρστυφχψω", ending: ""
  )

  private static let cyrillic = (
    names: """
    A B V G D IE ZH Z I J K L M N O P R S T U F KH TS CH SH SHCH HARD Y SOFT E YU YA \
    IO DJ GJ Juk DS Iuk YI Jser LJ NJ TSH KJ Ubr DZ
    """,
    capitals: "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЂЃЄЅІЇЈЉЊЋЌЎЏ",
    small: "абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєѕіїјљњћќўџ", ending: "cy"
  )
}
