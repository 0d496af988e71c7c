internal import ArgumentParser
internal import Foundation
internal import Onoma
internal import OnomaServer

/// `onoma mcp`: a server for agents on standard input and output.
struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serves agents over standard input and output (Model Context Protocol).",
    discussion: """
      Reads a JSON-RPC message a line and writes the answers likewise, until standard input ends. The \
      tools resolve_text, match_name, explain_pair, get_entity and transliterate only read; \
      docs/mcp.md describes them. An agent's program starts this command itself:

        {"mcpServers": {"onoma": {"command": "onoma", "args": ["mcp", "--store", "names.onoma"]}}}
      """)

  @Option(help: ArgumentHelp("A store to resolve against.", valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp("A knowledge base: one entity a line, as JSON.", valueName: "file"))
  var knowledge: String?

  func run() throws {
    let sources = ServiceSources(store: store, knowledge: knowledge)
    let agent = AgentProtocol(service: try sources.service())
    var line: [UInt8] = []
    func end() {
      defer { line.removeAll(keepingCapacity: true) }
      // What was cut off is no JSON, which the answer says.
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
      guard let answer = agent.answer(to: line) else { return }
      FileHandle.standardOutput.write(Data((answer + "\n").utf8))
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Not FileHandle's: it waits until the buffer is full, and the agent for its answer.
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      for byte in buffer[..<count] {
        if byte == 0x0A {
          end()
        } else if line.count < AgentProtocol.messageLimit {
          line.append(byte)
        }
      }
    }
    end()
  }
}
