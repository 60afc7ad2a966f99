import ECMAScript
import Foundation
import FrontisTestSupport
import Values

@testable import Frontmatter

/// Documents that edits are tried on: recorded texts, the test suites, the files of real sites.
struct EditCorpus {
  /// Those that hold an object or an array, with a name for each.
  private(set) var documents: [(name: String, document: FrontmatterDocument)] = []

  /// The vectors, what there is of the shared ones, and the files below `sites` where it is given.
  init(sites: String? = ProcessInfo.processInfo.environment["FRONTIS_SITES"]) throws {
    for row in try Vectors.load("yaml-frontmatter").arrayValue ?? [] where row[["ok"]] == true {
      guard let text = row[["yaml"]]?.stringValue else { continue }
      add(row[["id"]], Array("---\n\(text)---\nbody\n".utf8), .markdown)
      add(row[["id"]], Array("\u{FEFF}---\r\n\(text.crlf)---\r\nbody\r\n".utf8), .markdown)
    }
    for row in try shared("yaml-suite") where row[["ok"]] == true {
      add(row[["id"]], Array((row[["yaml"]]?.stringValue ?? "").utf8), .yaml)
    }
    for row in try shared("toml") where row[["ok"]] == true {
      add(row[["id"]], Array((row[["toml"]]?.stringValue ?? "").utf8), .toml)
    }
    for row in try shared("json") where row[["ok"]] == true {
      add(row[["id"]], row[["base64"]]?.stringValue.flatMap(Base64.decode) ?? [], .json)
    }
    if let sites, !sites.isEmpty { try addFiles(below: sites) }
  }

  private func shared(_ name: String) throws -> [Value] {
    try Vectors.loadShared("vectors/\(name).json")?.arrayValue ?? []
  }

  private mutating func addFiles(below root: String) throws {
    let skipped = ["node_modules", ".git", "package-lock.json", "tsconfig.json"]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root).sorted() {
      guard !path.split(separator: "/").contains(where: { skipped.contains(String($0)) }),
        let kind = Self.kind(of: path),
        let bytes = FileManager.default.contents(atPath: "\(root)/\(path)"), bytes.count < 200_000
      else { continue }
      add(.string(path), Array(bytes), kind)
    }
  }

  private static func kind(of path: String) -> DocumentKind? {
    switch path.split(separator: ".").last {
    case "md", "mdx", "mdoc": .markdown
    case "yaml", "yml": .yaml
    case "toml": .toml
    case "json": .json
    default: nil
    }
  }

  private mutating func add(_ name: Value?, _ bytes: [UInt8], _ kind: DocumentKind) {
    let whole = FrontmatterDocument(bytes, kind: kind, rules: .astro52())
    guard whole.failure == nil else { return }
    // A long body only costs time.
    let end = min(bytes.count, whole.bodyStart + 200)
    let document =
      kind == .markdown && end < bytes.count
      ? FrontmatterDocument(Array(bytes[..<end]), kind: kind, rules: .astro52()) : whole
    switch document.value {
    case .object, .array: documents.append((name?.stringValue ?? "", document))
    default: break
    }
  }
}

extension String {
  fileprivate var crlf: String {
    replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
  }
}
