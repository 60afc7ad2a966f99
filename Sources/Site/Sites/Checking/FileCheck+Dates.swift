import Diagnostics
import ECMAScript
import Frontmatter
import Values

extension FileCheck {
  /// YAML and TOML take 2024-02-30 for the first of March.
  func dateShifts(
    in document: FrontmatterDocument,
    file: String,
    _ plan: CollectionPlan,
    entry: String?
  ) -> [Problem] {
    document.shiftedDates.map { shifted in
      let written = String(decoding: document.source.bytes[shifted.range], as: UTF8.self)
      return Problem(
        rule: "content/date-shift",
        severity: .warning,
        message: "\(written) does not exist; it is read as \(Self.text(of: shifted.date))",
        collection: plan.name,
        entry: entry,
        path: entry == nil ? [] : shifted.key.map { [.key($0)] } ?? [],
        file: file,
        span: SourceSpan(shifted.range, in: document.source),
        help: "write the day that is meant"
      )
    }
  }

  private static func text(of date: DateValue) -> String {
    let text = DateText.isoText(date.milliseconds)
    return text.hasSuffix("T00:00:00.000Z") ? String(text.prefix { $0 != "T" }) : text
  }
}
