internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// The titles that stand before names.
extension MentionDetector {
  func honorific(_ index: Int) -> (Honorific, Int)? {
    guard words.facts(tokens[index]).opensHonorific else { return nil }
    var key = ""
    var found: (Honorific, Int)?
    for end in (index + 1)...min(index + 5, tokens.count) {
      let token = tokens[end - 1]
      if end > index + 1, token.gap != .space, token.gap != .stop, token.gap != .lineEnd { break }
      key = key.isEmpty ? token.key : "\(key) \(token.key)"
      if let honorific = words.honorific(key), !honorific.isAfter {
        found = (honorific, end)
      }
    }
    guard let found, found.1 == index + 1 else { return found }
    // Dean Smith and King Charles: a title that is a given name too is one if a name follows alone.
    if words.kinds[index] == .given, !tokens[index].hasStop {
      let followed =
        tokens.indices.contains(index + 2) && isNameWord(index + 2)
        && tokens[index + 2].gap == .space
      if !followed { return nil }
    }
    return found
  }
}
