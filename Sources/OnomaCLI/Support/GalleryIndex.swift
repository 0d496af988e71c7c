internal import Onoma

/// The index that `onoma match` searches: loaded where a saved one fits, else built.
struct GalleryIndex {
  let command: MatchCommand

  func index() throws -> NameIndex {
    guard let gallery = command.gallery else { return try load(command.index ?? "") }
    if gallery != "-" {
      let saved: NameIndex?
      do throws(NameIndexError) { saved = try NameIndex.load(gallery) } catch {
        // Whatever is no index is a table; what the system cannot read, the table's reader reports.
        if error.kind != .foreign, error.kind != .io { throw failure(error) }
        saved = nil
      }
      if let saved { return try checked(saved) }
    }
    var table = try NameTable(path: gallery, id: "id", name: "name")
    var builder = NameIndexBuilder(type: command.type ?? .person)
    while let row = try table.next() {
      do throws(NameIndexError) { try builder.add(id: row.id, name: row.name) } catch {
        throw failure(error)
      }
    }
    if let path = command.index, let saved = try saved(path, builder.fingerprint) { return saved }
    note("indexing \(builder.count) names")
    do throws(NameIndexError) {
      let index = try builder.build(threads: command.threads.count)
      if let path = command.index { try index.save(to: path) }
      return index
    } catch { throw failure(error) }
  }

  /// A saved index of just these names, or `nil`.
  private func saved(_ path: String, _ fingerprint: UInt64) throws -> NameIndex? {
    do throws(NameIndexError) {
      let index = try NameIndex.load(path)
      if index.fingerprint == fingerprint { return index }
      note("\(path): made of other names; it is made anew")
      return nil
    } catch {
      switch error.kind {
      case .foreign:
        // Whatever it is, it is not ours to overwrite.
        throw fail("\(error.description); it is left as it is", code: .badInput)
      case .io: break  // Usually it is not there yet; if it cannot be written, saving says so.
      default: note("\(error.description); it is made anew")
      }
      return nil
    }
  }

  private func load(_ path: String) throws -> NameIndex {
    let index: NameIndex
    do throws(NameIndexError) { index = try NameIndex.load(path) } catch { throw failure(error) }
    return try checked(index)
  }

  /// An index says itself what its names are; `--type` must not contradict it.
  private func checked(_ index: NameIndex) throws -> NameIndex {
    guard let type = command.type, type != index.type else { return index }
    throw fail("the index holds names of another type than --type says", code: .badInput)
  }

  private func failure(_ error: NameIndexError) -> any Error {
    fail(error.description, code: error.kind == .io ? .io : .badInput)
  }

  private func note(_ text: String) {
    if !command.quiet, StandardError.isTerminal { StandardError.write("onoma: \(text)\n") }
  }
}
