import ArgumentParser

/// The exit codes that scripts rely on.
enum ExitStatus {
  /// Problems found.
  static let problems = ExitCode(1)
  /// Bad usage, an unreadable site, a configuration that cannot be evaluated.
  static let usage = ExitCode(2)
  /// A fault of frontis itself.
  static let fault = ExitCode(70)
}

/// A failure whose words are already what a person should read.
struct CommandFailure: Error, Equatable {
  /// Lower case start, no full stop.
  var message: String
  /// What to do, when there is one thing to do.
  var help: String?
  var status: Int32 = 2
}
