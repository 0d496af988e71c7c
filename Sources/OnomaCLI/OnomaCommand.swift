internal import ArgumentParser
internal import Onoma

/// The command `onoma` and all that follow it.
@main
struct OnomaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "onoma",
    abstract: "Reads names in any script and any romanization, and says who they are.",
    discussion: """
      Every command reads files or standard input (-), writes results to standard output and \
      messages to standard error. It exits with 0; 1 where it was asked for a difference and found \
      one; 2 for a wrong command line; 65 for wrong input; 70 for a fault of its own; 74 when \
      reading or writing fails.
      """,
    version: OnomaVersion.full,
    subcommands: [
      ResolveCommand.self, CompareCommand.self, MatchCommand.self, TransliterateCommand.self,
      VariantsCommand.self, IdentifyCommand.self, TrainCommand.self, ImportCommand.self,
      EntitiesCommand.self, ReviewCommand.self, StoreCommand.self, DedupeCommand.self,
      AnnotateCommand.self, ExportCommand.self, FormatsCommand.self, ServeCommand.self,
      MCPCommand.self,
    ])

  static func main() async {
    // A reader that goes away (`| head`) is no fault: writing then fails with EPIPE, and we end.
    ignoreBrokenPipes()
    do {
      var command = try parseAsRoot()
      try OwnModels.load()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as ExitCode {
      exit(withError: error)
    } catch let error where exitCode(for: error) == .validationFailure {
      // ArgumentParser's own status for a wrong command line is 64; ours is 2, as documented.
      StandardError.write(fullMessage(for: error) + "\n")
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    } catch  where exitCode(for: error) == .success {
      exit(withError: error)
    } catch {
      StandardError.write("onoma: \(error)\n")
      exit(withError: ExitCode(ExitStatus.internalError.rawValue))
    }
  }
}
