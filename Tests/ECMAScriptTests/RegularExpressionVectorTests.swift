import ECMAScript
import FrontisTestSupport
import Testing
import Values

@Suite struct RegularExpressionVectorTests {
  @Test func `every recorded pattern matches where V8 matches`() throws {
    var differences: [String] = []
    for row in try #require(try Vectors.load("regular-expressions").arrayValue) {
      let row = try #require(row.objectValue)
      let source = try #require(row["source"]?.stringValue)
      let flags = try #require(row["flags"]?.stringValue)
      let expression: RegularExpression
      do {
        expression = try RegularExpression(source: source, flags: flags)
      } catch {
        if row["error"] == nil { differences.append("/\(source)/\(flags): \(error.reason)") }
        continue
      }
      guard let answers = row["answers"]?.arrayValue else {
        differences.append("/\(source)/\(flags): taken, not \(row["error"] ?? .undefined)")
        continue
      }
      for case .array(let answer) in answers {
        let text = try #require(answer[0].stringValue)
        let actual = value(of: expression.firstMatch(in: text))
        if actual != answer[1] {
          differences.append("/\(source)/\(flags) in \(text): \(actual), not \(answer[1])")
        }
      }
    }
    #expect(differences == [])
  }

  /// A match as the vectors write it.
  private func value(of outcome: RegularExpression.Outcome) -> Value {
    switch outcome {
    case .noMatch: return .null
    case .budgetExceeded: return "budget exceeded"
    case .match(let match):
      return .array(
        ([match.range] + match.groups).map { range in
          guard let range else { return .null }
          return .array([.number(Double(range.lowerBound)), .number(Double(range.upperBound))])
        }
      )
    }
  }
}

@Suite struct RegularExpressionTests {
  @Test(arguments: [
    (#"^(a+)+$"#, String(repeating: "a", count: 5000) + "!"),
    (#"^(\w|\d|[a-z])*$"#, String(repeating: "a", count: 5000) + "!"),
    (#"(x+x+)+y"#, String(repeating: "x", count: 5000)),
    (#"(?:(?:a*)*)*b"#, String(repeating: "a", count: 5000)),
  ])
  func `a pattern that explodes ends when its budget is spent`(source: String, text: String) throws
  {
    let expression = try RegularExpression(source: source)
    #expect(expression.firstMatch(in: text, budget: 200_000) == .budgetExceeded)
    #expect(expression.isMatch(String(repeating: "a", count: 3) + "!") == false)
  }

  @Test func `deep nesting is refused, not followed`() {
    let source = String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000)
    #expect(throws: RegularExpressionError.self) { try RegularExpression(source: source) }
  }

  @Test func `a repetition of repetitions does not grow the program`() throws {
    let expression = try RegularExpression(source: "^(?:(?:(?:a{1000}){1000}){1000}){1000}$")
    #expect(expression.isMatch("aaa") == false)
  }

  @Test func `a search from an offset leaves out what comes before`() throws {
    let expression = try RegularExpression(source: "(?<=é)b")
    guard case .match(let match) = expression.firstMatch(in: "éb éb", from: 2) else {
      Issue.record("no match")
      return
    }
    #expect(match.range == 4..<5)
    #expect(expression.firstMatch(in: "éb", from: 3) == .noMatch)
  }

  @Test func `named groups are listed with their indices`() throws {
    let expression = try RegularExpression(source: "(a)(?<year>b)")
    #expect(expression.groupNames == ["year": 2])
  }

  @Test func `a pattern of one set from start to end says what a search says`() throws {
    let texts = [
      "", "a", "z9-", "Az", "a b", "a\n", "\n", "é", "aé", "aé!", "a!é", "ß", "\u{7F}", "\u{80}",
      "\u{212A}", "k",
      "😀", "a😀", String(repeating: "a", count: 40),
    ]
    let patterns = [
      "^[a-z0-9-]+$", "^[a-z]*$", "^[^/]+$", "^.+$", "^[a-z]{2,3}$", "^[a-z]{0}$", "^[é-ü]+$",
      "^\\w+$", "^(?:[a-z])+$",
      "^([a-z]+)$", "^[a-z]+", "^$",
    ]
    for pattern in patterns {
      for flags in ["", "i", "u", "iu", "s", "m"] {
        let expression = try RegularExpression(source: pattern, flags: flags)
        for text in texts {
          let isFound = if case .match = expression.firstMatch(in: text) { true } else { false }
          #expect(expression.isMatch(text) == isFound, "/\(pattern)/\(flags) on \(text)")
        }
      }
    }
  }
}
