import Content
import Foundation
import Sessions
import Sites

extension World {
  /// The site at `root`, an absolute path.
  ///
  /// Throws `CommandFailure` when it cannot be opened.
  func open(
    _ root: String,
    usesIndex: Bool = true,
    listsEntries: Bool = true,
    usesConfigCache: Bool = true,
    allowsNetwork: Bool = false,
    sessions: SessionStore? = nil
  ) throws -> Site {
    let environment = SiteEnvironment(
      cacheFolder: writableCacheFolder(),
      variables: variables,
      version: build,
      usesIndex: usesIndex,
      listsEntries: listsEntries,
      usesConfigCache: usesConfigCache,
      allowsNetwork: allowsNetwork
    )
    do {
      return try Site(at: root, environment: environment, sessions: sessions)
    } catch {
      throw CommandFailure(message: error.description)
    }
  }

  /// What the results of this very program are kept under: two builds of one version may differ.
  private var build: String {
    guard let file = FileStatus(path: executable) else { return Version.text }
    return "\(Version.text) \(file.modified) \(file.size)"
  }

  /// The cache folder, or one for this run alone where that cannot be written; says so then.
  private func writableCacheFolder() -> String {
    if Self.makeFolder(cacheFolder), access(cacheFolder, W_OK | X_OK) == 0 { return cacheFolder }
    StandardError.write(
      "frontis: \(cacheFolder) cannot be written; nothing is kept for next time\n"
    )
    // Nobody else can have put anything there: the name cannot be guessed.
    return "\(NSTemporaryDirectory())/frontis-\(UUID().uuidString)"
  }

  private static func makeFolder(_ path: String) -> Bool {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      return true
    } catch {
      // Why does not matter: another folder is used.
      return false
    }
  }

  /// What is remembered between runs; says on standard error when that had to be rebuilt.
  func openSessions() -> SessionStore? {
    do {
      let store = try SessionStore(path: "\(stateFolder)/state.sqlite", now: { Date() })
      if let notice = store.condition.notice { StandardError.write("frontis: \(notice)\n") }
      return store
    } catch {
      StandardError.write("frontis: nothing will be remembered: \(error)\n")
      return nil
    }
  }
}

extension StoreCondition {
  /// What a person should know of it; nil when all is well.
  var notice: String? {
    switch self {
    case .sound: nil
    case .rebuilt(let damaged, let rows):
      "the state database was damaged; it lies at \(damaged) now and \(rows) rows were saved"
    case .inMemory(let reason):
      "the state database cannot be written (\(reason)); drafts and undo last until you quit"
    }
  }
}
