internal import OnomaText

/// The honorifics, titles and offices of scripts that put no spaces between words, found where a name
/// begins or ends (`Data/names/honorifics.tsv`): 总统 before 卢卡申科, 氏 behind ルカシェンコ.
public struct UnspacedTitles: Sendable {
  private let before: [Unicode.Scalar: [[Unicode.Scalar]]]
  private let after: [Unicode.Scalar: [[Unicode.Scalar]]]
  private let opening: [Unicode.Scalar: [[Unicode.Scalar]]]

  /// The shipped table.
  public static let shipped = UnspacedTitles(
    .embedded("names/honorifics.tsv", columns: ["form", "position"]))

  init(_ table: DataTable) {
    var before: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    var after: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    var opening: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]
    for row in table.rows {
      let written = row["form"]
      guard let first = written.unicodeScalars.first, Script(of: first).isUnspaced else { continue }
      let form = Array(written.unicodeScalars)
      let last = form[form.count - 1]
      if row["position"] == "after" {
        after[first, default: []].append(form)
      } else {
        before[last, default: []].append(form)
        opening[first, default: []].append(form)
      }
    }
    self.before = before.mapValues { $0.sorted { $0.count > $1.count } }
    self.after = after.mapValues { $0.sorted { $0.count > $1.count } }
    self.opening = opening.mapValues { $0.sorted { $0.count > $1.count } }
  }

  /// How many scalars of a title end right before a position; 0 where none does.
  ///
  /// Complexity: O(titles that end in the same character).
  public func length(endingAt position: Int, in scalars: [Unicode.Scalar]) -> Int {
    guard position > 0 else { return 0 }
    for form in before[scalars[position - 1]] ?? [] where form.count <= position {
      if scalars[(position - form.count)..<position].elementsEqual(form) { return form.count }
    }
    return 0
  }

  /// How many scalars of a title that stands before names begin at a position, of the longest one; 0
  /// where none does.
  ///
  /// Complexity: O(titles that begin with the same character).
  public func leadingLength(startingAt position: Int, in scalars: [Unicode.Scalar]) -> Int {
    Self.length(opening, at: position, in: scalars)
  }

  /// How many scalars of a title that follows names begin at a position; 0 where none does.
  ///
  /// Complexity: O(titles that begin with the same character).
  public func length(startingAt position: Int, in scalars: [Unicode.Scalar]) -> Int {
    Self.length(after, at: position, in: scalars)
  }

  private static func length(
    _ forms: [Unicode.Scalar: [[Unicode.Scalar]]], at position: Int, in scalars: [Unicode.Scalar]
  ) -> Int {
    guard position < scalars.count else { return 0 }
    for form in forms[scalars[position]] ?? [] where form.count <= scalars.count - position {
      if scalars[position..<(position + form.count)].elementsEqual(form) { return form.count }
    }
    return 0
  }
}
