import Bundling
import Foundation
import JavaScript
import Values

/// Finds out what an Astro config says that reading its text does not tell, by running it.
package struct AstroConfigLoader: Sendable {
  private let evaluation: SiteEvaluation

  package init(_ evaluation: SiteEvaluation) {
    self.evaluation = evaluation
  }

  /// `srcDir` of the config at `path`, relative to the root; nil when it says none or fails.
  package func sourceFolder(of path: String) async -> String? {
    do {
      let bundle = try await evaluation.bundle(.file(path))
      let program = try SiteProgram.running(bundle.script, evaluation.surroundings)
      return try program.ask("astroConfig")[["srcDir"]]?.stringValue
    } catch {
      // The folder stays unknown, which is a problem of its own.
      return nil
    }
  }

  /// The names that `vite.resolve.alias` of the config at `path` gives to absolute paths, and the files
  /// that were read for it; none when its text has no word of them.
  func aliases(of path: String) async -> (aliases: [String: String], inputs: [String]) {
    let root = evaluation.surroundings.root
    guard let text = FileManager.default.contents(atPath: "\(root)/\(path)"),
      text.firstRange(of: Data("alias".utf8)) != nil
    else { return ([:], []) }
    do {
      let bundle = try await evaluation.bundle(.file(path))
      let program = try SiteProgram.running(bundle.script, evaluation.surroundings)
      let pairs = try program.ask("viteAliases").arrayValue ?? []
      var aliases: [String: String] = [:]
      for pair in pairs {
        guard let sides = pair.arrayValue?.compactMap(\.stringValue), sides.count == 2 else {
          continue
        }
        aliases[sides[0]] = Self.place(of: sides[1], root)
      }
      return (aliases, bundle.inputs)
    } catch {
      // What is named by an alias stays unresolved, and so is only what is made of it.
      return ([:], [])
    }
  }

  /// Vite takes a path from the root for one of the site's when there is no such place outside.
  private static func place(of target: String, _ root: String) -> String? {
    var target = target
    if target.hasPrefix("file://") { target = URL(string: target)?.path ?? target }
    while target.count > 1, target.hasSuffix("/") { target.removeLast() }
    guard target.hasPrefix("/") else {
      return target.hasPrefix(".") ? URL(filePath: "\(root)/\(target)").standardized.path : nil
    }
    return FileManager.default.fileExists(atPath: target) ? target : root + target
  }
}
