internal import ArgumentParser
internal import Onoma

/// `onoma train`: learns the sound model, or what its scores mean, from pairs.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Learns how names sound from pairs of spellings, and what a score means.",
    discussion: """
      Reads tab-separated files with the columns native, latin and count, one file a script, named by \
      it (Cyrl.tsv, Arab.tsv …; Rom.tsv holds romanized words), or folders of such files, and writes a \
      sound model. Scripts without a file keep the tables of this version. The same pairs give the \
      same model, byte for byte.

      With --labelled: reads a CSV file with the columns name1, name2 and is_match (true or false) of \
      names of persons, and writes a calibration; --cross-validate writes what each pair gets from a \
      calibration that has not seen it.

      To use a model or a calibration of your own, name the file in the environment variable \
      ONOMA_SOUND_MODEL or ONOMA_CALIBRATION.
      """)

  @Argument(help: "Files or folders of pairs.")
  var pairs: [String]

  @Option(help: "A CSV file of labelled pairs of names: write a calibration.")
  var labelled: String?

  @Flag(help: "With --labelled: write name1,name2,is_match,score from five-fold cross-validation.")
  var crossValidate = false

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  @Flag(help: "Say nothing on standard error.")
  var quiet = false

  func validate() throws {
    if crossValidate, labelled == nil {
      throw ValidationError("--cross-validate goes with --labelled.")
    }
  }

  func run() throws {
    var files: [TrainingFile] = []
    for path in pairs { files += try TrainingFile.files(at: path) }
    if files.isEmpty { throw fail("no file named by a script (Cyrl.tsv …)", code: .badInput) }
    let silent = quiet || !StandardError.isTerminal
    let progress: (String) -> Void = { silent ? () : StandardError.write($0 + "\n") }
    guard let labelled else {
      var trainer = SoundTrainer()
      trainer.progress = progress
      for file in files { trainer.add(try file.pairs(), script: file.script) }
      try withOutput(output) { try $0.write(trainer.train()) }
      return
    }
    var trainer = CalibrationTrainer()
    trainer.progress = progress
    for file in files { trainer.add(try file.pairs(), script: file.script) }
    let rows = try LabelledPairs(path: labelled).rows
    for row in rows { trainer.add(row.name1, row.name2, isMatch: row.isMatch) }
    try withOutput(output) { output in
      guard crossValidate else {
        try output.write(trainer.train())
        return
      }
      try output.write("name1,name2,is_match,score\n")
      for (row, score) in zip(rows, trainer.crossValidated()) {
        let cells = [row.name1, row.name2, row.isMatch ? "true" : "false", MatchLines.score(score)]
        try output.write(CSVWriter.record(cells))
      }
    }
  }
}
