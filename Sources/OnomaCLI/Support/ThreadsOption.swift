internal import ArgumentParser
internal import Onoma

/// How many threads a command works with.
struct ThreadsOption: ParsableArguments {
  @Option(help: "How many threads work; by default one a processor.")
  var threads: Int?

  /// The number of threads.
  var count: Int { threads ?? ParallelBlocks.processors }

  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024.")
    }
  }
}
