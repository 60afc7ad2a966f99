import CJavaScriptCore
import Foundation

/// What is done once for the process, before the first engine starts.
enum Engine {
  /// Idempotent.
  ///
  /// Throws when there is no JavaScriptCore on this machine.
  static func prepare() throws(JavaScriptError) {
    _ = options
    guard let reason = CJavaScriptCoreLoad() else { return }
    throw JavaScriptError(
      kind: .noEngine,
      message:
        "JavaScriptCore cannot be loaded (\(String(cString: reason))): install libjavascriptcoregtk-4.1-0"
    )
  }

  /// Frees an engine whose time limit is cleared, some time later.
  ///
  /// A timer of the watchdog that was set before may still be due, and the engine ends the process
  /// when one fires while it is being freed (WebKitGTK 2.50).
  static func free(_ context: JSGlobalContextRef?, _ group: JSContextGroupRef?) {
    // Sendable because nobody else has these pointers any more.
    nonisolated(unsafe) let last = (context: context, group: group)
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + .seconds(2)) {
      JSGlobalContextRelease(last.context)
      JSContextGroupRelease(last.group)
    }
  }

  private static let options: Void = {
    // Compiling to machine code is what most attacks on an engine use, and a regular expression
    // compiled so cannot be stopped; site code is short. An option that is already set stands.
    setenv("JSC_useJIT", "0", 0)
    // Script looks whether it is to stop, instead of being interrupted by signals, which the rest
    // of the process would see too.
    setenv("JSC_usePollingTraps", "1", 0)
  }()
}
