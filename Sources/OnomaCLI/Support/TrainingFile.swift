internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file of pairs of spellings in one script, which its name tells: `Cyrl.tsv`.
struct TrainingFile {
  let path: String
  let script: SoundScript

  /// The file at a path, or those of a folder in the order of the scripts.
  static func files(at path: String) throws -> [TrainingFile] {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw fail("cannot read \(path): \(systemError())", code: .io)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      return SoundScript.allCases.compactMap { script in
        let file = path + "/" + script.code + ".tsv"
        return access(file, R_OK) == 0 ? TrainingFile(path: file, script: script) : nil
      }
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let code = name.split(separator: ".").first.map(String.init) ?? name
    guard let script = SoundScript(code: code) else {
      let codes = SoundScript.allCases.map(\.code).joined(separator: ", ")
      throw fail("\(path): the name tells no script; name it by one of \(codes)", code: .badInput)
    }
    return [TrainingFile(path: path, script: script)]
  }

  /// The pairs, in the order of the file.
  func pairs() throws -> [TrainingPair] {
    let source = try InputSource(path: path)
    var pairs: [TrainingPair] = []
    while let line = try source.nextLine() {
      if line.isEmpty || line.first == 0x23 { continue }
      func broken(_ reason: String) -> any Error {
        fail("\(source.name):\(source.line): \(reason)", code: .badInput)
      }
      let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard cells.count == 2 || cells.count == 3 else {
        throw broken("\(cells.count) cells where native, latin and count are wanted")
      }
      guard let native = String(validating: cells[0], as: UTF8.self),
        let latin = String(validating: cells[1], as: UTF8.self)
      else { throw broken("the line is not UTF-8") }
      if source.line == 1, native == "native" { continue }
      let count = cells.count == 3 ? String(decoding: cells[2], as: UTF8.self) : "1"
      guard let weight = Double(count), weight > 0, weight.isFinite else {
        throw broken("\"\(count)\" is no count above 0")
      }
      guard !native.isEmpty, !latin.isEmpty else { throw broken("an empty word") }
      pairs.append(TrainingPair(native: native, latin: latin, weight: weight))
    }
    return pairs
  }
}
