/// Writes a source in a format.
public enum Export {
  /// Writes all that a format is made of.
  ///
  /// `receive` gets the pieces as they come, some 64 KB at a time, so that nothing but what the
  /// format itself must keep is held in memory.
  /// - Returns: How many values were left out because the format cannot carry them.
  /// - Throws: ``ExportError`` for such a value where none may be left out, and what the source or
  ///   `receive` throws.
  @discardableResult
  public static func write(
    _ source: some ExportSource, in format: any ExportFormat.Type, options: ExportOptions,
    isFolder: Bool = false, receive: ([ExportOutput.Piece]) throws -> Void
  ) throws -> Int {
    let parts = format.description.parts
    var exporter = format.init(options)
    var output = ExportOutput(isFolder: isFolder, options: options)
    func pass(_ output: inout ExportOutput, _ limit: Int = 1 << 16) throws {
      if output.count >= limit || output.pieces.count > 1 { try receive(output.takePieces()) }
    }
    if parts.contains(.survey) {
      try source.forEachEntity(mentions: false) { exporter.survey($0) }
    }
    try exporter.begin(&output)
    if parts.contains(.entities) {
      try source.forEachEntity(mentions: parts.contains(.entityMentions)) { entity in
        try exporter.write(entity, to: &output)
        try pass(&output)
      }
    }
    if parts.contains(.links) {
      try source.forEachLink { link in
        try exporter.write(link, to: &output)
        try pass(&output)
      }
    }
    if parts.contains(.documents) {
      try source.forEachDocument { document in
        if parts.contains(.texts), document.text == nil { return }
        try exporter.write(document, to: &output)
        try pass(&output)
      }
    }
    try exporter.end(&output)
    try pass(&output, 0)
    return output.leftOut
  }
}
