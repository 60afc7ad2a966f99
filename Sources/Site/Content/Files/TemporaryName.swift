import Foundation

/// The names of files that exist only while a save goes on.
struct TemporaryName {
  static let prefix = ".frontis-"

  /// A name as `.frontis-PROCESS-RANDOM.tmp`.
  let text =
    "\(prefix)\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 16)).tmp"

  /// Where the old bytes of `name` are while `process` writes it in place.
  static func journal(of name: String, process: pid_t = getpid()) -> String {
    "\(prefix)\(process)-\(journalEnd(of: name))"
  }

  /// Whether `journal` is of the file that is called `name`, whichever process made it.
  static func isJournal(_ journal: String, of name: String) -> Bool {
    isJournal(journal) && journal.hasSuffix("-\(journalEnd(of: name))")
  }

  /// Whether `name` is the journal of a process that no longer runs.
  static func isStrayJournal(_ name: String) -> Bool { isJournal(name) && isOfEndedProcess(name) }

  /// Whether `name` is a temporary file of a process that no longer runs.
  static func isStray(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(".tmp") && isOfEndedProcess(name)
  }

  private static func journalEnd(of name: String) -> String {
    "\(String(FileHash.hash(Array(name.utf8)), radix: 16)).old"
  }

  private static func isJournal(_ name: String) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(".old")
  }

  private static func isOfEndedProcess(_ name: String) -> Bool {
    let digits = name.dropFirst(prefix.count).prefix { $0 != "-" }
    guard let process = pid_t(digits), process > 0 else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
