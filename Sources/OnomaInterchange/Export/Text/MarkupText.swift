/// Text inside XML and HTML.
enum MarkupText {
  /// A text with what markup means something by written as references.
  ///
  /// CR too, which parsers turn into LF, and tab and LF, which they turn into spaces in attributes.
  static func escaped(_ text: String, isAttribute: Bool = true) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": view.append(contentsOf: "&amp;".unicodeScalars)
      case "<": view.append(contentsOf: "&lt;".unicodeScalars)
      case ">": view.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": view.append(contentsOf: "&quot;".unicodeScalars)
      case "'": view.append(contentsOf: "&#39;".unicodeScalars)
      case "\r": view.append(contentsOf: "&#13;".unicodeScalars)
      case "\n" where isAttribute: view.append(contentsOf: "&#10;".unicodeScalars)
      case "\t" where isAttribute: view.append(contentsOf: "&#9;".unicodeScalars)
      default: view.append(scalar)
      }
    }
    return String(view)
  }

  /// The first character of a text that XML 1.0 (section 2.2) cannot carry, such as `U+0000`.
  static func unfit(_ text: String) -> String? {
    let scalar = text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: false
      default: true
      }
    }
    return scalar.map { name($0) }
  }

  /// The first character that HTML (section 13.2.3.5) changes, even as a reference, or forbids.
  static func unfitForHTML(_ text: String) -> String? {
    let scalar = text.unicodeScalars.first { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0xA0...0xFDCF, 0xFDF0...: scalar.value & 0xFFFE == 0xFFFE
      default: true
      }
    }
    return scalar.map { name($0) }
  }

  private static func name(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - hex.utf8.count)) + hex
  }
}
