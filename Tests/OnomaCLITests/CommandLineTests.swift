import Foundation
import Testing

@Suite("The command line")
struct CommandLineTests {
  /// The names in a help text's list of subcommands.
  private func subcommands(_ help: String) -> [String] {
    guard let start = help.range(of: "SUBCOMMANDS:\n") else { return [] }
    return help[start.upperBound...].split(separator: "\n").filter {
      $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.contains("See 'onoma")
    }.compactMap { $0.split(separator: " ").first.map(String.init) }
  }

  @Test("every command explains itself with --help and exits with 0")
  func help() throws {
    let root = try Onoma.run("--help")
    #expect(root.status == 0)
    let commands = subcommands(root.text)
    #expect(Set(commands).isSuperset(of: ["resolve", "compare", "transliterate", "entities"]))
    for command in commands {
      let help = try Onoma.run(command, "--help")
      #expect(help.status == 0, "\(command)")
      #expect(help.text.contains("USAGE: onoma \(command)"), "\(command)")
      #expect(help.messages.isEmpty, "\(command)")
      for inner in subcommands(help.text) {
        let help = try Onoma.run(command, inner, "--help")
        #expect(help.status == 0, "\(command) \(inner)")
        #expect(help.text.contains("USAGE: onoma \(command) \(inner)"), "\(command) \(inner)")
      }
    }
  }

  @Test("the version names the versions of ICU, of Unicode and of the data")
  func version() throws {
    let run = try Onoma.run("--version")
    #expect(run.status == 0)
    #expect(
      run.text.contains(
        /^onoma \d+\.\d+\.\d+ \(ICU \d+\.\d+.*, Unicode \d+\.\d+, data [0-9a-f]+\)\n$/),
      "\(run.text)")
  }

  @Test(
    "a wrong command line exits with 2, says why on standard error, and prints nothing",
    arguments: [
      ["nonsense"], ["resolve"], ["resolve", "--format", "xml", "-"],
      ["resolve", "--offsets", "bytes", "-"], ["resolve", "--nonsense", "-"],
      ["resolve", "--store"],
      ["compare"], ["compare", "one"], ["compare", "one", "two", "three"],
      ["compare", "one", "two", "--batch", "-"], ["compare", "--batch", "-", "--format", "json"],
      ["compare", "one", "two", "--type", "ship"], ["transliterate"],
      ["transliterate", "--system", "no-such-system"], ["transliterate", "--from", "be"],
      ["transliterate", "--from", "be", "--to", "xx"], ["entities", "list"],
      ["entities", "show", "--store", "x"],
      ["entities", "list", "--store", "x", "--type", "ship"],
      ["entities", "list", "--store", "x", "--limit", "-1"],
    ])
  func wrongUsage(arguments: [String]) throws {
    let run = try Onoma.run(Onoma.path, arguments)
    #expect(run.status == 2, "\(arguments): \(run.messages)")
    #expect(!run.messages.isEmpty)
    #expect(run.output.isEmpty)
  }
}
