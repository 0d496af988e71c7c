public import Onoma

/// Who may ask a server, by secret keys.
///
/// A key file has a line for each client: a name for the log, the key, and where wanted how many
/// requests a minute it may make; separated by white space. Lines that start with `#` are comments.
///
/// ```text
/// # name   key                               requests a minute
/// refine   5f2e0b8c1c7d4e0f9a6b3d2c1e0f9a8b  600
/// ```
public struct APIKeys: Sendable {
  /// One client.
  struct Client: Sendable {
    /// What the log and the metrics call it.
    let name: String
    let key: [UInt8]
    /// How many requests a minute it may make.
    let requestsPerMinute: Int
  }

  /// The shortest key, in bytes: 16 random letters and digits cannot be guessed.
  public static let shortestKey = 16
  /// The longest key, in bytes.
  public static let longestKey = 256
  /// How many requests a minute a client may make whose line does not say.
  public static let usualRate = 600

  let clients: [Client]

  /// Reads a key file.
  /// - Throws: ``InterchangeError`` naming the line, which never quotes a key.
  public init(text: String, file: String) throws(InterchangeError) {
    var clients: [Client] = []
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let fields = line.split(whereSeparator: \.isWhitespace)
      guard let first = fields.first, !first.hasPrefix("#") else { continue }
      func wrong(_ reason: String) -> InterchangeError {
        InterchangeError(file: file, line: number + 1, reason: reason)
      }
      guard (2...3).contains(fields.count) else {
        throw wrong("a line has a name, a key and perhaps a number of requests a minute")
      }
      let key = Array(fields[1].utf8)
      guard (Self.shortestKey...Self.longestKey).contains(key.count),
        key.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      else {
        throw wrong("a key has \(Self.shortestKey) to \(Self.longestKey) ASCII letters and signs")
      }
      let rate = fields.count == 3 ? Int(fields[2]) : Self.usualRate
      guard let rate, (1...1_000_000).contains(rate) else {
        throw wrong("a number of requests a minute is 1 to 1000000")
      }
      if clients.contains(where: { $0.name == first || $0.key == key }) {
        throw wrong("the name or the key was on an earlier line")
      }
      clients.append(Client(name: String(first), key: key, requestsPerMinute: rate))
    }
    if clients.isEmpty {
      throw InterchangeError(file: file, line: 0, reason: "there is no key in it")
    }
    self.clients = clients
  }

  /// The client that has a key.
  ///
  /// Every key is compared, and every byte of it, so that the time tells nothing of how much of a
  /// guess was right. Complexity: O(clients · longest key).
  func client(with key: String) -> Client? {
    let asked = Array(key.utf8.prefix(Self.longestKey + 1))
    var found: Client?
    for client in clients where Self.areEqual(client.key, asked) { found = client }
    return found
  }

  /// Whether two keys are the same, in a time that depends on the length of the second alone.
  static func areEqual(_ secret: [UInt8], _ asked: [UInt8]) -> Bool {
    var difference = secret.count ^ asked.count
    for index in asked.indices {
      difference |= Int(secret[index % max(1, secret.count)] ^ asked[index])
    }
    return difference == 0
  }
}
