import Foundation

/// What is set once for the process, before the first engine starts.
enum Engine {
  /// Idempotent.
  static func prepare() { _ = options }

  private static let options: Void = {
    // Compiling to machine code is what most attacks on an engine use, and a regular expression
    // compiled so cannot be stopped; site code is short. An option that is already set stands.
    setenv("JSC_useJIT", "0", 0)
  }()
}
