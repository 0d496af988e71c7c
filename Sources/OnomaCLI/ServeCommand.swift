internal import ArgumentParser
internal import Logging
internal import Onoma
internal import OnomaServer

/// `onoma serve`: the JSON API over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers programs over HTTP: who is named in a text, are two names one.",
    discussion: """
      Routes: POST /resolve; GET and POST /compare and /transliterate; GET /systems, /entities/{id}, \
      /healthz, /readyz and /version. All speak JSON; docs/server.md describes them.

      There are no passwords: whoever reaches the address may ask. It is this machine's own address \
      unless --host says otherwise. The server runs until it gets SIGTERM or SIGINT, and answers \
      what it has been asked before it ends.

      EXAMPLE:
        onoma serve --store names.onoma &
        curl 'http://127.0.0.1:8700/compare?name1=Alyaksandr&name2=Aleksandr'
      """)

  @Option(help: "The address to listen on.")
  var host = ServerOptions().host

  @Option(help: "The port to listen on; 0 takes a free one, which the log names.")
  var port = ServerOptions().port

  @Option(help: ArgumentHelp("A store to resolve against; it is only read.", valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp("A knowledge base: one entity a line, as JSON.", valueName: "file"))
  var knowledge: String?

  @Option(help: ArgumentHelp("The largest body of a request.", valueName: "bytes"))
  var bodyLimit = ServerOptions().bodyLimit

  @Flag(help: "Log errors only, not each request.")
  var quiet = false

  /// The largest body that may be allowed; memory grows to some thirty times that for each worker.
  private static let greatestBodyLimit = DocumentFiles.sizeLimit

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be from 0 to 65535")
    }
    guard (1...Self.greatestBodyLimit).contains(bodyLimit) else {
      throw ValidationError("--body-limit must be from 1 to \(Self.greatestBodyLimit)")
    }
    if host.isEmpty { throw ValidationError("--host must not be empty") }
  }

  func run() async throws {
    var logger = Logger(label: "onoma") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = quiet ? .error : .info
    var options = ServerOptions()
    options.host = host
    options.port = port
    options.bodyLimit = bodyLimit
    let server = OnomaServer(service: try service(), options: options, logger: logger)
    do { try await server.run() } catch let error as ServerStartError {
      throw fail(error.description, code: .io)
    }
  }

  private func service() throws -> OnomaService {
    var base = KnowledgeBase()
    if let knowledge {
      let bytes = try InputSource(path: knowledge).readAll()
      do { base = try KnowledgeBaseFile.read(bytes, file: knowledge) } catch {
        throw fail(error.description, code: .badInput)
      }
    }
    do throws(StoreError) {
      let entityStore: EntityStore? =
        if let store { try EntityStore(path: store, access: .readOnly) } else { nil }
      return try OnomaService(store: entityStore, knowledge: base)
    } catch {
      throw fail(error.description, code: error.exitStatus)
    }
  }
}
