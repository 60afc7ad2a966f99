import Testing
import Values

@testable import Frontmatter

/// YAML that is made to hang, to exhaust or to crash its reader.
@Suite struct HostileYAMLTests {
  @Test(
    .timeLimit(.minutes(10)),
    arguments: refused
  )
  func `a hostile text is refused`(name: String, text: String) {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    let bytes = Array(text.utf8)
    guard case .success(let tree) = reader.read(bytes, in: 0..<bytes.count) else { return }
    #expect(name == "only a tab" && tree.value.isNull, "\(name)")
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      (0..<100_000).map { "k\($0): v\n" }.joined(),
      (0..<20_000).map { "k\($0): &a\($0) v\n" }.joined(),
      (0..<20_000).map { "- [a\($0)]: &b\($0) v\n" }.joined(),
      (0..<20_000).map { "- &c\($0) !!set {a, b}\n" }.joined(),
      "k: " + String(repeating: "word\n  ", count: 100_000) + "\n",
      "k: \"" + String(repeating: "\\n", count: 100_000) + "\"\n",
      "k: |\n" + String(repeating: "\n", count: 200_000) + "  x\n",
      (0..<20_000).map { "? k\($0)\n" }.joined(),
    ]
  )
  func `a big text is read in time`(text: String) throws {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    let bytes = Array(text.utf8)
    let tree = try reader.read(bytes, in: 0..<bytes.count).get()
    #expect(!tree.value.isNull)
  }

  @Test func `bytes that are no text are read as js-yaml would see them`() throws {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    let bytes: [UInt8] = Array("k: ".utf8) + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0x0A]
    let tree = try reader.read(bytes, in: 0..<bytes.count).get()
    #expect(tree.value[["k"]]?.stringValue?.contains("\u{FFFD}") == true)
  }

  private static let refused: [(String, String)] = [
    ("nested brackets", String(repeating: "[", count: 100_000)),
    ("nested braces", String(repeating: "{a: ", count: 50_000)),
    ("nested dashes", String(repeating: "- ", count: 50_000)),
    ("nested question marks", String(repeating: "? ", count: 50_000)),
    ("merge chain", mergeChain(3000)),
    ("merged empty maps", mergedMaps),
    ("laughs", laughs(levels: 30, width: 10)),
    ("alias chain", aliasChain(5000)),
    ("self reference", "a: &a [*a]\n"),
    ("self as key", "&a *a : v\n"), ("self in a key", "? &a [*a]\n: v\n"),
    ("self as pair", "[&a *a : v]\n"), ("self in a set", "&a !!set\n? *a\n"),
    ("long text, many aliases", longText + "l: [" + many("*s, ") + "]\n"),
    ("long text, many aliases in a key", longText + "? [" + many("*s, ") + "]\n"),
    ("long text, many keys", longText + "l: [" + many("{*s : 1}, ") + "]\n"),
    ("self merge", "a: &a\n  b: 1\n  <<: *a\n"),
    ("unclosed tag", "!<"), ("control", "a: \u{01}"), ("only a tab", "\t"),
  ]

  private static let mergedMaps =
    "s: &s [" + String(repeating: "{}, ", count: 2000) + "]\nt:\n"
    + String(repeating: "  - <<: *s\n", count: 2000)

  private static let longText = "s: &s " + String(repeating: "x", count: 200_000) + "\n"

  private static func many(_ text: String) -> String { String(repeating: text, count: 20_000) }

  private static func mergeChain(_ count: Int) -> String {
    "m0: &m0 {k0: 1}\n"
      + (1..<count).map { "m\($0): &m\($0) {<<: *m\($0 - 1), k\($0): 1}\n" }.joined()
  }

  private static func laughs(levels: Int, width: Int) -> String {
    "l0: &l0 [x]\n"
      + (1..<levels).map { level in
        let alias = "*l\(level - 1)"
        return
          "l\(level): &l\(level) [\(repeatElement(alias, count: width).joined(separator: ", "))]\n"
      }.joined()
  }

  private static func aliasChain(_ count: Int) -> String {
    "l0: &l0 [x]\n" + (1..<count).map { "l\($0): &l\($0) [*l\($0 - 1)]\n" }.joined()
  }
}
