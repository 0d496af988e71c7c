internal import Foundation
internal import Onoma

/// The knowledge base of a run: of a store, of a file, or of both, made ready or read back as it was made
/// ready before.
///
/// What is kept belongs to the bytes that it was made from, by a fingerprint: when they change, or the
/// program's tables do, it is made anew.
struct KnowledgeSource {
  /// The file of entities, if any.
  let knowledge: String?
  /// The store, if any, and its path.
  var store: EntityStore?
  var storePath: String?
  /// The folder that keeps it; `none` for none, `nil` for one beside the file.
  var kept: String?
  var quiet = false

  /// The number of entities from which preparing takes long enough that it is kept without being asked.
  static let leastKept = 10_000

  /// The knowledge base, ready to be searched, and the fingerprint of what it was read from.
  func prepared() throws -> (knowledge: PreparedKnowledge, origin: UInt64) {
    let bytes = try knowledge.map { try InputSource(path: $0).readAll() }
    let origin = origin(bytes)
    guard let folder else { return (PreparedKnowledge(try read(bytes)), origin) }
    do throws(NameIndexError) {
      return (try PreparedKnowledge(folder: folder, origin: origin), origin)
    } catch {
      // Usually it is not there yet.
      if error.kind != .io { note("\(error.description); it is made anew") }
    }
    let prepared = PreparedKnowledge(try read(bytes))
    if kept != nil || prepared.knowledge.entities.count >= Self.leastKept,
      // Somebody who wrote into the store meanwhile is in one of the two.
      self.origin(bytes) == origin
    {
      save(prepared, to: folder, origin: origin)
    }
    return (prepared, origin)
  }

  private var folder: String? {
    if kept == "none" { return nil }
    if let kept { return kept }
    let path = knowledge ?? storePath
    return path.flatMap { $0 == "-" || $0.hasPrefix("/dev/") ? nil : "\($0).onoma-index" }
  }

  private func read(_ bytes: [UInt8]?) throws -> KnowledgeBase {
    var base = KnowledgeBase()
    if let store {
      do throws(StoreError) { base = try store.knowledgeBase() } catch {
        throw fail(error.description, code: error.exitStatus)
      }
    }
    guard let bytes, let knowledge else { return base }
    do {
      let given = try KnowledgeBaseFile.read(bytes, file: knowledge)
      if base.entities.isEmpty { return given }
      for entity in given.entities { base.insert(entity) }
    } catch { throw fail(error.description, code: .badInput) }
    return base
  }

  /// A folder that cannot be written keeps nothing; the run goes on as well without.
  private func save(_ prepared: PreparedKnowledge, to folder: String, origin: UInt64) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
    } catch  where !FileManager.default.fileExists(atPath: folder) {
      if kept != nil { note("cannot make \(folder); the knowledge base is not kept") }
      return
    } catch {}
    do throws(NameIndexError) { try prepared.save(to: folder, origin: origin) } catch {
      if kept != nil { note("\(error.description); the knowledge base is not kept") }
    }
  }

  private func origin(_ bytes: [UInt8]?) -> UInt64 {
    var sums: [UInt64] = []
    if let bytes { sums.append(bytes.withUnsafeBytes(ContentFingerprint.of)) }
    if let storePath {
      // What is committed is in the file or in the log beside it.
      for path in [storePath, "\(storePath)-wal"] {
        let content = try? Data(
          contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        sums.append(content?.withUnsafeBytes(ContentFingerprint.of) ?? 0)
      }
    }
    sums.append(UInt64(sums.count))
    return sums.withUnsafeBytes(ContentFingerprint.of)
  }

  private func note(_ text: String) {
    if !quiet { StandardError.write("onoma: \(text)\n") }
  }
}
