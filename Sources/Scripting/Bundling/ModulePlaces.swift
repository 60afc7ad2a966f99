import Foundation

/// What `import.meta.url`, `import.meta.glob` and their like are in each module of a bundle.
///
/// esbuild puts one value for all modules in their place; so that is a name which says nothing, and
/// what it stands for is written once the source map tells whose it is.
enum ModulePlaces {
  private static let prefix = "\(ScriptBundle.host).module"

  /// The arguments that put the names in.
  static var arguments: [String] {
    [
      ("import.meta.url", "URL"), ("import.meta.filename", "File"),
      ("import.meta.dirname", "Folder"), ("__filename", "File"), ("__dirname", "Folder"),
      ("import.meta.glob", "Glob"), ("import.meta", "Whole"),
    ].map { "--define:\($0)=\(prefix)\($1)" }
  }

  /// `bundle` with the names replaced; sources are relative to `root`.
  static func resolved(_ bundle: ScriptBundle, root: String) -> ScriptBundle {
    guard bundle.script.contains(prefix) else { return bundle }
    var bundle = bundle
    let lines = bundle.script.split(separator: "\n", omittingEmptySubsequences: false)
    let written = lines.enumerated().map { index, line -> String in
      guard line.contains(prefix) else { return String(line) }
      let replaced = line.replacing(/__frontis\.module(URL|File|Folder|Glob|Whole)/) { match in
        let column = line[..<match.range.lowerBound].utf16.count + 1
        let source = bundle.place(line: index + 1, column: column)?.source ?? ""
        return text(match.1, of: source.hasPrefix("/") ? source : "\(root)/\(source)")
      }
      return String(replaced)
    }
    bundle.script = written.joined(separator: "\n")
    return bundle
  }

  private static func text(_ kind: some StringProtocol, of file: String) -> String {
    switch kind {
    case "File": return quoted(file)
    case "Folder": return quoted(ModulePaths.folder(of: file))
    case "Glob": return "\(ScriptBundle.host).globFrom(\(quoted(ModulePaths.folder(of: file))))"
    case "Whole":
      let parts = [("url", "URL"), ("filename", "File"), ("dirname", "Folder"), ("glob", "Glob")]
        .map { "\($0): \(text($1, of: file))" }
      let resolve = "(name) => \(ScriptBundle.host).resolve(name, \(text("URL", of: file)))"
      return
        "({ env: \(ScriptBundle.host).environment, resolve: \(resolve), \(parts.joined(separator: ", ")) })"
    default:
      let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: ";"))
      return quoted(
        "file://" + (file.addingPercentEncoding(withAllowedCharacters: allowed) ?? file)
      )
    }
  }

  /// `text` as a JSON string.
  private static func quoted(_ text: String) -> String {
    // Encoding a string cannot fail.
    let data = (try? JSONEncoder().encode(text)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }
}
