internal import OnomaText

/// The text form of a sound model (`Data/matching/sound-model.tsv`; docs/sound-model.md).
enum SoundModelFile {
  /// What a model's file says about itself.
  static let comment = [
    "How the letters of each script answer to Latin letters: a joint chunk model (docs/sound-model.md).",
    "Trained by `onoma train` on pairs of spellings of names; generated, do not edit.",
    "A line holds a chunk of the script and the Latin chunks that answer to it, each with its cost,",
    "-100 times the natural logarithm of their joint probability; - is no letter at all.",
    "The pairs that the shipped file was trained on are public domain (CC0).",
  ]

  /// The model of this version.
  static var embedded: SoundModelSource {
    let path = "matching/sound-model.tsv"
    guard let file = EmbeddedData.file(path) else { fatalError("no embedded \(path)") }
    do {
      return try source(file.bytes, name: path)
    } catch { fatalError("\(error)") }
  }

  /// Writes a model.
  ///
  /// The same model gives the same bytes.
  static func text(_ source: SoundModelSource, comment: [String]) -> String {
    var text = ""
    for line in comment { text += line.isEmpty ? "#\n" : "# \(line)\n" }
    text += "latin\t\(string(source.latinLetters))\n"
    for table in source.tables {
      text += "script\t\(table.script.code)\n"
      text += "weights\t" + table.weights.map(decimal).joined(separator: " ") + "\n"
      var rows: [String: [(latin: String, cost: Int)]] = [:]
      for (chunk, cost) in table.costs {
        rows[string(chunk.native), default: []].append((string(chunk.latin), cost))
      }
      for native in rows.keys.sorted(by: before) {
        let cells = (rows[native] ?? []).sorted {
          $0.cost != $1.cost ? $0.cost < $1.cost : before($0.latin, $1.latin)
        }
        text += native + "\t" + cells.map { "\($0.latin)\($0.cost)" }.joined(separator: " ") + "\n"
      }
    }
    return text
  }

  /// Reads a model.
  ///
  /// - Throws: ``DataTableError`` with the line and the reason.
  /// - Complexity: O(bytes).
  static func source(
    _ bytes: some Collection<UInt8>, name: String
  ) throws(DataTableError) -> SoundModelSource {
    var source = SoundModelSource(latinLetters: [], tables: [])
    let number = try ModelLines.forEach(bytes, name: name) {
      (key, value, broken) throws(DataTableError) in
      switch key {
      case "latin":
        source.latinLetters = String(decoding: value, as: UTF8.self).unicodeScalars.map(\.value)
        guard source.latinLetters.count <= 255 else { throw broken("more than 255 letters") }
      case "script":
        let code = String(decoding: value, as: UTF8.self)
        guard let script = SoundScript(code: code) else { throw broken("no script \(code)") }
        source.tables.append(SoundTableSource(script: script, costs: [], weights: []))
      case "weights":
        let weights = value.split(separator: 0x20).map {
          Double(String(decoding: $0, as: UTF8.self))
        }
        guard !source.tables.isEmpty, weights.count == SoundTable.weightCount,
          !weights.contains(nil)
        else { throw broken("not \(SoundTable.weightCount) weights after a script") }
        source.tables[source.tables.count - 1].weights = weights.compactMap { $0 }
      default:
        guard !source.tables.isEmpty else { throw broken("a chunk before any script") }
        let table = source.tables.count - 1
        let native = letters(key)
        for cell in value.split(separator: 0x20) {
          guard let digits = cell.firstIndex(where: { (0x30...0x39).contains($0) }),
            let cost = Int(String(decoding: cell[digits...], as: UTF8.self))
          else { throw broken("not a chunk with its cost") }
          let latin = letters(String(decoding: cell[..<digits], as: UTF8.self))
          guard native.count + latin.count > 0,
            source.tables[table].script.allows(native.count, latin.count)
          else { throw broken("a chunk of lengths that the script does not have") }
          source.tables[table].costs.append((SoundChunk(native: native, latin: latin), cost))
        }
      }
    }
    for script in SoundScript.allCases
    where source.tables.filter({ $0.script == script }).count != 1 {
      throw DataTableError(
        table: name, line: number, reason: "not exactly one table of \(script.code)")
    }
    for table in source.tables where table.weights.isEmpty {
      throw DataTableError(
        table: name, line: number, reason: "no weights for \(table.script.code)")
    }
    return source
  }

  private static func letters(_ text: String) -> [UInt32] {
    text == "-" ? [] : text.unicodeScalars.map(\.value)
  }

  private static func string(_ letters: [UInt32]) -> String {
    if letters.isEmpty { return "-" }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters.compactMap(Unicode.Scalar.init))
    return String(view)
  }

  /// By scalars: `String`'s own order compares composed and decomposed letters as equal.
  private static func before(_ a: String, _ b: String) -> Bool {
    a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
  }

  /// A number with four decimals.
  private static func decimal(_ value: Double) -> String {
    let scaled = Int((abs(value) * 10_000).rounded())
    let fraction = String(scaled % 10_000)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return "\(sign)\(scaled / 10_000)."
      + String(repeating: "0", count: 4 - fraction.utf8.count) + fraction
  }
}
