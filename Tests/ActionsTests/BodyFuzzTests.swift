import Actions
import FrontisTestSupport
import Testing
import Values

/// Bodies of requests and answers come from anyone.
@Suite struct BodyFuzzTests {
  @Test func `random devalue text is refused or written again as it was read`() throws {
    let texts =
      try VectorFile.load("devalue")["encode"].arrayValue?
      .compactMap { $0["encoded"].stringValue.map { Array($0.utf8) } } ?? []
    let failure = Fuzz.firstFailure { random in
      let text = random.mutated(
        texts.randomElement(using: &random) ?? [],
        tokens: Self.devalueTokens
      )
      guard let graph = try? Devalue.parseGraph(text), let once = try? Devalue.stringify(graph)
      else { return nil }
      let again = (try? Devalue.parseGraph(once)).flatMap { try? Devalue.stringify($0) }
      return again == once ? nil : String(decoding: text, as: UTF8.self)
    }
    #expect(failure == nil)
  }

  @Test func `random multipart bodies are refused or written again as they were read`() {
    let form = FormData([
      .init(name: "a", content: .text("1\r\n--2")), .init(name: "b c", content: .text("é")),
      .init(
        name: "f",
        content: .file(.init(name: "x.txt", type: "text/plain", bytes: [0, 13, 10]))
      ),
    ])
    let body = form.multipart(boundary: "edge")
    let failure = Fuzz.firstFailure { random in
      let bytes = random.mutated(body, tokens: Self.formTokens)
      _ = FormData(urlEncoded: bytes)
      guard let read = FormData(multipart: bytes, boundary: "edge") else { return nil }
      let again = FormData(multipart: read.multipart(boundary: "other"), boundary: "other")
      return again == read ? nil : String(decoding: bytes, as: UTF8.self)
    }
    #expect(failure == nil)
  }

  private static let devalueTokens = [
    "[", "]", "{", "}", ",", ":", "-1", "-2", "-7", "0", "1", "99999999999", "1e9", "\"Date\"",
    "\"Map\"", "\"Set\"", "\"BigInt\"", "\"RegExp\"", "\"null\"", "\"Uint8Array\"", "\"__proto__\"",
    "null",
    "\"Object\"", "\"URL\"", "\"\\ud800\"",
  ]
  private static let formTokens = [
    "\r\n", "--edge", "--edge--", "--edge\r\n", "Content-Disposition: form-data; name=\"x\"", "; ",
    "\"",
    "\\", "filename=\"\"", "filename*=utf-8''%41", "Content-Type: text/html", "%", "%4", "%41", "+",
    "&", "=",
    "\0",
  ]
}
