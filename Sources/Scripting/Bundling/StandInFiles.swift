import Foundation

/// The files that stand for modules which no package provides, and the aliases that lead to them.
///
/// esbuild 0.17 takes an alias for everything below its name too, in no fixed order. So only the
/// shortest of `zod`, `zod/v4`, `zod/v4/core` is an alias, of a folder in which the others are
/// files.
struct StandInFiles {
  /// An absolute path.
  let folder: String
  let specifiers: Set<String>
  /// The statement that gives a specifier's module, around its JSON text.
  let module: (String) -> String

  /// The arguments that make esbuild use the files, for names with `prefix` before them.
  func aliases(prefix: String = "") -> [String] {
    roots.sorted().map { "--alias:\(prefix)\($0)=\(folder)/\(Self.fileName($0))" }
  }

  /// Writes what is not there yet.
  func write() throws {
    for specifier in specifiers {
      let root = root(of: specifier)
      let base = "\(folder)/\(Self.fileName(root))"
      let file = base + (specifier == root ? "/index" : specifier.dropFirst(root.count)) + ".js"
      guard !FileManager.default.fileExists(atPath: file) else { continue }
      try FileManager.default.createDirectory(
        atPath: ModulePaths.folder(of: file),
        withIntermediateDirectories: true
      )
      // Another process may read it at any time.
      let temporary = "\(file).\(UUID().uuidString)"
      try ScratchFile.write("module.exports = \(module(specifier));\n", to: temporary)
      guard rename(temporary, file) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
  }

  private var roots: Set<String> { Set(specifiers.map(root)) }

  /// The shortest of `specifiers` that `specifier` is or is below.
  private func root(of specifier: String) -> String {
    // A step upwards would leave the folder.
    guard !specifier.utf8.split(separator: 0x2F).contains(where: { $0.elementsEqual("..".utf8) })
    else { return specifier }
    for index in specifier.indices where specifier[index] == "/" {
      let prefix = String(specifier[..<index])
      if specifiers.contains(prefix) { return prefix }
    }
    return specifier
  }

  /// A name that is different for different specifiers and the same on every run.
  private static func fileName(_ specifier: String) -> String {
    specifier.utf8.prefix(80).map { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: String(UnicodeScalar(byte))
      default: "_" + String(byte, radix: 16)
      }
    }.joined()
  }
}
