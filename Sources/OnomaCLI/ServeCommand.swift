internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Onoma
internal import OnomaServer

/// `onoma serve`: everything over HTTP.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Answers over HTTP: programs, OpenRefine, agents, and people in a browser.",
    discussion: """
      One address has a web page (/), a JSON API described by /openapi.json, the reconciliation API \
      for OpenRefine (/reconcile), the requests of yente's clients (/match/default, /search/default) \
      and an MCP server for agents (/mcp). docs/server.md leads on.

      It listens on this machine's own address unless --host says otherwise; then it wants --keys, or \
      --without-keys where something before it knows its users. SIGHUP, or POST /reload, loads the \
      store and the knowledge base anew without a break. The server runs until it gets SIGTERM or \
      SIGINT, and answers what it has been asked before it ends.

      EXAMPLE:
        onoma serve --store names.onoma --review
      """)

  @Option(help: "The address to listen on.")
  var host = ServerOptions().host

  @Option(help: "The port to listen on; 0 takes a free one, which the log names.")
  var port = ServerOptions().port

  @Option(help: ArgumentHelp("A store to resolve against.", valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp("A knowledge base: one entity a line, as JSON.", valueName: "file"))
  var knowledge: String?

  @Option(
    help: ArgumentHelp(
      "The folder of the documents, to show mentions in their context.", valueName: "folder"))
  var documents: String?

  @Flag(help: "Let people judge doubtful entities, which writes to the store.")
  var review = false

  @Option(
    help: ArgumentHelp(
      "Who may ask: a line for each client with name, key and requests a minute.",
      valueName: "file"))
  var keys: String?

  @Flag(help: "Let anybody ask who reaches an address that is not this machine's own.")
  var withoutKeys = false

  @Option(
    help: ArgumentHelp(
      "The address by which others reach the server, if not by --host.", valueName: "url"))
  var publicURL: String?

  @Option(help: ArgumentHelp("The largest body of a request.", valueName: "bytes"))
  var bodyLimit = ServerOptions().bodyLimit

  @Option(help: ArgumentHelp("How long an answer may take.", valueName: "seconds"))
  var timeLimit = ServerOptions().answerTimeout

  @Option(
    help: ArgumentHelp("A file to write the server's URL to once it listens.", valueName: "file"))
  var addressFile: String?

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
    guard (1...86_400).contains(timeLimit) else {
      throw ValidationError("--time-limit must be from 1 to 86400")
    }
    if host.isEmpty { throw ValidationError("--host must not be empty") }
    if keys != nil, withoutKeys {
      throw ValidationError("Give --keys or --without-keys, not both.")
    }
    if review, store == nil { throw ValidationError("--review needs --store.") }
    if let publicURL, !publicURL.hasPrefix("http://"), !publicURL.hasPrefix("https://") {
      throw ValidationError("--public-url must begin with http:// or https://")
    }
    var options = ServerOptions()
    options.host = host
    if !options.isLoopback, keys == nil, !withoutKeys {
      throw ValidationError(
        "--host \(host) opens the server to others: give --keys, or --without-keys.")
    }
  }

  func run() async throws {
    let logger = self.logger
    let options = try self.options()
    let service = try ServiceSources(
      store: store, knowledge: knowledge, isWritable: review
    ).service()
    let server = OnomaServer(service: service, options: options, logger: logger)
    let reloads = ReloadSignal(service: service, logger: logger)
    defer { withExtendedLifetime(reloads) {} }
    do {
      try await server.run { [addressFile] port in
        guard let addressFile else { return }
        let address = options.host.contains(":") ? "[\(options.host)]" : options.host
        let line = "http://\(address):\(port)\n"
        do {
          try Data(line.utf8).write(to: URL(fileURLWithPath: addressFile), options: .atomic)
        } catch {
          logger.error("cannot write \(addressFile): \(error.localizedDescription)")
        }
      }
    } catch let error as ServerStartError {
      throw fail(error.description, code: .io)
    }
  }

  private var logger: Logger {
    var logger = Logger(label: "onoma") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = quiet ? .error : .info
    return logger
  }

  private func options() throws -> ServerOptions {
    var options = ServerOptions()
    options.host = host
    options.port = port
    options.publicURL = publicURL
    options.allowsReview = review
    options.documents = documents
    options.bodyLimit = bodyLimit
    options.answerTimeout = timeLimit
    if let keys {
      let bytes = try InputSource(path: keys).readAll()
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw fail("\(keys): not UTF-8", code: .badInput)
      }
      do throws(InterchangeError) { options.keys = try APIKeys(text: text, file: keys) } catch {
        throw fail(error.description, code: .badInput)
      }
    }
    return options
  }
}

/// Loads a service anew whenever the process gets SIGHUP.
private final class ReloadSignal {
  private let source: any DispatchSourceSignal

  init(service: OnomaService, logger: Logger) {
    signal(SIGHUP, SIG_IGN)
    let queue = DispatchQueue(label: "onoma.reload")
    source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: queue)
    source.setEventHandler {
      do {
        try service.reload()
        logger.info("reloaded")
      } catch {
        logger.error("reload failed; the old state stays", metadata: ["reason": "\(error)"])
      }
    }
    source.resume()
  }

  deinit { source.cancel() }
}
