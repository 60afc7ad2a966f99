import Content
import Foundation
import Frontmatter
import FrontisTestSupport
import Loop
import Synchronization
import Values

/// Gives each reader of bytes that come from elsewhere a number of random inputs, on all cores.
///
///     ReaderFuzz [COUNT] [SEED] [READER…]
///
/// One line a reader. Ends with 1 when an input took longer than a second or was read in two ways; the
/// line names its seed. A crash ends the process, as it would end frontis.
@main enum ReaderFuzz {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    let count = arguments.first.flatMap { Int($0) } ?? 1_000_000
    let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
    let names = Array(arguments.dropFirst(2))
    let corpus = try Corpus.load()
    var isSound = true
    for reader in Reader.allCases where names.isEmpty || names.contains(reader.rawValue) {
      let result = Run(reader: reader, corpus: corpus).inputs(count, from: seed)
      print(result.line)
      isSound = isSound && result.isSound
    }
    exit(isSound ? 0 : 1)
  }
}

/// What reads bytes that a stranger wrote.
enum Reader: String, CaseIterable {
  case yaml, frontmatter, toml, json, keys, config

  /// What is wrong with how `bytes` are read; nil when nothing is.
  func fault(_ bytes: [UInt8], _ rules: DocumentRules) -> String? {
    switch self {
    case .yaml: Self.fault(bytes, .yaml, rules)
    case .frontmatter: Self.fault(bytes, .markdown, rules)
    case .toml: Self.fault(bytes, .toml, rules)
    case .json: Self.fault(bytes, .json, rules)
    case .keys: Self.keysFault(bytes)
    case .config: Self.configFault(bytes)
    }
  }

  private static func fault(
    _ bytes: [UInt8],
    _ kind: DocumentKind,
    _ rules: DocumentRules
  ) -> String? {
    let document = FrontmatterDocument(bytes, kind: kind, rules: rules)
    if let offset = document.failure?.offset, offset > bytes.count { return "fails past the end" }
    guard document.source.bytes == bytes else { return "does not print as itself" }
    guard kind == .markdown else { return nil }
    let quick = bytes.withUnsafeBufferPointer {
      YAMLValueReader(rules.yaml).value(ofMarkdown: $0, fences: rules.fences)
    }
    guard let quick else { return nil }
    return document.failure == nil && quick == document.value ? nil : "is read in two ways"
  }

  private static func keysFault(_ bytes: [UInt8]) -> String? {
    var whole = InputDecoder()
    let events = whole.decode(bytes) + whole.flush()
    var cut = InputDecoder()
    var pieces: [InputEvent] = []
    for byte in bytes { pieces += cut.decode([byte][...]) }
    pieces += cut.flush()
    return whole.patience == nil && pieces == events ? nil : "is read in two ways"
  }

  private static func configFault(_ bytes: [UInt8]) -> String? {
    let config = AstroConfigSource(bytes)
    return config["srcDir"] == AstroConfigSource(bytes)["srcDir"] ? nil : "is read in two ways"
  }
}

/// Texts to make inputs of.
struct Corpus: Sendable {
  private var texts: [Reader: [[UInt8]]] = [:]

  /// The recorded frontmatter, and a few texts of each other kind.
  static func load() throws -> Corpus {
    var corpus = Corpus()
    for vector in try Vectors.load("yaml-frontmatter").arrayValue ?? [] {
      guard let yaml = vector[["yaml"]]?.stringValue else { continue }
      corpus.texts[.yaml, default: []].append(Array(yaml.utf8))
      corpus.texts[.frontmatter, default: []].append(Array("---\n\(yaml)---\nbody\n".utf8))
    }
    let toml = "a = 1 # x\n[t.u]\nb = [1, \"y\", { c = 2024-01-01 }]\n[[v]]\nd = '''\nz'''\n"
    corpus.texts[.toml] = [Array(toml.utf8)]
    corpus.texts[.frontmatter]?.append(Array("+++\n\(toml)+++\n".utf8))
    corpus.texts[.json] = [Array(#"{"a": [1, -2.5e3, "x\u00e9", null, true], "b": {}}"#.utf8)]
    corpus.texts[.keys] = [
      Array("\u{1B}[1;5A\u{1B}[200~x\u{1B}[201~\u{1B}]11;rgb:f/f/f\u{07}".utf8)
    ]
    let config = """
      import { defineConfig } from 'astro/config'; // why
      export default defineConfig({ srcDir: './content', env: { schema: { A: envField.number({ default: 1 }) } },
        legacy: { collectionsBackwardsCompat: true }, integrations: [mdx(`a${1}`)], site: "https://a.b" });
      """
    corpus.texts[.config] = [Array(config.utf8)]
    return corpus
  }

  func input(of reader: Reader, _ random: inout SeededGenerator) -> [UInt8] {
    let text = texts[reader]?.randomElement(using: &random) ?? []
    return random.mutated(text, tokens: Self.tokens)
  }

  private static let tokens = [
    "---", "+++", "...", "\n", "\r\n", "\t", "  ", "- ", "? ", ": ", ",", " #", "{", "}", "[", "]",
    "'", "\"", "|", ">", "&a ", "*a", "!!set ", "<<: *a", "\\u", "null", "0x1F", "1e400",
    "2024-01-01",
    "[[", "a = 1\n", "\u{FEFF}", "\u{85}", "é", "\u{1F600}", "\0", "\u{1B}", "\u{1B}[",
    "\u{1B}[<0;3;4M",
    "~", ";", "\u{1B}P", "export default", "defineConfig(", "srcDir:", "`", "${", "//", "/*", "*/",
    "=>",
    "...a", "(", ")", "/x/", "\\",
  ]
}

/// Some inputs to one reader.
struct Run: Sendable {
  let reader: Reader
  let corpus: Corpus

  struct Result {
    var line: String
    var isSound: Bool
  }

  private struct Findings {
    var slowest = (seconds: 0.0, seed: UInt64(0))
    var fault: String?
  }

  func inputs(_ count: Int, from first: UInt64) -> Result {
    let clock = ContinuousClock()
    let begin = clock.now
    let findings = Mutex(Findings())
    let cores = ProcessInfo.processInfo.activeProcessorCount
    DispatchQueue.concurrentPerform(iterations: cores) { core in
      for index in stride(from: core, to: count, by: cores) {
        let seed = first &+ UInt64(index)
        var random = SeededGenerator(seed: seed)
        let bytes = corpus.input(of: reader, &random)
        let rules = seed % 4 == 0 ? DocumentRules.astro2 : .astro52()
        let start = clock.now
        let fault = reader.fault(bytes, rules)
        let seconds = (clock.now - start) / .seconds(1)
        guard fault != nil || seconds > 0.001 else { continue }
        findings.withLock { findings in
          if seconds > findings.slowest.seconds { findings.slowest = (seconds, seed) }
          if let fault, findings.fault == nil { findings.fault = "seed \(seed) \(fault)" }
        }
      }
    }
    let total = (clock.now - begin) / .seconds(1)
    let found = findings.withLock { $0 }
    let slowest = String(
      format: "%.0f ms (seed %llu)",
      found.slowest.seconds * 1000,
      found.slowest.seed
    )
    return Result(
      line: "\(reader.rawValue): \(count) inputs, \(Int(total)) s, slowest \(slowest), "
        + (found.fault ?? "no fault"),
      isSound: found.fault == nil && found.slowest.seconds < 1
    )
  }
}
