extension NameMatch {
  /// One plain sentence in English that says what decided.
  ///
  /// `probably the same (0.97): the family names "Tikhanovsky" and "Tsikhanouski" sound alike; …`
  public var explanation: String {
    guard isComparable else {
      return "not comparable: one of the names is in a script that cannot be read"
    }
    let verdict =
      switch probability {
      case 0.9...: "the same"
      case 0.7..<0.9: "probably the same"
      case 0.3..<0.7: "undecided"
      case 0.1..<0.3: "probably different"
      default: "different"
      }
    let reasons = evidence.filter { $0.rule != .prior && abs($0.weight) >= 0.3 }.prefix(4)
    let text = reasons.map(\.sentence).joined(separator: "; ")
    let percent = Int((probability * 100).rounded())
    return text.isEmpty
      ? "\(verdict) (\(percent) %)" : "\(verdict) (\(percent) %): \(text)"
  }

  /// What a person could find out that would change the answer, most telling first.
  public var whatWouldChangeIt: String? {
    guard isComparable,
      let against = evidence.first(where: { reason in
        reason.weight.sign != (probability >= 0.5 ? .plus : .minus) && reason.rule != .prior
      }) ?? evidence.first(where: { $0.rule == .missingPart })
    else { return nil }
    return switch against.rule {
    case .missingPart: "the missing part of the name (\(against.left)\(against.right))"
    case .gender: "whether the bearer is a man or a woman"
    case .givenName, .givenNameContradiction, .initial: "the full given name"
    case .familyName: "another spelling of the family name"
    default: "another source for \"\(against.left)\" and \"\(against.right)\""
    }
  }
}

extension MatchEvidence {
  /// The reason in words.
  public var sentence: String {
    let pair = "\"\(left)\" and \"\(right)\""
    let agrees = weight >= 0
    return switch rule {
    case .familyName: "the family names \(pair) \(agrees ? "sound alike" : "sound different")"
    case .givenName: "the given names \(pair) \(agrees ? "sound alike" : "sound different")"
    case .givenNameEquivalent: "\(pair) are one given name in different languages"
    case .nickname: "one of \(pair) is a pet form of the other"
    case .givenNameContradiction: "\(pair) are different given names"
    case .initial: "the initial in \(pair) \(agrees ? "fits" : "does not fit")"
    case .patronymic: "the patronymics \(pair) \(agrees ? "agree" : "contradict each other")"
    case .gender: "\(pair) are of different gender"
    case .missingPart:
      left.isEmpty || right.isEmpty
        ? "\"\(left.isEmpty ? right : left)\" has no counterpart"
        : "\"\(left)\" and \"\(right)\" do not go together"
    case .order: "the words stand in another order"
    case .generation: "\(pair) name different generations"
    case .word: "the words \(pair) \(agrees ? "agree" : "differ")"
    case .genericWord: "the generic words \(pair) \(agrees ? "agree" : "differ")"
    case .knownName:
      agrees ? "\(pair) are known names of one body" : "\(pair) are known names of two bodies"
    case .acronym:
      agrees ? "\(pair) are acronym and long form" : "\(pair) are different acronyms"
    case .number: "the numbers \(pair) \(agrees ? "agree" : "differ")"
    case .legalForm: "the legal forms of \(pair) differ"
    case .whole: "the names as a whole \(agrees ? "sound alike" : "sound different")"
    case .spelling: "the names are spelt \(agrees ? "alike" : "differently") in Latin letters"
    case .syllables:
      agrees ? "\(pair) have the same syllables" : "\(pair) have different syllables"
    case .confusable: "\(pair) look alike in different scripts"
    case .notComparable: "\(pair) cannot be compared"
    case .prior: "before anything is compared"
    }
  }
}
