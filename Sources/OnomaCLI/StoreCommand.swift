internal import ArgumentParser
internal import Onoma

/// `onoma store`: looking after a store.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Check a store for damage, copy it while it is used, or bring it up to date.",
    subcommands: [
      StoreCheckCommand.self, StoreBackupCommand.self, StoreUpgradeCommand.self,
    ])
}

/// `onoma store check`: looks for damage.
struct StoreCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look for damage; ends with 1 when there is any, and says what.")

  @Argument(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String

  func run() throws {
    let faults = try reading(store) { store throws(StoreError) in try store.integrityCheck() }
    try withOutput(nil) { target in
      for fault in faults { try target.write(printable(fault) + "\n") }
      if faults.isEmpty { try target.write("\(printable(store)) is sound\n") }
    }
    if !faults.isEmpty { throw ExitCode(ExitStatus.difference.rawValue) }
  }
}

/// `onoma store backup`: copies a store.
struct StoreBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a store into one new file, also while others read and write it.",
    discussion: """
      The copy is the state of one moment. A file that exists is never overwritten.
      """)

  @Argument(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String

  @Argument(help: ArgumentHelp("The copy, which must not exist.", valueName: "file"))
  var copy: String

  func run() throws {
    try reading(store) { store throws(StoreError) in try store.backup(to: copy) }
  }
}

/// `onoma store upgrade`: brings a store of an earlier version up to date.
struct StoreUpgradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring a store that an earlier version wrote up to date.",
    discussion: """
      Any command that writes to a store does so too. Earlier versions refuse it afterwards; make a \
      backup first.
      """)

  @Argument(help: ArgumentHelp("The store.", valueName: "file"))
  var store: String

  func run() throws {
    try writing(store) { _ throws(StoreError) in }
  }
}
