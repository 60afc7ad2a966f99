package import JavaScript
import Synchronization
package import Values

/// The functions of a site's script, which runs when one of them is first needed.
package final class SiteFunctions: Sendable {
  private let surroundings: SiteSurroundings
  private let script: @Sendable () -> String?
  private let prepare: @Sendable (SiteProgram) throws(JavaScriptError) -> Void
  private let started: Mutex<Result<SiteProgram, JavaScriptError>?>

  /// `prepare` describes again what was described when the script first ran, so that schemas have
  /// the numbers they had.
  init(
    surroundings: SiteSurroundings,
    program: SiteProgram?,
    prepare: @escaping @Sendable (SiteProgram) throws(JavaScriptError) -> Void,
    script: @escaping @Sendable () -> String?
  ) {
    self.surroundings = surroundings
    self.prepare = prepare
    self.script = script
    started = Mutex(program.map { .success($0) })
  }

  /// The engine with the script run in it, started at the first call.
  func program() throws(JavaScriptError) -> SiteProgram {
    try started.withLock { started -> Result<SiteProgram, JavaScriptError> in
      if let started { return started }
      let result = Result { () throws(JavaScriptError) in try start() }
      started = result
      return result
    }.get()
  }

  private func start() throws(JavaScriptError) -> SiteProgram {
    guard let script = script() else {
      throw JavaScriptError(kind: .thrown, message: "the site's script is not at hand")
    }
    let program = try SiteProgram(script: script, surroundings: surroundings)
    try prepare(program)
    return program
  }

  /// What the collection's `generateId` makes of an entry: its path below `base`, its data.
  package func generateId(
    collection: String,
    entry: String,
    base: String,
    data: Value
  ) throws(JavaScriptError) -> String {
    let arguments: [Value] = [.string(collection), .string(entry), .string(base), data]
    return try program(ready: collection).ask("generateId", arguments).stringValue ?? ""
  }

  /// What the collection's `parser` makes of a file's text.
  package func parse(collection: String, text: String) throws(JavaScriptError) -> Value {
    try program(ready: collection).ask("parseText", [.string(collection), .string(text)])
  }

  /// The entries that a loader of the site's own gives: objects with their `id`.
  ///
  /// Throws what the loader throws; the network is off.
  package func runLoader(collection: String) throws(JavaScriptError) -> [Value] {
    let found = try program().ask(
      "runLoader",
      [.string(collection)],
      within: .seconds(5),
      timeLimit: .seconds(2)
    )
    return found.objectValue?["entries"]?.arrayValue ?? []
  }

  /// The program, with the collection's functions at hand where a loader that wraps ours has them.
  private func program(ready collection: String) throws(JavaScriptError) -> SiteProgram {
    let program = try program()
    try program.prepareFunctions(of: collection)
    return program
  }
}
