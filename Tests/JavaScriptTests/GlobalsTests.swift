import Foundation
import JavaScript
import Testing
import Values

@Suite struct GlobalsTests {
  static let answers: [(script: String, value: Value)] = [
    ("new Date('2024-01-02').getTime()", 1_704_153_600_000),
    ("new Date(2024, 0, 2) instanceof Date", true),
    ("new Date(new Date(5)).getTime()", 5),
    ("new Date('nonsense')", .date(DateValue(milliseconds: .nan))),
    ("typeof Date()", "string"),
    ("Date.UTC(1970, 0, 1)", 0),
    ("class D extends Date {}; new D(7).getTime()", 7),
    ("new Date(7).constructor === Date", true),
    ("structuredClone({ a: new Map([[1, { b: new Date(3) }]]) }).a.get(1).b.getTime()", 3),
    ("const c = {}; c.c = c; structuredClone(c).c.c !== c", true),
    ("new TextDecoder().decode(new TextEncoder().encode('aé漢'))", "aé漢"),
    ("atob(btoa('ab\\xff')) === 'ab\\xff'", true),
    ("new URLSearchParams('a=1&b=x+y%26').get('b')", "x y&"),
    ("new URLSearchParams({ a: 'x y', b: '&' }).toString()", "a=x+y&b=%26"),
    ("process.env.NOTHING", .undefined),
    (
      "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())",
      true
    ),
  ]

  @Test(arguments: answers)
  func `globals that sites expect are there`(script: String, value: Value) throws {
    #expect(try JavaScriptRuntime().evaluate(script) == value)
  }

  @Test func `the environment is what is handed in`() throws {
    let runtime = JavaScriptRuntime(environment: ["MODE": "x"], workingFolder: "/site")
    #expect(try runtime.evaluate("process.env.MODE + process.cwd()") == "x/site")
  }
}
