/// Reads names as people really write them, in any script and any romanization, and says who they
/// are.
///
/// `import Onoma` gives the whole library: ``Resolver`` finds and links names in documents,
/// ``NameMatcher`` compares two names, ``NameParser`` takes one apart, ``TransliterationRegistry`` has
/// the romanization systems, ``EntityStore`` keeps entities.
@_exported public import OnomaDocuments
@_exported public import OnomaEntities
@_exported public import OnomaInterchange
@_exported public import OnomaMatching
@_exported public import OnomaNames
@_exported public import OnomaStore
@_exported public import OnomaText
@_exported public import OnomaTransliteration

/// The version of the library and of what it stands on.
public enum OnomaVersion {
  /// Onoma's own version.
  public static let number = "0.1.0"

  /// All versions in one line, for reports of faults.
  public static var full: String {
    "onoma \(number) (ICU \(ICUVersion.library), Unicode \(ICUVersion.unicode), "
      + "data \(EmbeddedData.version))"
  }
}
