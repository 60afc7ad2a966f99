/// Builds the site and streams what the build says.
package protocol BuildService: Sendable {
  /// Starts a build; the stream ends with `.finished` or `.failed`.
  func rebuild() -> AsyncStream<BuildEvent>
  /// Stops the build that runs.
  func stop() async
}

/// What happens while a site is built.
package enum BuildEvent: Sendable, Equatable {
  /// What is being prepared, in words.
  case starting(String)
  case started(command: String)
  case line(String, isError: Bool)
  case finished(status: Int32, seconds: Double)
  /// Why there is no build, in words.
  case failed(String)
}
