import Foundation

/// The names of files that exist only while a save goes on.
struct TemporaryName {
  static let prefix = ".frontis-"

  /// A name as `.frontis-PROCESS-RANDOM.tmp`.
  let text =
    "\(prefix)\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).tmp"

  /// Where the old bytes of `name` are while it is written in place.
  static func journal(of name: String) -> String {
    "\(prefix)\(String(FileHash.hash(Array(name.utf8)), radix: 16)).old"
  }

  static func isJournal(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(".old")
  }

  /// Whether `name` is a temporary file of a process that no longer runs.
  static func isStray(_ name: String) -> Bool {
    guard name.hasPrefix(prefix), name.hasSuffix(".tmp") else { return false }
    let digits = name.dropFirst(prefix.count).prefix { $0 != "-" }
    guard let process = pid_t(digits), process > 0 else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
