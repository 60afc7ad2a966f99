import Content
import Foundation
import Settings
import Sites

/// The entries that a command's arguments mean: `blog/hello`, a file, a pattern such as `'blog/**'`.
struct EntrySelection {
  let snapshot: SiteSnapshot
  let world: World

  /// Each entry once, in the order of the arguments.
  ///
  /// Throws `CommandFailure` for an argument that means none.
  func entries(_ names: [String]) throws -> [EntryAddress] {
    let all = snapshot.addresses
    var seen: Set<EntryAddress> = []
    return try names.flatMap { try entries($0, of: all) }.filter { seen.insert($0).inserted }
  }

  /// The one entry that `name` means.
  func entry(_ name: String) throws -> EntryAddress {
    let found = try entries([name])
    guard found.count == 1 else {
      throw CommandFailure(
        message: "'\(name)' means \(found.count) entries",
        help: "say which: \(found.prefix(3).map(\.name).joined(separator: ", ")), …"
      )
    }
    return found[0]
  }

  private func entries(_ name: String, of all: [EntryAddress]) throws -> [EntryAddress] {
    let path = world.absolute(name)
    let file = path.hasPrefix(snapshot.root + "/") ? path.dropFirst(snapshot.root.count + 1) : ""
    var found = all.filter { $0.name == name }
    if found.isEmpty { found = all.filter { $0.file == file || $0.file == name } }
    if found.isEmpty, name.contains(where: { "*?{[".contains($0) }) {
      do {
        let pattern = try GlobSet([name])
        found = all.filter { pattern.matches($0.name) }
      } catch {
        throw CommandFailure(message: "'\(name)' is no pattern: \(error)")
      }
    }
    guard found.isEmpty else { return found }
    let near = EditDistance.nearest(to: name, among: all.map(\.name))
    throw CommandFailure(
      message: "there is no entry '\(name)'",
      help: near.map { "did you mean \($0)?" } ?? whyNone(name)
        ?? "'frontis list COLLECTION' names them"
    )
  }

  /// Why the collection of the entry `name` has no entries, where it is known.
  private func whyNone(_ name: String) -> String? {
    let collection = snapshot.collections.first { name.hasPrefix($0.name + "/") }
    return collection.flatMap { found in found.status.reason.map { "\(found.name): \($0)" } }
  }
}
