import Diagnostics
import Frontmatter

extension FileCheck {
  /// What is wrong with a file as text: the site builds, but not with what the author wrote.
  func textProblems(
    in document: FrontmatterDocument,
    file: String,
    _ plan: CollectionPlan
  ) -> [Problem] {
    func problem(_ rule: String, at offset: Int, _ message: String, _ help: String) -> Problem {
      Problem(
        rule: rule,
        severity: .warning,
        message: message,
        collection: plan.name,
        file: file,
        span: SourceSpan(offset..<offset + 1, in: document.source),
        help: help
      )
    }
    let bytes = document.source.bytes
    if let encoding = UTF8Validity.otherEncoding(of: bytes) {
      let message = "the file is \(encoding); Astro reads it as UTF-8 and finds no data in it"
      return [problem("parse/encoding", at: 0, message, "save the file as UTF-8")]
    }
    // A character that the end of what was read cuts in two is no fault of the file.
    if let offset = UTF8Validity.firstInvalid(in: bytes), offset < document.content.upperBound {
      let message = "the file is not UTF-8 here; Astro reads a replacement character instead"
      return [problem("parse/encoding", at: offset, message, "save the file as UTF-8")]
    }
    guard let offset = Self.openDirection(in: bytes, document.content) else { return [] }
    return [
      problem(
        "content/text-direction",
        at: offset,
        "a sign that turns the direction of text is not ended on its line",
        "remove it, or end it: what is read is not what is shown"
      )
    ]
  }

  /// Where the first embedding, override or isolate stands that its line does not end.
  ///
  /// CVE-2021-42574, as GCC's `-Wbidi-chars=unpaired` looks for it; those that are ended are how
  /// languages written from right to left are mixed with others.
  private static func openDirection(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var open: [(offset: Int, isIsolate: Bool)] = []
    for offset in range {
      if bytes[offset] == 0x0A || offset == range.upperBound - 1 {
        if let first = open.first { return first.offset }
        continue
      }
      guard bytes[offset] == 0xE2, offset + 2 < range.upperBound else { continue }
      switch (bytes[offset + 1], bytes[offset + 2]) {
      case (0x80, 0xAA), (0x80, 0xAB), (0x80, 0xAD), (0x80, 0xAE): open.append((offset, false))
      case (0x81, 0xA6...0xA8): open.append((offset, true))
      case (0x80, 0xAC): if open.last?.isIsolate == false { open.removeLast() }
      case (0x81, 0xA9):
        // It ends what stands inside as well.
        if let start = open.lastIndex(where: \.isIsolate) { open.removeSubrange(start...) }
      default: break
      }
    }
    return nil
  }
}
