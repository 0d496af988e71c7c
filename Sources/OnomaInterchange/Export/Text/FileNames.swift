internal import OnomaText

/// Names of files in a folder of exports.
enum FileNames {
  /// A name for a document's files: its own without the ending, changed where a file system would mind
  /// and where another document has it.
  ///
  /// No part of it leads out of the folder.
  static func unique(_ document: String, _ ending: String, _ taken: inout Set<String>) -> String {
    var name =
      document.hasSuffix("." + ending) ? String(document.dropLast(ending.count + 1)) : document
    var view = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch ScalarClass(scalar) {
      case .other, .format: view.append("_")
      default: view.append(scalar == "/" || scalar == "\\" || scalar == ":" ? "_" : scalar)
      }
    }
    name = String(view)
    while name.utf8.count > 200 { name.unicodeScalars.removeLast() }
    if name.isEmpty || name.hasPrefix(".") { name = "_" + name }
    var unique = name
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(name)-\(number)"
      number += 1
    }
    return unique
  }
}
