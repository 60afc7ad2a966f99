import Foundation

/// A bundle whose `async` functions are to be said with generators and `Promise`.
///
/// The engine goes on with an `async` function for as long as that awaits what is there already, which
/// nothing from outside can stop; promises of our own can be.
struct AsyncLowering {
  private let name: String
  /// Where bundles are written; what becomes of them goes to folders beside it, so that the sources of
  /// their maps keep their names.
  private let folder: String

  /// Writes the code of a bundle, which may wait at the top, and the JSON of its map; nil when there is
  /// nothing to be lowered.
  init?(_ code: Data, _ map: Data, name: String, besides folder: String) throws {
    guard Self.words.contains(where: { code.range(of: $0) != nil }) else { return nil }
    self.name = name
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder + ".async",
      withIntermediateDirectories: true
    )
    let text = String(decoding: code, as: UTF8.self)
    try ScratchFile.write(
      "(async () => {\n\(text)\n})()\n//# sourceMappingURL=\(name).map\n",
      to: source
    )
    var file = try JSONDecoder().decode(MapFile.self, from: map)
    file.mappings = ";" + file.mappings
    let json = String(decoding: try JSONEncoder().encode(file), as: UTF8.self)
    try ScratchFile.write(json, to: source + ".map")
  }

  /// What esbuild reads of a map.
  private struct MapFile: Codable {
    var version: Int
    var sources: [String]
    var names: [String]
    var mappings: String
  }

  private var source: String { "\(folder).async/\(name)" }
  private var result: String { "\(folder).lowered/\(name)" }

  /// What leads to a promise of the engine's; code that has one of them in another word is lowered in vain.
  private static let words = ["async", "await", "import("].map { Data($0.utf8) }

  /// The arguments of esbuild that lower it.
  var arguments: [String] {
    [
      source, "--outdir=\(folder).lowered", "--target=es2022", "--charset=utf8",
      "--log-level=error", "--log-limit=0", "--color=false", "--sourcemap=external",
      "--sources-content=false", "--supported:async-await=false",
      "--supported:dynamic-import=false",
    ]
  }

  /// The script and its map once esbuild has run.
  func read() throws -> (script: String, map: SourceMap) {
    let code = String(decoding: try Data(contentsOf: URL(filePath: result)), as: UTF8.self)
    return (code, try SourceMap(json: Data(contentsOf: URL(filePath: result + ".map"))))
  }
}
