import ECMAScript
import FrontisTestSupport
import Testing
import Values

@Suite struct ECMAScriptVectorTests {
  private func rows(_ name: String) throws -> [Value] {
    try #require(try Vectors.load("ecmascript").objectValue?[name]?.arrayValue)
  }

  @Test func `numbers are read and written as V8 does`() throws {
    for case .array(let row) in try rows("numbers") {
      let (text, expected) = (try #require(row[0].stringValue), row[1].stringValue)
      #expect(NumberText.text(NumberText.number(text)) == expected, "\(text)")
    }
  }

  @Test func `texts are mapped, trimmed, measured and quoted as V8 does`() throws {
    for case .object(let row) in try rows("texts") {
      let text = try #require(row["text"]?.stringValue)
      let actual = ObjectValue([
        ("text", .string(text)), ("lower", .string(CaseText.lowercased(text))),
        ("upper", .string(CaseText.uppercased(text))),
        ("trimmed", .string(TextMeasure.trimmed(text))),
        ("length", .number(Double(TextMeasure.utf16Length(of: text)))),
        ("nfc", .string(Normalization.nfc.normalizing(text))),
        ("nfkd", .string(Normalization.nfkd.normalizing(text))),
        ("json", .string(JSONText.quoted(text))),
      ])
      #expect(Value.object(actual) == .object(row))
    }
  }

  @Test func `dates are written as V8 does in every zone`() throws {
    let zones = try #require(try Vectors.load("ecmascript").objectValue?["dates"]?.objectValue)
    for (name, rows) in zones {
      let zone = try #require(DateZone(identifier: name))
      for case .array(let row) in try #require(rows.arrayValue) {
        let text = DateText.text(row[0].numberValue ?? .nan, in: zone)
        #expect(.string(text) == row[1], "\(name)")
      }
    }
  }

  @Test func `URLs are read, changed and written as Node does`() throws {
    for case .object(let row) in try rows("urls") {
      let input = try #require(row["input"]?.stringValue)
      let base = row["base"]?.stringValue.flatMap { WebURL($0) }
      var url = WebURL(input, base: base)
      for case .array(let change) in row["changes"]?.arrayValue ?? [] {
        let (name, value) = (change[0].stringValue ?? "", change[1].stringValue ?? "")
        url?.set(name, to: value)
      }
      let actual: Value =
        url.map { url in
          .array([
            .string(url.href), .string(url.origin), .string(url.host),
            .string(URLSearchParameters(url.search).text),
          ])
        } ?? .null
      #expect(actual == row["answer"], "\(row)")
    }
  }
}

extension WebURL {
  /// Sets the part that JavaScript calls `name`.
  fileprivate mutating func set(_ name: String, to value: String) {
    switch name {
    case "protocol": setProtocol(value)
    case "username": setUsername(value)
    case "password": setPassword(value)
    case "hostname": setHostname(value)
    case "port": setPort(value)
    case "pathname": setPathname(value)
    case "search": setSearch(value)
    case "hash": setHash(value)
    default: Issue.record("no such part: \(name)")
    }
  }
}
