/// The names that a command was given: its arguments, where `-` stands for the lines of standard
/// input.
struct NameInput {
  private let arguments: [String]

  init(_ arguments: [String]) { self.arguments = arguments }

  /// Calls `body` with every name in order; empty lines are left out.
  func forEach(_ body: (String) throws -> Void) throws {
    for argument in arguments {
      guard argument == "-" else {
        try body(argument)
        continue
      }
      let input = try InputSource(path: "-")
      while let bytes = try input.nextLine() {
        guard let name = String(validating: bytes, as: UTF8.self) else {
          throw fail("\(input.name):\(input.line): the line is not UTF-8", code: .badInput)
        }
        if !name.isEmpty { try body(name) }
      }
    }
  }
}
