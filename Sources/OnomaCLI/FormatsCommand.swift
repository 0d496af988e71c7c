internal import ArgumentParser
internal import Onoma

/// `onoma formats`: the catalogue of what can be written and read.
struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Lists the formats of other tools, and what each of them cannot carry.")

  @Argument(help: "Only these formats.")
  var names: [String] = []

  @Option(help: "The form of the list: text, json or tsv.")
  var format = Form.text

  @Option(name: .shortAndLong, help: "The file to write to; it appears only when it is complete.")
  var output: String?

  enum Form: String, ExpressibleByArgument, CaseIterable { case text, json, tsv }

  func validate() throws {
    for name in names where ExportFormats[name] == nil {
      throw ValidationError("There is no format \(name); `onoma formats` lists them.")
    }
  }

  func run() throws {
    let formats = ExportFormats.all.map { $0.description }
      .filter { names.isEmpty || names.contains($0.name) }
    try withOutput(output) { output in
      switch format {
      case .text: try output.write(Self.text(formats))
      case .json: try output.write(Self.json(formats))
      case .tsv:
        try output.write("name\tgroup\tdirection\tmediaType\textension\tspecification\tlost\n")
        for format in formats {
          let cells = [
            format.name, format.group.rawValue, Self.direction(format), format.mediaType,
            format.fileExtension, format.specification, format.losses.joined(separator: "; "),
          ]
          try output.write(cells.joined(separator: "\t") + "\n")
        }
      }
    }
  }

  /// Whether a format is only written, or read too.
  private static func direction(_ format: FormatDescription) -> String {
    format.isImported ? "import and export" : "export"
  }

  private static func text(_ formats: [FormatDescription]) -> String {
    var text = ""
    for group in FormatDescription.Group.allCases {
      let members = formats.filter { $0.group == group }
      if members.isEmpty { continue }
      text += "\(group.rawValue.uppercased())\n\n"
      for format in members {
        text += "  \(format.name)  \(format.title)\n"
        text += "    \(direction(format)), \(format.mediaType), .\(format.fileExtension)\n"
        text += "    \(format.specification)\n"
        if format.losses.isEmpty { text += "    lost: nothing\n" }
        for loss in format.losses { text += "    lost: \(loss)\n" }
        text += "\n"
      }
    }
    return text
  }

  private static func json(_ formats: [FormatDescription]) -> String {
    let lines = formats.map { format in
      var json = JSONText()
      json.object { json in
        json.member("name", format.name)
        json.member("title", format.title)
        json.member("group", format.group.rawValue)
        json.member("direction", direction(format))
        json.member("mediaType", format.mediaType)
        json.member("extension", format.fileExtension)
        json.member("specification", format.specification)
        json.member("lost", format.losses)
      }
      return json.text
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }
}
