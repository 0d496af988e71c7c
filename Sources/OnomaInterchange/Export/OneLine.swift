/// Writes values that have to stand on one line.
package enum OneLine {
  /// A text with every run of white space and controls as one space, none around it.
  package static func spaced(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    var pending = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
        pending = !view.isEmpty
      } else {
        if pending { view.append(" ") }
        pending = false
        view.append(scalar)
      }
    }
    return String(view)
  }

  /// A text with tab, LF, CR and backslash written `\t`, `\n`, `\r` and `\\`, as in all our tables.
  package static func escaped(_ text: String, _ extra: Unicode.Scalar? = nil) -> String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": view.append(contentsOf: "\\t".unicodeScalars)
      case "\n": view.append(contentsOf: "\\n".unicodeScalars)
      case "\r": view.append(contentsOf: "\\r".unicodeScalars)
      case "\\": view.append(contentsOf: "\\\\".unicodeScalars)
      case extra: view.append(contentsOf: ["\\", scalar])
      default: view.append(scalar)
      }
    }
    return String(view)
  }
}
