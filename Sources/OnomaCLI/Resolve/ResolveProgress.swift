internal import Foundation
internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How far a run has come that a later one may go on with: `FILE.progress` beside the results.
///
/// Results grow in `FILE.partial`. After each batch they are on the disk before the progress says so;
/// what a killed run wrote beyond is cut off. A run goes on only where it is the same: same program,
/// options, knowledge base, files, and the same content in what was done.
struct ResolveProgress {
  /// What the run is: its program, options, knowledge base and files.
  let run: UInt64
  /// How many batches are done.
  private(set) var batches = 0
  /// How many bytes of results they have.
  private(set) var bytes = 0
  /// What they were made from.
  private(set) var input: UInt64 = 0
  private let path: String

  /// Reads the progress of the results' path; none where there is none yet.
  init(of output: String, run: UInt64) throws {
    path = "\(output).progress"
    self.run = run
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let data = FileManager.default.contents(atPath: path),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: String],
      let batches = object["batches"].flatMap({ Int($0) }),
      let bytes = object["bytes"].flatMap({ Int($0) }), batches >= 0, bytes >= 0,
      let input = object["input"].flatMap({ UInt64($0, radix: 16) }),
      let other = object["run"].flatMap({ UInt64($0, radix: 16) })
    else { throw fail("\(path): is no progress of onoma resolve", code: .badInput) }
    guard other == run else {
      throw fail(
        "\(path): belongs to a run with other options, files, knowledge base or program; "
          + "remove it to start anew", code: .badInput)
    }
    var status = stat()
    guard stat("\(output).partial", &status) == 0, Int(status.st_size) >= bytes else {
      throw fail(
        "\(output).partial: has less than \(path) says; remove both to start anew",
        code: .badInput)
    }
    self.batches = batches
    self.bytes = bytes
    self.input = input
  }

  /// Notes that a batch is done and its results are on the disk.
  mutating func note(_ parts: [DocumentBatches.Part], bytes: Int) throws {
    batches += 1
    self.bytes = bytes
    input = Self.input(input, parts)
    let text = """
      {"run":"\(String(run, radix: 16))","batches":"\(batches)","bytes":"\(bytes)",\
      "input":"\(String(input, radix: 16))"}

      """
    do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw fail("cannot write \(path): \(error.localizedDescription)", code: .io)
    }
  }

  /// Makes sure that what was done was made from what there is now.
  func check(_ input: UInt64) throws {
    if input == self.input { return }
    throw fail(
      "the documents are not those that \(path) was made from; remove it to start anew",
      code: .badInput)
  }

  /// The fingerprint of all parts so far.
  static func input(_ before: UInt64, _ parts: [DocumentBatches.Part]) -> UInt64 {
    var hash = StableHash()
    hash.combine(String(before, radix: 16))
    for part in parts {
      hash.combine(part.document.name)
      hash.combine(String(part.fingerprint, radix: 16))
    }
    return hash.value
  }

  /// Ends a run: the results bear their name now.
  func remove() { unlink(path) }
}
