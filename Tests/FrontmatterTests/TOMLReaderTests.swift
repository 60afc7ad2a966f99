import ECMAScript
import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

struct TOMLReaderTests {
  // The TOML test suite is not part of the repository.
  @Test(.enabled(if: Vectors.sharedFile("vectors/toml.json") != nil))
  func `the TOML 1.0 test suite holds`() throws {
    for row in try #require(try Vectors.loadShared("vectors/toml.json")?.arrayValue) {
      let id = try #require(row[["id"]]?.stringValue)
      if let reason = Self.exceptions[id] {
        print("left out: \(id): \(reason)")
        continue
      }
      let bytes =
        try row[["base64"]]?.stringValue.flatMap(Base64.decode)
        ?? Array(#require(row[["toml"]]?.stringValue).utf8)
      switch TOMLReader.read(bytes) {
      case .success(let tree):
        #expect(row[["ok"]] == true, "\(id) was taken")
        if let expected = row[["value"]] { #expect(tree.value == Self.untagged(expected), "\(id)") }
      case .failure(let failure): #expect(row[["ok"]] == false, "\(id): \(failure)")
      }
    }
  }

  /// Where the suite and smol-toml, which Astro reads TOML with, disagree.
  private static let exceptions = [
    "valid/integer/long": "smol-toml refuses integers that a double does not hold exactly"
  ]

  /// The suite's `{"type", "value"}` as our values; dates without a zone as UTC.
  private static func untagged(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map(untagged))
    case .object(let object):
      guard object.count == 2, case .string(let type)? = object["type"],
        case .string(let text)? = object["value"]
      else { return .object(ObjectValue(object.map { ($0.key, untagged($0.value)) })) }
      switch type {
      case "string": return .string(text)
      case "bool": return .boolean(text == "true")
      case "integer", "float":
        if text.hasSuffix("nan") { return .number(.nan) }
        if text.hasSuffix("inf") { return .number(text.hasPrefix("-") ? -.infinity : .infinity) }
        return .number(Double(text) ?? .nan)
      case "time-local": return date("0000-01-01T\(text)Z")
      case "datetime-local": return date(text + "Z")
      default: return date(text)
      }
    default: return value
    }
  }

  private static func date(_ text: String) -> Value {
    .date(DateValue(milliseconds: DateText.milliseconds(text, in: .utc)))
  }

  @Test func `documents mean what they mean to smol-toml`() throws {
    var left: [String: Int] = [:]
    for row in try #require(try Vectors.load("toml-smol").arrayValue) {
      let toml = try #require(row[["toml"]]?.stringValue)
      let reason = row[["reason"]]?.stringValue
      switch TOMLReader.read(Array(toml.utf8), .smolTOML(minor: 6)) {
      case .success(let tree):
        if let reason, let why = Self.taken[reason] {
          left[why, default: 0] += 1
          continue
        }
        #expect(reason == nil, "\(toml) was taken")
        if let value = row[["value"]] { #expect(tree.value == Self.plain(value), "\(toml)") }
      case .failure(let failure): #expect(reason != nil, "\(toml): \(failure.reason)")
      }
    }
    for (why, count) in left.sorted(by: { $0.key < $1.key }) { print("left out: \(count): \(why)") }
  }

  /// What smol-toml refuses and we take, by its reason.
  private static let taken = [
    "control characters are not allowed in comments":
      "after a number or a date, smol-toml looks for control characters at another place of the file"
  ]

  /// A recorded value as ours.
  private static func plain(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map(plain))
    case .object(let object):
      if object.count == 1, case .number(let milliseconds)? = object["$d"] {
        return .date(DateValue(milliseconds: milliseconds))
      }
      if object.count == 1, case .string(let name)? = object["$n"] {
        return .number(Double(name) ?? .nan)
      }
      return .object(ObjectValue(object.map { ($0.key, plain($0.value)) }))
    default: return value
    }
  }

  @Test(
    arguments: [
      ("a = {b = 1,\n c = 2, # d\n}", "newlines are not allowed in inline tables"),
      ("a = {b = 1, }", "trailing commas are not allowed in inline tables"),
      ("a = {b = 1 # c\n}", "inline tables cannot contain comments"),
      (#"a = "\x41""#, "unrecognized escape sequence"),
      (#"a = "\e""#, "unrecognized escape sequence"),
      ("a = 07:32", "invalid value"),
      ("a = 1979-05-27T07:32Z", "invalid value"),
    ]
  )
  func `what TOML has since 1.1 is taken where smol-toml is new enough`(
    text: String,
    reason: String
  ) {
    for rules in [TOMLRules.specification, .smolTOML(minor: 5)] {
      guard case .failure(let failure) = TOMLReader.read(Array(text.utf8), rules) else {
        Issue.record("\(text) was taken")
        continue
      }
      #expect(failure.reason == reason)
    }
    #expect(throws: Never.self) { try TOMLReader.read(Array(text.utf8), .smolTOML(minor: 6)).get() }
  }

  // As smol-toml says it.
  @Test(
    arguments: [
      ("a = ", "incomplete key-value declaration: no value specified", 4),
      ("a = 012", "leading zeroes are not allowed", 4),
      ("a = 9007199254740992", "integer value cannot be represented losslessly", 4),
      ("a = yes", "invalid value", 4),
      ("a = 1 b = 2", "each key-value declaration must be followed by an end-of-line", 6),
      ("a = 1\na = 2", "trying to redefine an already defined table or value", 6),
      ("a = \"x\ny\"", "newlines are not allowed in strings", 6),
      (#"a = "\q""#, "unrecognized escape sequence", 5),
      ("é = 1", "only letter, numbers, dashes and underscores are allowed in keys", 0),
      ("a = {b = 1,}", "trailing commas are not allowed in inline tables", 11),
      ("a = [1", "unfinished array encountered", 6),
    ]
  )
  func `what is wrong is said as smol-toml says it`(text: String, reason: String, offset: Int) {
    switch TOMLReader.read(Array(text.utf8)) {
    case .success: Issue.record("\(text) was taken")
    case .failure(let failure):
      #expect(failure.reason == reason)
      #expect(failure.offset == offset)
    }
  }

  @Test func `every value knows its bytes`() throws {
    let text = "a.b = 'x' # note\n[t]\nc = 1\n[[l]]\nd = [1, {e = 2}]\n[t.u]\nf = true\n[[l]]\n"
    let tree = try TOMLReader.read(Array(text.utf8)).get()
    #expect(
      tree.value == [
        "a": ["b": "x"], "t": ["c": 1, "u": ["f": true]], "l": [["d": [1, ["e": 2]]], [:]],
      ]
    )
    var texts: [String: String] = [:]
    for pair in tree.pairs(of: 0) {
      texts[tree.keyText(of: pair.key)] =
        String(decoding: tree.bytes[tree[pair.value].range], as: UTF8.self)
    }
    #expect(texts["a"] == "a.b = 'x'")
    #expect(texts["t"] == "[t]\nc = 1")
    #expect(texts["l"]?.hasPrefix("[[l]]\nd = ") == true)
  }

  @Test(
    arguments: [
      "a = " + String(repeating: "[", count: 200_000),
      "a = " + String(repeating: "{a=", count: 200_000),
      String(repeating: "a.", count: 200_000) + "a = 1",
      "[" + String(repeating: "a.", count: 200_000) + "a]",
      String(repeating: "[[a.a]]\n", count: 2) + String(repeating: "[a]\n", count: 2),
    ]
  )
  func `deep nesting is refused, not crashed on`(text: String) {
    #expect(throws: ReadFailure.self) { try TOMLReader.read(Array(text.utf8)).get() }
  }

  @Test func `a document takes what smol-toml takes and the specification forbids`() throws {
    let bytes = Array("a = 2023-02-30\nb = '".utf8) + [0xFF] + Array("'\n".utf8)
    #expect(throws: ReadFailure.self) { try TOMLReader.read(bytes).get() }
    #expect(throws: ReadFailure.self) { try TOMLReader.read(Array(bytes.prefix(15))).get() }
    let document = FrontmatterDocument(bytes, kind: .toml, rules: .astro52())
    let march = DateValue(milliseconds: 1_677_715_200_000)
    #expect(document.value == ["a": .date(march), "b": "\u{FFFD}"])
    #expect(document.shiftedDates.map(\.date) == [march])
    #expect(document.shiftedDates.map(\.range) == [4..<14])
    let never = FrontmatterDocument(Array("a = 2023-02-32".utf8), kind: .toml, rules: .astro52())
    #expect(never.failure?.reason == "invalid value")
  }
}
