import Diagnostics
import Frontmatter

extension FileCheck {
  /// Line feeds and commas that the data of one entry may have: a value has one of them, and this many are
  /// checked in half a second.
  private static let mostValues = 500_000

  /// What is said of a file that holds more than one entry ever does; nil for every other.
  ///
  /// The site builds, so it is no error: the entry is there, and is not checked.
  func sizeProblem(
    _ bytes: [UInt8],
    kind: DocumentKind,
    file: String,
    _ plan: CollectionPlan
  ) -> Problem? {
    guard bytes.count > Self.mostValues else { return nil }
    var range = bytes.indices
    if kind == .markdown {
      guard case .found(let block) = FrontmatterBlock.find(in: bytes, rules: rules.fences) else {
        return nil
      }
      range = block.content
    }
    var count = 0
    let end = range.first { offset in
      if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: ",") { count += 1 }
      return count > Self.mostValues
    }
    return end.map { offset in
      Problem(
        rule: "parse/limit",
        severity: .warning,
        message: "more than \(Self.mostValues) lines or values: the entry is not checked",
        collection: plan.name,
        file: file,
        span: SourceSpan(offset..<offset + 1, in: SourceText(bytes)),
        help: "keep what many entries hold in a file of its own, or read it with the file loader"
      )
    }
  }
}
