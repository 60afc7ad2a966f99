import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

struct JSONReaderTests {
  // The JSON parsing test suite is not part of the repository.
  @Test(.enabled(if: Vectors.sharedFile("vectors/json.json") != nil))
  func `what JSON.parse takes is taken, and nothing else`() throws {
    for row in try #require(try Vectors.loadShared("vectors/json.json")?.arrayValue) {
      let id = try #require(row[["id"]]?.stringValue)
      let bytes = try #require(row[["base64"]]?.stringValue.flatMap(Base64.decode))
      let isTaken =
        if case .success(let tree) = JSONReader.read(bytes) { !tree.value.isUndefined } else {
          false
        }
      #expect(isTaken == row[["ok"]]?.booleanValue, "\(id)")
    }
  }

  // As Node 20 prints them.
  @Test(
    arguments: [
      ("", "Unexpected end of JSON input", 0),
      ("[1,", "Unexpected end of JSON input", 3),
      ("{", "Expected property name or '}' in JSON at position 1", 1),
      (#"{"a":1,}"#, "Expected double-quoted property name in JSON at position 7", 7),
      ("[1 2]", "Expected ',' or ']' after array element in JSON at position 3", 3),
      ("[1,]", #"Unexpected token ']', "[1,]" is not valid JSON"#, 3),
      (
        #"{"title": "x", "y": tru, "z":1}"#,
        #"Unexpected token ',', ...", "y": tru, "z":1}" is not valid JSON"#, 23
      ),
      ("undefined", #""undefined" is not valid JSON"#, 0),
      ("\u{FEFF}{}", "Unexpected token '\u{FEFF}', \"\u{FEFF}{}\" is not valid JSON", 0),
      ("\"é\n\"", "Bad control character in string literal in JSON at position 2", 3),
      (#""\x""#, "Bad escaped character in JSON at position 2", 2),
      ("01", "Unexpected number in JSON at position 1", 1),
      (#"{"a":1}}"#, "Unexpected non-whitespace character after JSON at position 7", 7),
    ]
  )
  func `what is wrong is said as V8 says it`(text: String, reason: String, offset: Int) {
    let expected = ReadFailure(kind: .json, reason: reason, offset: offset)
    switch JSONReader.read(Array(text.utf8)) {
    case .success: Issue.record("\(text) was taken")
    case .failure(var failure):
      failure.origin = nil
      #expect(failure == expected)
    }
  }

  @Test func `values are JavaScript's`() throws {
    let text =
      #"{"b":1,"2":-0.5e1,"a":"\u00e9\n\ud83d\ude00\ud800","1":[true,null,{}],"b":12345678901234567890}"#
    let value = try JSONReader.value(of: Array(text.utf8))
    #expect(value.objectValue?.keys == ["1", "2", "b", "a"])
    #expect(
      value == [
        "1": [true, nil, [:]], "2": -5, "b": 12345678901234567000.0, "a": "é\n😀\u{FFFD}",
      ]
    )
  }

  @Test func `a byte order mark is skipped in what was sent and refused in a file`() throws {
    let marked = Array("\u{FEFF}[1]".utf8)
    #expect(try JSONReader.value(of: marked) == [1])
    guard case .failure = JSONReader.read(marked) else {
      Issue.record("the mark was taken")
      return
    }
  }

  @Test func `every value knows its bytes`() throws {
    let text = #" { "a" : [ 1, "xé" ] } "#
    let tree = try JSONReader.read(Array(text.utf8)).get()
    let texts = tree.nodes.map { String(decoding: tree.bytes[$0.range], as: UTF8.self) }
    #expect(texts == [#"{ "a" : [ 1, "xé" ] }"#, #""a""#, #"[ 1, "xé" ]"#, "1", #""xé""#])
  }

  @Test func `deep nesting is refused, not crashed on`() {
    let deep = Array(repeating: UInt8(ascii: "["), count: 1_000_000)
    guard case .failure(let failure) = JSONReader.read(deep) else {
      Issue.record("a million arrays were taken")
      return
    }
    #expect(failure.kind == .limit)
    let depth = JSONReader.depthLimit
    let fits = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(throws: Never.self) { try JSONReader.value(of: Array(fits.utf8)) }
  }
}
