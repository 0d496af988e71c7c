internal import OnomaEntities
internal import OnomaNames

extension ImportChange {
  /// What is different between two states of an entity, by the names of a knowledge base file.
  static func fields(from old: Entity, to new: Entity) -> [Field] {
    var fields: [Field] = []
    func compare(_ name: String, _ a: [String], _ b: [String]) {
      let (mine, theirs) = (Set(a.map(ExactText.init)), Set(b.map(ExactText.init)))
      if mine == theirs { return }
      fields.append(
        Field(
          name: name, removed: a.filter { !theirs.contains(ExactText($0)) },
          added: b.filter { !mine.contains(ExactText($0)) }))
    }
    func list(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
    compare("type", [old.type.rawValue], [new.type.rawValue])
    compare("name", [old.name], [new.name])
    compare("aliases", old.aliases.map(spelled), new.aliases.map(spelled))
    compare("gender", list(old.gender?.rawValue), list(new.gender?.rawValue))
    compare("country", list(old.country), list(new.country))
    compare("description", list(old.description), list(new.description))
    for kind in Set(old.dates.keys).union(new.dates.keys).sorted() {
      compare(kind, list(old.dates[kind]), list(new.dates[kind]))
    }
    compare(
      "identifiers", old.identifiers.map { "\($0.scheme):\($0.value)" },
      new.identifiers.map { "\($0.scheme):\($0.value)" })
    compare("preferred", old.preferred.map(spelled), new.preferred.map(spelled))
    return fields
  }

  private static func spelled(_ alias: Alias) -> String {
    alias.language.map { "\(alias.text)@\($0)" } ?? alias.text
  }

  private static func spelled(_ name: PreferredName) -> String {
    "\(name.text)@\(name.language ?? "")-\(name.script)"
  }
}
