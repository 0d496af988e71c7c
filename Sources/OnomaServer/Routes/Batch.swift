internal import Onoma

extension Route.Call {
  /// Answers one question, or a list of them.
  ///
  /// A `POST` whose object has a list `queries` gets `{"results":[…]}` in the same order; a query that
  /// is wrong has its error in its place, and the others their answers. Several threads work on a list.
  /// - Parameter answer: Gives a JSON object for the fields of one question.
  mutating func answer(
    _ answer:
      @escaping @Sendable (inout RequestFields, ServiceSnapshot, ServerOptions) throws -> String
  ) throws -> ServiceResponse {
    let (known, options) = (known, options)
    return try fields { fields in
      guard let queries = fields.value("queries") else {
        return ServiceResponse(body: try answer(&fields, known, options) + "\n")
      }
      try fields.finish()
      guard let list = queries.list else {
        throw ServiceError(.invalidValue, "the field \"queries\" is not a list")
      }
      try BatchClock.check(list.count, options)
      let clock = BatchClock(options)
      let results = ParallelBlocks.map(list, threads: options.workers) { query -> String in
        do {
          try clock.check()
          guard let members = query.object else {
            throw ServiceError(.invalidValue, "a query is not an object")
          }
          var fields = RequestFields(members)
          return try answer(&fields, known, options)
        } catch {
          var json = JSONText()
          json.object { json in json.add(ServiceError(error)) }
          return json.text
        }
      }
      return ServiceResponse(body: "{\"results\":[\(results.joined(separator: ","))]}\n")
    }
  }
}

/// Stops a batch in time to say which of its queries were answered.
struct BatchClock {
  private let end: ContinuousClock.Instant

  init(_ options: ServerOptions) {
    end = .now.advanced(by: .seconds(options.answerTimeout) * 0.8)
  }

  /// Refuses to begin another query when the time is up.
  func check() throws(ServiceError) {
    if ContinuousClock.now > end {
      throw ServiceError(.answerTimeout, "the queries before this one took all the time")
    }
  }

  /// Refuses a batch with too many queries.
  static func check(_ count: Int, _ options: ServerOptions) throws(ServiceError) {
    guard count > options.batchLimit else { return }
    throw ServiceError(
      .tooLarge, "a batch has at most \(options.batchLimit) queries, this one has \(count)")
  }
}
