import Foundation
import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

/// Recorded texts, and texts made from them at random, all keep the `ReaderLaw`.
///
/// `make fuzz` runs it for ten minutes.
@Suite struct ReaderFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func `every recorded text prints as itself`() throws {
    for text in try Corpus.load().texts {
      for rules in [DocumentRules.astro52(), .astro2] {
        let law = ReaderLaw(bytes: text.bytes, kind: text.kind, rules: rules)
        #expect(law.violation(head: text.bytes.count / 2) == nil, "\(text.description)")
      }
    }
  }

  // Real sites are not part of the repository: FRONTIS_CORPUS names a folder of them.
  @Test(.enabled(if: environment["FRONTIS_CORPUS"] != nil))
  func `every file of a folder prints as itself`() throws {
    let folder = Self.environment["FRONTIS_CORPUS"] ?? ""
    var count = 0
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      let ending = name.split(separator: ".").last.map(String.init) ?? ""
      guard let kind = Self.kinds[ending],
        let data = FileManager.default.contents(atPath: "\(folder)/\(name)")
      else { continue }
      count += 1
      let law = ReaderLaw(bytes: Array(data), kind: kind, rules: .astro52())
      #expect(law.violation(head: data.count / 2) == nil, "\(name)")
    }
    print("\(count) files")
    #expect(count > 0)
  }

  private static let kinds: [String: DocumentKind] = [
    "md": .markdown, "mdx": .markdown, "mdoc": .markdown, "yaml": .yaml, "yml": .yaml,
    "toml": .toml, "json": .json,
  ]

  @Test func `random texts are read or refused, in time, and print as themselves`() throws {
    let corpus = try Corpus.load()
    // No file in the corpus takes as long as a round may, in a debug build either.
    let failure = Fuzz.firstFailure { random in
      let text = corpus.mutant(using: &random)
      let rules = Bool.random(using: &random) ? DocumentRules.astro52() : .astro2
      let head = Int.random(in: 0...text.bytes.count, using: &random)
      let law = ReaderLaw(bytes: text.bytes, kind: text.kind, rules: rules)
      return law.violation(head: head).map { "\($0): \(text.description)" }
    }
    #expect(failure == nil)
  }
}

/// Texts to start from.
private struct Corpus {
  struct Text: CustomStringConvertible {
    var bytes: [UInt8]
    var kind: DocumentKind

    var description: String { "\(kind) \(String(decoding: bytes, as: UTF8.self).debugDescription)" }
  }

  var texts: [Text] = []

  /// The recorded frontmatter, a text of each other format, and the public suites where they are.
  static func load() throws -> Corpus {
    var corpus = Corpus()
    for vector in try Vectors.load("yaml-frontmatter").arrayValue ?? [] {
      guard let yaml = vector[["yaml"]]?.stringValue else { continue }
      corpus.add(Array("---\n\(yaml)---\nbody\n".utf8), .markdown)
      corpus.add(Array(yaml.utf8), .yaml)
    }
    for (name, kind) in [("yaml-suite", DocumentKind.yaml), ("toml", .toml), ("json", .json)] {
      let vectors = try Vectors.loadShared("vectors/\(name).json")?.arrayValue ?? []
      for vector in vectors {
        if let text = vector[[.key(String(name.prefix(4)))]]?.stringValue {
          corpus.add(Array(text.utf8), kind)
        } else if let text = vector[["base64"]]?.stringValue,
          let data = Data(base64Encoded: text), data.count < 100_000
        {
          corpus.add(Array(data), kind)
        }
      }
    }
    corpus.add(Array(toml.utf8), .toml)
    corpus.add(Array("+++\n\(toml)+++\nbody\n".utf8), .markdown)
    corpus.add(Array(json.utf8), .json)
    corpus.add(Array("---json\n\(json)\n---\nbody\n".utf8), .markdown)
    return corpus
  }

  private mutating func add(_ bytes: [UInt8], _ kind: DocumentKind) {
    texts.append(Text(bytes: bytes, kind: kind))
  }

  /// One of the texts with some of it cut, doubled, moved, replaced or taken from another.
  func mutant(using random: inout SeededGenerator) -> Text {
    guard var text = texts.randomElement(using: &random) else {
      return Text(bytes: [], kind: .yaml)
    }
    for _ in 0..<Int.random(in: 1...5, using: &random) { mutate(&text.bytes, using: &random) }
    if text.bytes.count > 20_000 { text.bytes.removeSubrange(20_000...) }
    return text
  }

  private func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    let range = piece(of: bytes, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes.removeSubrange(range)
    case 1: bytes.insert(contentsOf: Array(bytes[range]), at: range.lowerBound)
    case 2:
      let other = texts.randomElement(using: &random)?.bytes ?? []
      bytes.replaceSubrange(range, with: other[piece(of: other, using: &random)])
    case 3 where !range.isEmpty:
      bytes[range.lowerBound] = UInt8.random(in: 0...255, using: &random)
    case 4:
      let copies = Int.random(in: 1...200, using: &random)
      let copied = Array(bytes[range].prefix(20))
      for _ in 0..<copies { bytes.insert(contentsOf: copied, at: range.lowerBound) }
    case 5: bytes.removeSubrange(range.upperBound...)
    default:
      let token = Self.tokens.randomElement(using: &random) ?? ""
      bytes.insert(contentsOf: Array(token.utf8), at: range.lowerBound)
    }
  }

  private func piece(of bytes: [UInt8], using random: inout SeededGenerator) -> Range<Int> {
    let start = Int.random(in: 0...bytes.count, using: &random)
    let length = Int.random(in: 0...min(60, bytes.count - start), using: &random)
    return start..<start + length
  }

  private static let tokens = [
    "---", "...", "+++", "\n", "\r", "\r\n", "\t", " ", "  ", "- ", "? ", ": ", ":", ",", "#", " #",
    "{", "}", "[", "]", "'", "\"", "'''", "\"\"\"", "|", ">", "|2-", ">+", "&a ", "*a", "!", "!!",
    "!!binary ", "!!set ", "!!omap ", "!<", "<<: *a", "%YAML 1.2\n", "\\", "\\u", "\\x4", "null",
    "~",
    "true", "0x1F", "1_000", "1e400", ".nan", "2024-01-01", "2024-01-01T10:00:00Z", "=", ".", "[[",
    "]]", "a = 1\n", "[a.b]\n", "\u{FEFF}", "\u{85}", "\u{2028}", "é", "\u{1F600}", "\0",
    "__proto__",
  ]

  private static let toml = """
    title = "Plain" # said so
    'single' = 'as is'
    a.b.c = [1, 2.5, 0x1F, [ "x", 'y' ], { k = true }]
    when = 2024-02-29T10:00:00+01:00
    long = \"""
    two \\
      lines\"""

    [table.inner]
    day = 2024-02-29
    time = 07:30:00

    [[items]]
    n = 1
    [[items]]
    n = inf

    """

  private static let json = """
    {"a": [1, -2.5e3, "x\\u00e9\\n", null, true, {}], "b": {"c": [[], [false]]},
     "d": "\\ud83d\\ude00"}
    """
}
