/// Who can run the site's build.
package protocol Builder: Sendable {
  /// Runs the build to its end and returns its exit status.
  ///
  /// Hands all that it prints to `output` as it comes, from one task at a time. Stops it, and throws
  /// `CancellationError`, when the task is cancelled; throws whatever keeps it from starting.
  func build(output: @escaping @Sendable ([UInt8]) async -> Void) async throws -> Int32
}
