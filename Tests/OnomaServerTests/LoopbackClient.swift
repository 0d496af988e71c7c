import Foundation

/// A client of a few lines over a plain socket: it sends the bytes that a test wants sent.
struct LoopbackClient: Sendable {
  /// An answer as it came.
  struct Answer: Equatable, Sendable {
    var status: Int
    /// The headers, by name in small letters.
    var headers: [String: String]
    var body: [UInt8]

    /// The body as JSON.
    var json: [String: Any] {
      let object = try? JSONSerialization.jsonObject(with: Data(body))
      return object as? [String: Any] ?? [:]
    }

    /// The code of the error that the body tells.
    var errorCode: String? { (json["error"] as? [String: Any])?["code"] as? String }
    /// The message of the error that the body tells.
    var errorMessage: String? { (json["error"] as? [String: Any])?["message"] as? String }
  }

  /// What went wrong below HTTP.
  struct Failure: Error {
    let reason: String
  }

  let port: Int

  /// Asks for a path.
  func get(_ path: String, method: String = "GET") async throws -> Answer {
    try await send(Array("\(method) \(path) HTTP/1.1\r\n\(Self.common)\r\n".utf8))
  }

  /// Sends a JSON text, or what a test wants to pass for one.
  func post(
    _ path: String, _ body: String, contentType: String? = "application/json",
    headers: String = "", method: String = "POST"
  ) async throws -> Answer {
    try await post(
      path, bytes: Array(body.utf8), contentType: contentType, headers: headers, method: method)
  }

  /// Sends bytes.
  func post(
    _ path: String, bytes: [UInt8], contentType: String? = "application/json",
    headers: String = "", method: String = "POST"
  ) async throws -> Answer {
    var head = "\(method) \(path) HTTP/1.1\r\n\(Self.common)Content-Length: \(bytes.count)\r\n"
    if let contentType { head += "Content-Type: \(contentType)\r\n" }
    return try await send(Array((head + headers + "\r\n").utf8) + bytes)
  }

  /// Sends the bytes of a request and reads an answer until the server closes.
  ///
  /// It blocks a thread of its own: Swift's pool is what the server under test runs on.
  func send(_ request: [UInt8]) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try exchange(request) }) }.start()
    }
  }

  private static let common = "Host: localhost\r\nConnection: close\r\n"

  private func exchange(_ request: [UInt8]) throws -> Answer {
    let socket = try connected()
    defer { close(socket) }
    var offset = 0
    while offset < request.count {
      let count = request[offset...].withUnsafeBytes {
        Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      // A server may refuse a body before it has read it all; the answer is there all the same.
      if count <= 0 { break }
      offset += count
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count <= 0 { break }
      answer += buffer[..<count]
    }
    return try Self.parse(answer)
  }

  /// A socket that is connected to the server and gives up after a minute.
  private func connected() throws -> Int32 {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result == 0 { return socket }
    let reason = String(cString: strerror(errno))
    close(socket)
    throw Failure(reason: reason)
  }

  private static func parse(_ bytes: [UInt8]) throws -> Answer {
    guard let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) else {
      throw Failure(reason: "no head in \(bytes.count) bytes")
    }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .components(separatedBy: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let status = lines[0].split(separator: " ")
    guard status.count > 1, let code = Int(status[1]) else {
      throw Failure(reason: "no status in \(lines[0])")
    }
    return Answer(status: code, headers: headers, body: Array(bytes[end.upperBound...]))
  }
}
