import Bundling
package import JavaScript
package import Schemas
import Synchronization
package import Values

/// The functions of a site's script, which runs when one of them is first needed.
package final class SiteFunctions: Sendable {
  private let surroundings: SiteSurroundings
  private let bundle: @Sendable () -> ScriptBundle?
  private let prepare: @Sendable (SiteProgram) throws(JavaScriptError) -> Void
  private let started: Mutex<Result<SiteProgram, JavaScriptError>?>
  /// How often what a name stands for did not end.
  private let endless = Mutex<[String: Int]>([:])

  /// `prepare` describes again what was described when the script first ran, so that schemas have
  /// the numbers they had.
  init(
    surroundings: SiteSurroundings,
    program: SiteProgram?,
    prepare: @escaping @Sendable (SiteProgram) throws(JavaScriptError) -> Void,
    bundle: @escaping @Sendable () -> ScriptBundle?
  ) {
    self.surroundings = surroundings
    self.prepare = prepare
    self.bundle = bundle
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
    guard let bundle = bundle() else {
      throw JavaScriptError(kind: .thrown, message: "the site's script is not at hand")
    }
    let program = try SiteProgram.running(bundle.script, surroundings)
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
    return try ending("generateId of \(collection)") { limit throws(JavaScriptError) in
      try program(ready: collection).ask("generateId", arguments, timeLimit: limit).stringValue
        ?? ""
    }
  }

  /// What the collection's `parser` makes of a file's text.
  package func parse(collection: String, text: String) throws(JavaScriptError) -> ParsedText {
    let program = try program(ready: collection)
    let parsed = try program.ask("parseText", [.string(collection), .string(text)]).objectValue
    if let package = parsed?["unresolved"]?.stringValue { return .unresolved(package) }
    return .value(parsed?["value"] ?? .undefined)
  }

  /// What a site's own parser made of a text.
  package enum ParsedText: Sendable, Equatable {
    case value(Value)
    /// It needs a package that is not installed, by the name that it is imported by.
    case unresolved(String)
  }

  /// The entries that a loader of the site's own gives: objects with their `id`.
  ///
  /// Throws what the loader throws. It runs once, however often it is asked.
  package func runLoader(collection: String) throws(JavaScriptError) -> [Value] {
    let program = try program()
    let found = try program.ask(
      "runLoader",
      [.string(collection)],
      within: program.loaderDeadline,
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

// MARK: - What goes wrong

extension SiteFunctions {
  /// Runs `body` with the processor time that what `name` stands for still gets.
  ///
  /// A site has many entries: code that runs out of time on one after the other gets less, so that
  /// those on which it ends are still checked, and in the end none.
  func ending<Result>(
    _ name: String,
    _ body: (_ timeLimit: Duration) throws(JavaScriptError) -> Result
  ) throws(JavaScriptError) -> Result {
    let count = endless.withLock { $0[name, default: 0] }
    guard count < 200 else {
      throw JavaScriptError(
        kind: .timeLimit,
        message: "the code was not run any more: it did not end \(count) times"
      )
    }
    do {
      return try body(count < 3 ? .seconds(1) : .milliseconds(50))
    } catch {
      if error.kind == .timeLimit || error.kind == .unsettled {
        endless.withLock { $0[name, default: 0] += 1 }
      }
      throw error
    }
  }

  /// Whether what `name` stands for has ended each time.
  func hasAlwaysEnded(_ name: String) -> Bool { endless.withLock { $0[name] == nil } }

  /// Where in the site's own code `error` comes from; nil where that is not known.
  package func place(of error: JavaScriptError) -> CodePlace? { bundle()?.place(of: error) }

  /// Where the function whose text is `source` stands in the site's code.
  func place(ofFunction source: String) -> CodePlace? {
    guard let bundle = bundle(), !source.contains("[native code]"),
      let range = bundle.script.range(of: source)
    else { return nil }
    let before = bundle.script[..<range.lowerBound]
    let start = before.lastIndex(where: \.isNewline).map { before.index(after: $0) }
    return bundle.place(
      line: before.reduce(1) { $0 + ($1.isNewline ? 1 : 0) },
      column: before[(start ?? before.startIndex)...].utf16.count + 1
    ).map(CodePlace.init)
  }
}

extension ScriptBundle {
  /// Where in the site's own code `error` comes from: that says more than a place in a package.
  func place(of error: JavaScriptError) -> CodePlace? {
    let places = error.stack.lazy.filter { $0.script == SiteProgram.scriptName }
      .compactMap { place(line: $0.line, column: $0.column) }
    let own = places.first { !$0.source.hasPrefix("/") && !$0.source.contains("node_modules/") }
    return (own ?? places.first).map(CodePlace.init)
  }
}

extension CodePlace {
  fileprivate init(_ place: SourceMap.Place) {
    self.init(file: place.source, line: place.line, column: place.column)
  }
}
