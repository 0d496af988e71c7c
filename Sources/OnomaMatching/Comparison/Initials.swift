internal import OnomaNames

/// Whether an initial fits a word or another initial.
enum Initials {
  /// The log-odds: above 0 when it fits; -3 when it does not.
  static func logOdds(_ x: WordView, _ y: WordView, _ model: SoundModel) -> Double {
    // An initial stands for a given name or a patronymic, hardly ever for a family name.
    if x.role == .family || y.role == .family { return -6 }
    return fits(x, y, model) ? 1 : -3
  }

  private static func fits(_ x: WordView, _ y: WordView, _ model: SoundModel) -> Bool {
    if x.latin.plainCount > 0, y.latin.plainCount > 0, x.latin.plain[0] == y.latin.plain[0] {
      return true
    }
    let (native, other) = x.script == .latin ? (y, x) : (x, y)
    if other.latin.count == 0 { return false }
    if native.script == .latin {
      return native.latin.count > 0
        && model.begins(NativeView(latin: native.latin), other.latin, share: 0.05)
    }
    return native.natives.contains { model.begins($0, other.latin, share: 0.05) }
  }
}
