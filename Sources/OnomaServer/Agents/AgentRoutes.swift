internal import Onoma

// The Model Context Protocol over HTTP ("streamable HTTP", without streams: every answer is whole).

extension RouteTable {
  /// Where agents ask.
  static let agentRoutes = [Route(.post, "/mcp", .sameOrigin) { try answerAgent(&$0) }]

  private static func answerAgent(_ call: inout Route.Call) throws -> ServiceResponse {
    try call.request.checkIsJSON()
    if let version = call.request.headers["mcp-protocol-version"], !AgentProtocol.speaks(version) {
      return ServiceResponse(status: 400, body: AgentProtocol.unsupported(version) + "\n")
    }
    let agent = AgentProtocol(service: call.table.service, options: call.options)
    guard let answer = agent.answer(to: call.request.body) else {
      return ServiceResponse(status: 202, body: "")
    }
    return ServiceResponse(body: answer + "\n")
  }
}
