internal import OnomaText

/// The forms in which a store compares spellings.
enum Spelling {
  /// What searches compare: without case, width and compatibility differences.
  ///
  /// Complexity: O(n).
  static func searchKey(_ text: String) -> String {
    NormalizationForm.nfkcCasefold.normalize(text)
  }

  /// The NFC form, in which an alias is the same alias.
  ///
  /// Complexity: O(n).
  static func canonical(_ text: String) -> String { NormalizationForm.nfc.normalize(text) }

  /// The spelling that a surface shows: in NFC, each run of white space one space, none around it.
  ///
  /// So a name that is broken over two lines counts as that name. Complexity: O(n).
  static func ofSurface(_ surface: String) -> String {
    var scalars = String.UnicodeScalarView()
    var pendingSpace = false
    for scalar in surface.unicodeScalars {
      if scalar.properties.isWhitespace {
        pendingSpace = !scalars.isEmpty
      } else {
        if pendingSpace { scalars.append(" ") }
        pendingSpace = false
        scalars.append(scalar)
      }
    }
    return canonical(String(scalars))
  }

  /// The form if its bytes are not those of the text: what the column beside the text holds.
  static func ifDifferent(_ form: String, from text: String) -> String? {
    form.utf8.elementsEqual(text.utf8) ? nil : form
  }
}

/// A string compared byte by byte, as the database and the file system compare it.
///
/// Swift holds "é" and "e\u{301}" equal; two files may bear these names side by side.
struct ExactText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool {
    a.text.utf8.elementsEqual(b.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
