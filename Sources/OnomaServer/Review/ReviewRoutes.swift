internal import Foundation
internal import Onoma

// What was decided about entities: the ledger.

extension RouteTable {
  /// The ledger.
  static let reviewRoutes = [
    Route(.get, "/entities/{id}/history") { try history(&$0) },
    Route(.post, "/judgements", .sameOrigin) { try judge(&$0) },
    Route(.post, "/judgements/undo", .sameOrigin) { try undo(&$0) },
  ]

  /// `/entities/{id}/history`: the decisions about an entity and all that was merged into it.
  private static func history(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    let entity = try call.known.currentEntity(call.id)
    let decisions = try call.known.store?.history(of: entity.id) ?? []
    var json = JSONText()
    json.object { json in
      json.member("id", entity.id.rawValue)
      json.add(decisions)
    }
    return ServiceResponse(body: json.text + "\n")
  }

  // MARK: The ledger

  /// The store that people may judge in.
  static func reviewed(_ call: Route.Call) throws(ServiceError) -> EntityStore {
    guard call.options.allowsReview, let store = call.known.store else {
      throw ServiceError(.notEnabled, "the server was started without --review")
    }
    return store
  }

  /// `POST /judgements`: what somebody says of any two entities.
  private static func judge(_ call: inout Route.Call) throws -> ServiceResponse {
    let (left, right, verdict, note) = try call.fields { fields in
      let left = CanonicalID(rawValue: try fields.text("left"))
      let right = CanonicalID(rawValue: try fields.text("right"))
      let verdict = try fields.verdict()
      let note = try fields.note()
      try fields.finish()
      return (left, right, verdict, note)
    }
    let store = try reviewed(call)
    return try decisions {
      verdict == .same
        ? [try store.merge(left, right, note)] : [try store.judge(left, right, verdict, note)]
    }
  }

  /// `POST /judgements/undo`: takes a decision back.
  private static func undo(_ call: inout Route.Call) throws -> ServiceResponse {
    let (sequence, note) = try call.fields { fields in
      let sequence = try fields.number("sequence", in: 1...1_000_000_000, default: 0)
      let note = try fields.note()
      try fields.finish()
      return (sequence, note)
    }
    guard sequence > 0 else {
      throw ServiceError(.missingField, "the field \"sequence\" is missing")
    }
    let store = try reviewed(call)
    return try decisions { [try store.undo(sequence, note)] }
  }

  /// Decides, and answers with the entries of the ledger; what the ledger refuses is a conflict.
  static func decisions(
    _ body: () throws -> [DecisionRecord]
  ) throws -> ServiceResponse {
    let records: [DecisionRecord]
    do { records = try body() } catch let error as StoreError where error.kind == .invalidInput {
      // The message begins with the file's name, which is none of the client's business.
      let reason = error.message.split(separator: ": ", maxSplits: 1).last.map(String.init)
      throw ServiceError(.conflict, reason ?? "the ledger does not allow that")
    }
    var json = JSONText()
    json.object { $0.add(records) }
    return ServiceResponse(body: json.text + "\n")
  }
}

extension RequestFields {
  /// The field `verdict`.
  mutating func verdict() throws(ServiceError) -> Judgement.Verdict {
    let text = try text("verdict")
    if let verdict = Judgement.Verdict(rawValue: text) { return verdict }
    throw ServiceError(.invalidValue, "the field \"verdict\" is none of same, different, unsure")
  }

  /// Who decides, and why: the fields `author` and `reason`.
  mutating func note() throws(ServiceError) -> DecisionNote {
    let author = try text("author")
    let reason = try optionalText("reason") ?? ""
    guard (1...200).contains(author.unicodeScalars.count) else {
      throw ServiceError(.invalidValue, "the field \"author\" has 1 to 200 Unicode scalars")
    }
    guard reason.unicodeScalars.count <= 2_000 else {
      throw ServiceError(.invalidValue, "the field \"reason\" has at most 2000 Unicode scalars")
    }
    return DecisionNote(author: author, reason: reason)
  }
}

extension JSONText {
  /// Writes entries of the ledger as the member `decisions`.
  fileprivate mutating func add(_ decisions: [DecisionRecord]) {
    key("decisions")
    array { json in
      for decision in decisions {
        json.object { json in
          json.member("sequence", decision.sequence)
          json.member("time", decision.time.formatted(.iso8601))
          json.member("action", decision.action.rawValue)
          json.member("left", decision.left.rawValue)
          json.member("right", decision.right.rawValue)
          if let verdict = decision.verdict { json.member("verdict", verdict.rawValue) }
          json.member("author", decision.note.author)
          json.member("reason", decision.note.reason)
          if !decision.details.isEmpty { json.member("details", decision.details) }
          if let undoes = decision.undoes { json.member("undoes", undoes) }
          if let undoneBy = decision.undoneBy { json.member("undoneBy", undoneBy) }
        }
      }
    }
  }
}
