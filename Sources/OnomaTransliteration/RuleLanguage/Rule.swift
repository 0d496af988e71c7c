/// What must stand beside the source of a rule: one scalar out of a set, or the edge of a word.
struct ContextItem: Hashable, Sendable {
  /// The scalars that match, in lower case.
  var scalars: Set<Unicode.Scalar> = []
  /// Whether the edge of a word matches.
  var matchesEdge = false
  /// Whether every letter outside `scalars` matches instead.
  ///
  /// Edges never match by negation, so that "not a vowel" cannot silently mean "or the end of the
  /// word".
  var isNegated = false
  /// Whether every letter matches (the class `letter`).
  var matchesAnyLetter = false
}

/// One rewriting rule: `left { source } right > target / title`.
struct Rule: Hashable, Sendable {
  /// What stands before the source, in reading order; the last item touches the source.
  var left: [ContextItem]
  /// The scalars to replace, in lower case; never empty.
  var source: [Unicode.Scalar]
  /// What stands after the source, in reading order.
  var right: [ContextItem]
  /// The replacement, in lower case.
  var target: String
  /// The replacement for a capital, where it is not `target` with its first letter capitalized.
  var title: String?
  /// Where the rule stands, for messages.
  var file: String
  var line: Int
}

/// Which words of a script without case start with a capital in the romanization.
enum WordCapitalization: String, Sendable {
  case none
  /// The first word of the text.
  case first
  /// Every word; what follows a hyphen is no word of its own.
  case words
  /// Every letter, as in passports.
  case all
}

/// A pair that a rule file promises.
struct RuleExample: Hashable, Sendable {
  var source: String
  var target: String
  var line: Int
}

/// What a rule file takes over from the files that it extends or is extended by.
struct RuleInheritance: Sendable {
  /// The classes of the file that it extends.
  var classes: [String: ContextItem] = [:]
  /// The vowel of a bare consonant, as decided by the file that extends this one.
  var inherent: String?
  /// Whether that vowel is silent at the end of a word, as decided by the file that extends this one.
  var finalInherent: String?
}

/// A parsed rule file, before `extends` is resolved.
struct RuleFile: Sendable {
  var system: RomanizationSystem
  /// The ID of the file whose rules this one starts from.
  var parent: String?
  /// The rule tables, in the order in which they run.
  var passes: [[Rule]]
  /// Rules for the way back, where the file states them.
  var reverse: [Rule]?
  /// Scalars that are deleted before anything else, such as stress marks.
  var ignored: Set<Unicode.Scalar>
  /// Whether a capital becomes "Zh" even inside a word in capitals.
  var keepsTitleCase: Bool
  /// Whether the target's capital of "i" is "İ".
  var usesTurkishCasing: Bool
  /// Which words get a capital, for scripts without case.
  var capitalization: WordCapitalization
  /// What happens to the text before the rules, such as `icu Han-Latin/Names`.
  var preparation: String?
  /// The vowel of a bare consonant, where the file states it, and its fate at the end of a word.
  var inherent: String?
  var finalInherent: String?
  var classes: [String: ContextItem]
  var examples: [RuleExample]
}
