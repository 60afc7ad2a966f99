import Foundation

/// The process's surroundings, read once: nothing below the commands looks at them.
struct World {
  let variables: [String: String]
  /// The folder that relative paths are relative to, absolute.
  let currentFolder: String
  /// This program's own file, for starting it again.
  let executable: String

  static func current() -> World {
    World(
      variables: ProcessInfo.processInfo.environment,
      currentFolder: FileManager.default.currentDirectoryPath,
      executable: executablePath ?? CommandLine.arguments[0]
    )
  }

  private static var executablePath: String? {
    #if os(Linux)
    // `Bundle.main` lists the program's folder, and traps where that cannot be read.
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #else
    Bundle.main.executablePath
    #endif
  }
}

// MARK: - Places

extension World {
  /// Where what can be made again is kept.
  var cacheFolder: String { folder("XDG_CACHE_HOME", ".cache") }

  /// Where what is precious is kept: drafts, undo, where the person was.
  var stateFolder: String { folder("XDG_STATE_HOME", ".local/state") }

  /// Where a person's own configuration and themes are.
  var configFolder: String { folder("XDG_CONFIG_HOME", ".config") }

  private func folder(_ variable: String, _ fallback: String) -> String {
    // XDG Base Directory Specification: a relative path is invalid and ignored.
    if let path = variables[variable], path.hasPrefix("/") { return "\(path)/frontis" }
    let home = variables["HOME"] ?? NSHomeDirectory()
    return "\(home)/\(fallback)/frontis"
  }

  /// `path` made absolute, without `.` and `..`.
  func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : "\(currentFolder)/\(path)"
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.isEmpty ? "/" : parts.reduce(into: "") { $0 += "/\($1)" }
  }
}
