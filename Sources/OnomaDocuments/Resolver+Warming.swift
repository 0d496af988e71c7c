internal import OnomaMatching
internal import OnomaNames
internal import OnomaText

extension Resolver {
  /// Begins to read the tables that resolving needs, on other threads, and returns at once.
  ///
  /// Tables are read on first use, which takes some tenths of a second of processor time. A program that
  /// first reads a knowledge base, or waits for something to resolve, has them by then; whoever needs one
  /// that is being read waits for it. Nothing else changes.
  ///
  /// ```swift
  /// Resolver.warmUp()
  /// let knowledge = try PreparedKnowledge(folder: folder, origin: origin)
  /// ```
  public static func warmUp() {
    Task.detached(priority: .high) {
      _ = NameParser.shipped
      _ = Demonyms.shipped
      _ = ContextWords.shipped
      _ = CommonWords.shipped
      _ = NameInflections.shipped
      _ = UnspacedTitles.shipped
    }
    Task.detached(priority: .high) {
      _ = NameMatcher()
      _ = NameSounds.shipped
      _ = LanguageWords.shipped
    }
  }
}
