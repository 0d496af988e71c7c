internal import OnomaPage

/// The files of the web page, which are inside the binary.
enum PageFiles {
  /// A file with its place and its media type.
  struct File: Sendable {
    let path: String
    let type: String
    let text: String
  }

  /// All files, by where they are served.
  static let all: [File] = (0..<onoma_page_count()).map { index in
    let file = onoma_page_at(index)
    return File(
      path: String(cString: file.path), type: String(cString: file.type),
      text: String(
        decoding: UnsafeBufferPointer(start: file.bytes, count: file.length), as: UTF8.self))
  }
}

extension RouteTable {
  /// The web page and the description of the API; neither holds anything of anybody's.
  static let pageRoutes = PageFiles.all.map { file in
    let isStyle = file.path.hasSuffix(".css")
    var traits: Route.Traits = [.immediate, .open]
    if file.type != "application/json" { traits.insert(.undocumented) }
    if isStyle { traits.insert(.crossOrigin) }
    return Route(.get, file.path, traits) { call in
      try call.finish()
      var headers = [("Content-Security-Policy", ContentPolicy.page)]
      // A preview in a frame of another site may have its style.
      if isStyle { headers.append(("Cross-Origin-Resource-Policy", "cross-origin")) }
      return ServiceResponse(headers: headers, contentType: file.type, body: file.text)
    }
  }
}
