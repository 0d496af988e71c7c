internal import Onoma

// The review queue: what people are to decide.

extension RouteTable {
  /// The pairs that wait for an answer.
  static let queueRoutes = [
    Route(.get, "/review", .sameOrigin) { try review(&$0) },
    Route(.post, "/review/search", .sameOrigin) { try searchDoubtful(&$0) },
    Route(.post, "/review/{number}", .sameOrigin) { try answerReview(&$0) },
  ]

  /// `GET /review`: the pairs that wait for an answer.
  private static func review(_ call: inout Route.Call) throws -> ServiceResponse {
    let limit = try call.fields { fields in
      let limit = try fields.number("limit", in: 1...100, default: 20)
      try fields.finish()
      return limit
    }
    let store = try reviewed(call)
    let queue = ReviewQueue(store)
    let items = try queue.items(limit: limit)
    let status = try queue.status()
    let contexts = DocumentTexts(folder: call.options.documents)
    let pairs = try items.map { item in
      try ReviewPair(item, call.known.matcher).json { entity in
        let mentions = try store.mentions(of: entity.id, limit: 2)
        return EntityLine(entity, known: call.known).object { json in
          json.key("contexts")
          json.array { json in
            for (mention, context) in zip(mentions, contexts.contexts(of: mentions)) {
              json.add(mention, context)
            }
          }
        }
      }
    }
    return ServiceResponse(
      body: """
        {"pairs":[\(pairs.joined(separator: ","))],"open":\(status.open),\
        "decided":\(status.decided)}

        """)
  }

  /// `POST /review/search`: adds the pairs to the queue that are in doubt.
  private static func searchDoubtful(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.finish()
    let queue = ReviewQueue(try reviewed(call))
    let added = try queue.propose(
      DoubtfulPairs().find(in: call.known.knowledge), origin: "review")
    var json = JSONText()
    json.object { json in
      json.member("added", added)
      json.member("open", (try? queue.status().open) ?? 0)
    }
    return ServiceResponse(body: json.text + "\n")
  }

  /// `POST /review/{number}`: answers a pair.
  private static func answerReview(_ call: inout Route.Call) throws -> ServiceResponse {
    let (verdict, note) = try call.fields { fields in
      let verdict = try fields.verdict()
      let note = try fields.note()
      try fields.finish()
      return (verdict, note)
    }
    guard let number = Int(call.parameters["number"] ?? "") else {
      throw ServiceError(.notFound, "the pairs of the queue have numbers")
    }
    let queue = ReviewQueue(try reviewed(call))
    return try decisions { [try queue.decide(number, verdict, note)] }
  }
}
