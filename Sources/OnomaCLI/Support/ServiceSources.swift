internal import Foundation
internal import Onoma
internal import OnomaServer

/// The files that a server answers from, opened when it starts and at each reload.
struct ServiceSources: Sendable {
  let store: String?
  let knowledge: String?
  /// Whether the store is opened for writing.
  var isWritable = false

  /// A service over the files; what is wrong with them is said on standard error.
  func service() throws -> OnomaService {
    do { return try OnomaService { try contents() } } catch let error as StoreError {
      throw fail(error.description, code: error.exitStatus)
    } catch let error as NameIndexError {
      throw fail(error.description, code: .badInput)
    } catch let error as InterchangeError {
      throw fail(error.description, code: .badInput)
    }
  }

  private func contents() throws -> ServiceContents {
    var contents = ServiceContents()
    if let knowledge {
      let bytes = try InputSource(path: knowledge).readAll()
      contents.knowledge = try KnowledgeBaseFile.read(bytes, file: knowledge)
    }
    if let store {
      contents.store = try EntityStore(path: store, access: isWritable ? .readWrite : .readOnly)
    }
    return contents
  }
}
