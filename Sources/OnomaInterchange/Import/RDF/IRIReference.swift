/// References to resources, made whole (RFC 3986, section 5.2).
enum IRIReference {
  /// Whether a text starts with a scheme and a colon.
  static func isAbsolute(_ text: String) -> Bool {
    guard let colon = text.utf8.firstIndex(of: 0x3A), colon > text.utf8.startIndex else {
      return false
    }
    return text.utf8[..<colon].allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
        || [0x2B, 0x2D, 0x2E].contains(byte)
    }
  }

  /// What a reference means in a document with a base; without one, what it says.
  static func resolved(_ reference: String, base: String?) -> String {
    guard let base, !isAbsolute(reference) else { return reference }
    let document = base.prefix { $0 != "#" }
    if reference.isEmpty { return String(document) }
    if reference.hasPrefix("#") { return document + reference }
    let scheme = base.prefix { $0 != ":" }
    if reference.hasPrefix("//") { return scheme + ":" + reference }
    let path = document.prefix { $0 != "?" }
    if reference.hasPrefix("?") { return path + reference }
    // Behind the scheme and the host the path begins.
    var start = path.index(path.startIndex, offsetBy: scheme.count + 1, limitedBy: path.endIndex)
    if let found = start, path[found...].hasPrefix("//") {
      start = path[path.index(found, offsetBy: 2)...].firstIndex(of: "/") ?? path.endIndex
    }
    let root = path[..<(start ?? path.endIndex)]
    if reference.hasPrefix("/") { return root + withoutDots(reference) }
    let folder = path[root.endIndex...].lastIndex(of: "/").map { path[root.endIndex...$0] } ?? "/"
    return root + withoutDots(folder + reference)
  }

  /// A path without its segments `.` and `..`.
  private static func withoutDots(_ path: String) -> String {
    let tail = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
    var segments: [Substring] = []
    let parts = path[..<tail].split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      switch part {
      case ".": if isLast { segments.append("") }
      case "..":
        if segments.count > 1 { segments.removeLast() }
        if isLast { segments.append("") }
      default: segments.append(part)
      }
    }
    return segments.joined(separator: "/") + path[tail...]
  }
}
