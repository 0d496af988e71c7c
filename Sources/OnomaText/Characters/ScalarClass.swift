internal import CICU

/// What kind of character a scalar is, coarsely: what reading names needs to know.
public enum ScalarClass: UInt8, Sendable {
  /// An upper-case or title-case letter (Lu, Lt).
  case upper
  /// A lower-case letter (Ll).
  case lower
  /// A letter without case (Lo, Lm), or a letter number. Georgian letters count here: they have
  /// capitals for all-caps text only (``Script/hasCase``).
  case otherLetter
  /// A combining mark (Mn, Mc, Me).
  case mark
  /// A decimal digit (Nd).
  case digit
  /// A space, a line end or a tab.
  case space
  /// Punctuation (P*).
  case punctuation
  /// A symbol, among them emoji (S*).
  case symbol
  /// Invisible formatting: bidi controls, joiners, soft hyphen, variation selectors' kin (Cf).
  case format
  /// Controls, private use, unassigned and other numbers.
  case other

  /// The class of a scalar, by ICU's general category (`u_charType`).
  ///
  /// Complexity: O(1).
  public init(_ scalar: Unicode.Scalar) { self = ScalarTable.shared.kind(scalar) }

  /// The class of a scalar that ``ScalarTable`` does not hold.
  @usableFromInline
  init(other scalar: Unicode.Scalar) { self.init(icu: scalar.value) }

  /// Whether this is any letter.
  public var isLetter: Bool { self == .upper || self == .lower || self == .otherLetter }

  /// The class by ICU.
  init(icu value: UInt32) {
    // U+0009…U+000D and U+0085 are controls by category but spaces to a reader.
    if (0x09...0x0D).contains(value) || value == 0x85 {
      self = .space
      return
    }
    if (0x10D0...0x10FF).contains(value), value != 0x10FB {
      self = .otherLetter
      return
    }
    switch cicu_category(value) {
    case 1, 3: self = .upper
    case 2: self = .lower
    case 4, 5, 10: self = .otherLetter
    case 6, 7, 8: self = .mark
    case 9: self = .digit
    case 12, 13, 14: self = .space
    case 16: self = .format
    case 19...23, 28, 29: self = .punctuation
    case 24...27: self = .symbol
    default: self = .other
    }
  }
}

extension Unicode.Scalar {
  /// The single-scalar lower-case form (`u_tolower`); itself where there is none.
  public var lowercased: Unicode.Scalar {
    if value < 0x80 {
      return value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value) | 0x20) : self
    }
    // The letters of Russian but Ё.
    if value >= 0x410, value <= 0x44F {
      return value < 0x430 ? Unicode.Scalar(value + 0x20) ?? self : self
    }
    return Unicode.Scalar(cicu_to_lower(value)) ?? self
  }

  /// The single-scalar upper-case form (`u_toupper`); itself where there is none.
  public var uppercased: Unicode.Scalar {
    Unicode.Scalar(cicu_to_upper(value)) ?? self
  }

  /// Whether the scalar is invisible and carries no meaning for matching: zero-width and bidi
  /// characters, soft hyphen, variation selectors (`Default_Ignorable_Code_Point`).
  public var isDefaultIgnorable: Bool {
    value >= 0x80 && cicu_is_default_ignorable(value)
  }
}
