import Foundation
import JavaScript
import Testing
import Values

@Suite struct HostileScriptTests {
  let runtime = JavaScriptRuntime()

  /// What `script` is stopped for within 100 ms of processor time.
  private func failure(_ script: String) throws -> JavaScriptError {
    do throws(JavaScriptError) {
      _ = try runtime.settle(
        try runtime.evaluate(script, timeLimit: .milliseconds(100)),
        within: .seconds(2),
        timeLimit: .milliseconds(100)
      )
    } catch {
      return error
    }
    throw CocoaError(.featureUnsupported)
  }

  @Test(arguments: [
    "while (true) {}",
    "for (;;) { try { while (true) {} } catch {} finally { continue } }",
    "[1, 2].sort(() => { while (true) {} })",
    "({ get a() { while (true) {} } })",
    "const o = { toString() { while (true) {} } }; `${o}`",
    "JSON.stringify({ toJSON() { while (true) {} } })",
    "var again = () => Promise.resolve().then(again); again()",
    "var again = () => new Promise((done) => done()).catch(() => {}).finally(again); again(); 1",
    "var again = { then(done) { done(again) } }; Promise.resolve(again)",
    "var again = () => queueMicrotask(again); again()",
    "new Promise((done) => setTimeout(function again() { Promise.all([1]).then(again) }, 1))",
  ])
  func `code that never ends is stopped and the engine goes on`(script: String) throws {
    #expect(try failure(script).kind == .timeLimit)
    #expect(try runtime.evaluate("6 * 7") == 42)
    #expect(try runtime.settle(try runtime.evaluate("Promise.resolve(1)")) == 1)
  }

  @Test(arguments: [
    "(function f() { f() })()",
    "(function f() { [1].map(f) })()",
    "let s = '['.repeat(1e6); JSON.parse(s)",
    "eval('('.repeat(1e6))",
    "let a = []; for (let i = 0; i < 1e6; i++) a = [a]; JSON.stringify(a)",
    "new RegExp('('.repeat(1e6) + ')'.repeat(1e6))",
    "const p = new Proxy({}, { get(t, k, r) { return r[k] } }); p.x",
  ])
  func `bottomless recursion is an exception, on a small stack too`(script: String) throws {
    #expect([.thrown, .timeLimit].contains(try failure(script).kind))
    let outcome = Outcome()
    let thread = Thread { [runtime] in
      do {
        _ = try runtime.evaluate(script)
      } catch {
        outcome.error = error as? JavaScriptError
      }
      outcome.done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    outcome.done.wait()
    #expect(outcome.error?.kind == .thrown)
  }

  /// Written by one thread, read after its signal.
  private final class Outcome: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var error: JavaScriptError?
  }

  @Test func `hoarding memory is stopped`() throws {
    let runtime = JavaScriptRuntime(limits: .init(time: .seconds(10), memory: 100 << 20))
    let error = #expect(throws: JavaScriptError.self) {
      try runtime.evaluate("const all = []; while (true) all.push(new Array(1000).fill(1.5))")
    }
    #expect(error?.kind == .memoryLimit)
    #expect(try runtime.evaluate("1") == 1)
  }

  @Test func `a string too long to build is an exception`() throws {
    #expect(
      try failure("let s = 'x'; for (let i = 0; i < 64; i++) s += s; s.length").kind == .thrown
    )
  }

  @Test func `a regular expression that backtracks without end is stopped`() throws {
    let start = ContinuousClock.now
    _ = try? runtime.evaluate("/^(a+)+$/.test('a'.repeat(40) + '!')", timeLimit: .milliseconds(100))
    #expect(ContinuousClock.now - start < .seconds(120))
  }

  @Test func `redefined built-ins do not reach the conversion`() throws {
    try runtime.evaluate(
      """
      Object.keys = () => ['stolen']; Map.prototype.forEach = () => { throw 1 };
      Array.prototype.push = () => { throw 1 }; Object.prototype.polluted = 1;
      Array.prototype[Symbol.iterator] = () => { throw 1 }; globalThis.Map = 1; globalThis.Error = 1;
      Promise.prototype.then = () => { throw 1 }; Object.defineProperty = () => { throw 1 };
      """
    )
    #expect(try runtime.evaluate("({ a: 1 })") == ["a": 1])
    runtime.install("fail") { _ in throw ScriptException("no") }
    #expect(try runtime.evaluate("try { fail() } catch (e) { e.message }") == "no")
    let map = Value.map([MapEntry(key: "k", value: 1)])
    try runtime.setGlobal("m", map)
    #expect(try runtime.evaluate("m") == map)
    #expect(try runtime.settle(try runtime.evaluate("(async () => 1)()")) == 1)
  }

  @Test func `there is no way out`() throws {
    for name in [
      "require", "Bun", "Deno", "load", "read", "print", "quit", "$vm", "Atomics", "WebAssembly",
    ] {
      #expect(try runtime.evaluate("typeof \(name)") == "undefined", "\(name)")
    }
    #expect(try runtime.evaluate("Function('return typeof require')()") == "undefined")
    #expect(
      try runtime.evaluate("({}).constructor.constructor('return typeof this.load')()")
        == "undefined"
    )
    for code in [
      "Function('return async () => 1')", "eval('import(\"x\")')", "eval('(async () => 1)()')",
      "(() => {}).constructor({ toString: () => 'async () => 1' })",
      "(function* () {}).constructor('async () => 1')",
    ] {
      #expect(try failure(code).name == "EvalError", "\(code)")
    }
    let error = #expect(throws: JavaScriptError.self) {
      try runtime.settle(try runtime.evaluate("fetch('https://example.com')"))
    }
    #expect(error?.message == "network access is off")
  }
}
