internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// What the words right beside a person's name say about who it is: *of Poltava*, *the other*.
struct ContextClues {
  let words: [DocumentToken]

  /// Words between a person and the place that he or she is from.
  private static let origins: Set<String> = [
    "of", "from", "de", "da", "del", "aus", "von", "du", "di", "из", "із", "зі", "з", "са", "од",
    "od", "z", "ze", "iz", "iš", "no", "från", "fra", "uit", "din", "από",
  ]
  /// Words that set a bearer of a name apart from the known one.
  private static let others: Set<String> = [
    "other", "another", "andere", "anderer", "anderen", "autre", "otro", "otra", "altro", "altra",
    "outro", "outra", "другой", "другая", "другого", "інший", "інша", "іншы", "іншая", "другі",
    "inny", "inna", "jiný", "jiná", "iný", "drugi", "kitas", "kita", "cits", "diğer", "başka",
    "másik", "toinen", "teine", "άλλος", "andre", "annan", "andra", "namesake",
  ]

  /// Notes the clues in a document's mentions.
  ///
  /// Complexity: O(mentions).
  func note(in mentions: inout [DetectedMention], index: KnowledgeIndex) {
    for position in mentions.indices where mentions[position].type == .person {
      let tokens = mentions[position].tokens
      let before = tokens.lowerBound - 1
      if tokens.count == 1, before >= 0, words[tokens.lowerBound].gap == .space,
        Self.others.contains(words[before].key)
      {
        mentions[position].isOther = true
      }
      guard tokens.count > 1, position + 1 < mentions.count,
        mentions[position + 1].type == .place,
        mentions[position + 1].tokens.lowerBound == tokens.upperBound + 1,
        words[tokens.upperBound].gap == .space,
        words[tokens.upperBound + 1].gap == .space,
        Self.origins.contains(words[tokens.upperBound].key)
      else { continue }
      let place = mentions[position + 1]
      let country = place.known?.country ?? place.entity.flatMap { index.entities[$0].country }
      if let country, !country.isEmpty { mentions[position].origin = country }
    }
  }
}
