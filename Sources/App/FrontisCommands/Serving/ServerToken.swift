import Actions
import Foundation

/// The servers' tokens, each in a file that only the person can read, named for the port.
struct ServerToken {
  /// The environment variable in which the screen hands its token to the server it starts.
  static let variable = "FRONTIS_SERVER_TOKEN"

  private let folder: String

  /// The tokens kept in the state folder `folder`.
  init(folder: String) { self.folder = "\(folder)/servers" }

  /// The token of the server on `port`; nil when none was left there.
  func read(port: Int) -> AccessToken? {
    FileManager.default.contents(atPath: path(port)).map {
      AccessToken(String(decoding: $0, as: UTF8.self))
    }
  }

  /// Leaves `token` for other programs of the same person; without it only the screen can build.
  func write(_ token: AccessToken, port: Int) {
    let files = FileManager.default
    try? files.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    _ = files.createFile(
      atPath: path(port),
      contents: Data(token.text.utf8),
      attributes: [.posixPermissions: 0o600]
    )
  }

  /// A token that stays behind opens nothing.
  func remove(port: Int) { try? FileManager.default.removeItem(atPath: path(port)) }

  private func path(_ port: Int) -> String { "\(folder)/\(port)" }
}
