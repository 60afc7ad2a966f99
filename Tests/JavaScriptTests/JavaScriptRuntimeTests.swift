import Foundation
import JavaScript
import Testing
import Values

@Suite struct JavaScriptRuntimeTests {
  static let samples: [(script: String, value: Value)] = [
    ("undefined", Value.undefined), ("null", nil), ("true", true), ("1.5", 1.5), ("-0", -0.0),
    ("0/0", .number(.nan)), ("'a\\0b漢🚀'", "a\0b漢🚀"), ("[1,[2]]", [1, [2]]),
    ("({b: 1, a: 'x', 1: 2})", ["1": 2, "b": 1, "a": "x"]),
    ("new Date(5)", .date(DateValue(milliseconds: 5))),
    ("new Date(NaN)", .date(DateValue(milliseconds: .nan))),
    ("-12345678901234567890n", .bigint("-12345678901234567890")),
    (
      "new Map([[1, 'a'], ['k', [2]]])",
      .map([MapEntry(key: 1, value: "a"), MapEntry(key: "k", value: [2])])
    ),
    ("new Set([1, 'a'])", .set([1, "a"])), ("new Uint8Array([1, 255])", .bytes([1, 255])),
    ("new Uint8Array([1, 2, 3]).subarray(1)", .bytes([2, 3])),
    ("Symbol('s')", .symbol("s")), ("Object.create(null)", [:]),
    ("JSON.parse('{\"__proto__\": 1}')", ["__proto__": 1]),
  ]

  let runtime = JavaScriptRuntime()

  @Test(arguments: samples)
  func `a value crosses both ways`(script: String, value: Value) throws {
    #expect(try runtime.evaluate(script) == value)
    try runtime.setGlobal("given", value)
    #expect(try runtime.evaluate("given") == value)
    let kind = "Object.prototype.toString.call"
    #expect(try runtime.evaluate("\(kind)(given) === \(kind)(\(script))") == true)
  }

  @Test func `a value that contains itself is refused`() {
    let error = #expect(throws: JavaScriptError.self) {
      try runtime.evaluate("const a = {}; a.b = [a]; a")
    }
    #expect(error?.kind == .unconvertible)
  }

  @Test func `a value that is small in the engine and huge outside is refused`() {
    let error = #expect(throws: JavaScriptError.self) {
      try runtime.evaluate("let a = ['x']; for (let i = 0; i < 60; i++) a = [a, a, a]; a")
    }
    #expect(error?.kind == .unconvertible)
    #expect(throws: JavaScriptError.self) {
      try runtime.evaluate("const s = []; s.length = 4e9; s")
    }
  }

  @Test func `functions and instances stay in the engine and come back as themselves`() throws {
    let function = try runtime.evaluate("globalThis.f = (a, b) => a + b; f")
    guard case .foreign(let foreign) = function else { throw CocoaError(.coderInvalidValue) }
    #expect(foreign.isFunction)
    #expect(try runtime.call(foreign, [1, 2]) == 3)
    #expect(try runtime.evaluate("f") == function)
    try runtime.setGlobal("g", function)
    #expect(try runtime.evaluate("g === f") == true)
    let instance = try runtime.evaluate("class Point {}; new Point()")
    guard case .foreign(let point) = instance else { throw CocoaError(.coderInvalidValue) }
    #expect(point.className == "Point")
    runtime.release(foreign)
    #expect(throws: JavaScriptError.self) { try runtime.call(foreign) }
  }

  @Test func `an exception carries name, message, place and own properties`() throws {
    let error = #expect(throws: JavaScriptError.self) {
      try runtime.evaluate(
        "\nfunction f() {\n  throw Object.assign(new TypeError('no'), {code: 'X'});\n}\nf()",
        name: "site.js"
      )
    }
    #expect(error?.name == "TypeError")
    #expect(error?.message == "no")
    #expect(error?.properties["code"] == "X")
    #expect(error?.stack.first?.line == 3)
    #expect(error?.stack.first?.script == "site.js")
    #expect(error?.stack.first?.function == "f")
    let syntax = #expect(throws: JavaScriptError.self) {
      try runtime.evaluate("\n\nlet = ;", name: "site.js")
    }
    #expect(syntax?.name == "SyntaxError")
    #expect(syntax?.stack.first?.line == 3)
    #expect(
      #expect(throws: JavaScriptError.self) { try runtime.evaluate("throw 'text'") }?.message
        == "text"
    )
  }

  @Test func `a native function answers and throws`() throws {
    runtime.install("twice") { arguments in
      guard let number = arguments.first?.numberValue else {
        throw ScriptException(
          name: "RangeError",
          "not a number",
          properties: ObjectValue([("code", 7)])
        )
      }
      return .number(number * 2)
    }
    #expect(try runtime.evaluate("twice(21)") == 42)
    #expect(
      try runtime.evaluate(
        "try { twice('x') } catch (e) { [e instanceof RangeError, e.message, e.code] }"
      )
        == [true, "not a number", 7]
    )
  }

  @Test func `a native function may call back into the engine`() throws {
    runtime.install("again") { [runtime] _ in try runtime.evaluate("6 * 7") }
    #expect(try runtime.evaluate("again()") == 42)
  }

  @Test func `promises settle, timers run in order`() throws {
    let promise = try runtime.evaluate(
      """
      __frontisAsync(function* () {
        const seen = [];
        const wait = (ms) => new Promise((done) => setTimeout(() => { seen.push(ms); done(); }, ms));
        yield Promise.all([wait(20), wait(5)]);
        queueMicrotask(() => seen.push('micro'));
        yield null;
        return seen;
      })()
      """
    )
    #expect(try runtime.settle(promise) == [5, 20, "micro"])
    let broken = try runtime.evaluate("Promise.reject(new Error('broken'))")
    #expect(
      #expect(throws: JavaScriptError.self) { try runtime.settle(broken) }?.message == "broken"
    )
    let never = try runtime.evaluate("new Promise(() => {})")
    #expect(#expect(throws: JavaScriptError.self) { try runtime.settle(never) }?.kind == .unsettled)
    let late = try runtime.evaluate("new Promise((done) => setTimeout(done, 60000))")
    #expect(
      #expect(throws: JavaScriptError.self) { try runtime.settle(late, within: .milliseconds(20)) }?
        .kind
        == .unsettled
    )
  }

  @Test func `console lines are collected`() throws {
    try runtime.evaluate("console.log('a', {b: 1}); console.warn(new Error('x'))")
    #expect(
      runtime.takeConsoleLines() == [
        ConsoleLine(level: "log", text: "a {\"b\":1}"),
        ConsoleLine(level: "warn", text: "Error: x"),
      ]
    )
    #expect(runtime.takeConsoleLines().isEmpty)
  }
}
