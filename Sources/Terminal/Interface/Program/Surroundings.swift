package import Foundation

/// What the screens use of the world beside the site itself.
package struct Surroundings: Sendable {
  package var build: any BuildService
  /// Opens the person's editor and returns when it has ended; nil when all went well, else why not.
  package var openEditor: @Sendable (_ path: String, _ line: Int, _ column: Int) async -> String?
  /// What the person should know at once, such as a state database that had to be rebuilt.
  package var notice: String?
  package var now: @Sendable () -> Date
  /// In which dates and times are shown.
  package var zone: TimeZone

  package init(
    build: any BuildService,
    openEditor: @escaping @Sendable (_ path: String, _ line: Int, _ column: Int) async -> String?,
    notice: String? = nil,
    now: @escaping @Sendable () -> Date = { Date() },
    zone: TimeZone = .current
  ) {
    self.build = build
    self.openEditor = openEditor
    self.notice = notice
    self.now = now
    self.zone = zone
  }
}
