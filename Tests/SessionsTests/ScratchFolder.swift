import Foundation
import Sessions

/// A folder of its own for one test, removed with the last reference.
final class ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "frontis-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var database: URL { url.appending(path: "frontis/state.sqlite") }

  func open() throws -> SessionStore {
    try SessionStore(path: database.path) { Date(timeIntervalSince1970: 1_700_000_000) }
  }

  var fileNames: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: database.deletingLastPathComponent().path
    )
    return (names ?? []).sorted()
  }
}
