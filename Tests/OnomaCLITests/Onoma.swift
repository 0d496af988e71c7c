import Foundation
import Testing

/// The built program, run as others run it.
enum Onoma {
  /// What a run left behind.
  struct Run {
    let status: Int32
    let output: Data
    let messages: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The output as JSON Lines.
    func objects(sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
      try lines.map { line in
        try #require(
          try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
          sourceLocation: sourceLocation)
      }
    }
  }

  /// The program, which the build puts beside the tests.
  static let path: String = {
    let starts = [
      Bundle.main.executableURL, URL(filePath: CommandLine.arguments[0]), Bundle.main.bundleURL,
    ]
    for start in starts.compactMap({ $0 }) {
      var folder = start.resolvingSymlinksInPath()
      for _ in 0..<5 {
        folder.deleteLastPathComponent()
        let candidate = folder.appending(path: "onoma").path(percentEncoded: false)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
          !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
      }
    }
    return "onoma"
  }()

  /// Runs the program and waits for its end.
  static func run(_ arguments: String..., input: String = "") throws -> Run {
    try run(path, arguments, input: Data(input.utf8))
  }

  /// Runs a shell's command line; `$0` is the program, `$1`… are the arguments.
  static func shell(_ script: String, _ arguments: String...) throws -> Run {
    try run("/bin/sh", ["-c", script, path] + arguments)
  }

  /// Files take the streams: a pipe that fills up while the other is read would wait for ever.
  static func run(_ program: String, _ arguments: [String], input: Data = Data()) throws -> Run {
    let folder = try TemporaryFolder()
    let (stdin, stdout, stderr) = (folder.file("in"), folder.file("out"), folder.file("err"))
    try input.write(to: URL(filePath: stdin))
    for path in [stdout, stderr] { try Data().write(to: URL(filePath: path)) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: stdin))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: stdout))
    process.standardError = try FileHandle(forWritingTo: URL(filePath: stderr))
    try process.run()
    process.waitUntilExit()
    // A signal is reported as a shell reports it.
    let signal: Int32 = process.terminationReason == .uncaughtSignal ? 128 : 0
    return Run(
      status: process.terminationStatus + signal,
      output: try Data(contentsOf: URL(filePath: stdout)),
      messages: String(decoding: try Data(contentsOf: URL(filePath: stderr)), as: UTF8.self))
  }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "onoma-cli-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A path in the folder.
  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path; folders in its name are made.
  func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let url = URL(filePath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return file(name)
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, text.utf8) }

  /// The names of what is in the folder, in order.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }
}

/// Texts that several tests give the program.
enum Sample {
  static let first = "The smith Edwin Marlowe met the baker Ottilie Brandvold in Riga.\n"
  static let second = "🎻é\r\nIn Riga Mr. Marlowe sang for the European Union (EU).\r\n"
}
