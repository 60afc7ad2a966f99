import Diagnostics
import Sites
import Testing
import Values

@testable import FrontisCommands

@Suite struct TextReportTests {
  /// The report of one problem between the marks `«` and `»` of `marked`.
  private func report(
    _ marked: String,
    message: String = "too long",
    path: ValuePath = [],
    help: String? = nil
  ) throws -> String {
    let bytes = Array(marked.utf8)
    let open = try #require(bytes.firstRange(of: Array("«".utf8)))
    let close = try #require(bytes.firstRange(of: Array("»".utf8)))
    let source = SourceText(
      Array(bytes[..<open.lowerBound] + bytes[open.upperBound..<close.lowerBound])
        + bytes[close.upperBound...]
    )
    let range = open.lowerBound..<(close.lowerBound - open.count)
    let problem = Problem(
      rule: "schema/too_big",
      severity: .error,
      message: message,
      collection: "blog",
      entry: "a",
      path: path,
      file: "a.md",
      span: SourceSpan(range, in: source),
      help: help
    )
    let report = TextReport(
      snapshot: SiteSnapshot(root: "/site", name: "site"),
      problems: [problem],
      style: TextStyle(isColoured: false)
    )
    let text = TextReport.text(of: problem, in: source, report.style)
    return report.body([text]) + report.summary(fixableCount: 0)
  }

  private func frame(_ marked: String) throws -> [String] {
    try report(marked).split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst().prefix { !$0.isEmpty }.map(String.init)
  }

  @Test func `no caret stands beyond the end of a line that is cut`() throws {
    let lines = try frame("big: «\(String(repeating: "a", count: 1000))»\n")
    #expect(lines.last?.filter { $0 == "^" }.count == 115)
    #expect(lines.allSatisfy { $0.count == lines[0].count })
  }

  @Test func `a problem has its place, rule and path, then its line and what to do`() throws {
    #expect(
      try report("---\ntitle: «Hello»\n---\n", path: ["hero", "tags", 0], help: "shorten it") == """
        a.md:2:8  error  schema/too_big  hero.tags[0]: too long
          1 | ---
          2 | title: Hello
            |        ^^^^^
          help: shorten it

        1 error (0.00 s).

        """
    )
  }

  @Test func `carets stand under the characters after a tab`() throws {
    #expect(try frame("\ta: «b»\n") == ["  1 | \ta: b", "    | \t   ^"])
  }

  @Test func `a wide character takes two columns, a combining one none`() throws {
    #expect(try frame("漢: «字»x\n") == ["  1 | 漢: 字x", "    |     ^^"])
    #expect(try frame("e\u{301}: «b»\n") == ["  1 | e\u{301}: b", "    |    ^"])
  }

  @Test func `an empty place at the end of a line is one caret`() throws {
    #expect(try frame("title:«»\n") == ["  1 | title:", "    |       ^"])
    #expect(try frame("title:\n«»") == ["  1 | title:", "  2 |", "    | ^"])
  }

  @Test func `a place over several lines is marked on its first`() throws {
    #expect(try frame("a: «[1,\n  2]»\n") == ["  1 | a: [1,", "    |    ^^^"])
  }

  @Test func `CR LF and a byte order mark do not shift the carets`() throws {
    #expect(try frame("\u{FEFF}a: «b»\r\n") == ["  1 | a: b", "    |    ^"])
  }

  @Test func `a place far to the right shows the line without carets`() throws {
    let frame = try frame(String(repeating: "x", count: 300) + "«y»\n")
    #expect(frame == ["  1 | " + String(repeating: "x", count: 120)])
  }

  @Test func `a file that is shorter by now shows no line`() {
    let far = SourcePosition(line: 9, column: 1, offset: 90)
    let frame = CodeFrame(
      source: SourceText("a\n"),
      span: SourceSpan(start: far, end: far),
      style: TextStyle(isColoured: false),
      severity: .error
    )
    #expect(frame.text.isEmpty)
  }

  @Test func `nothing of the site can steer the terminal`() throws {
    let hostile = "\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}\r\u{8}\u{7F}\u{85}"
    let text = try report(
      "a: «\(hostile)»\n",
      message: hostile,
      path: [.key(hostile)],
      help: hostile
    )
    let controls = text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(controls.isEmpty)
    #expect(text.contains("␛]0;owned␇"))
  }

  @Test func `what can be fixed is counted in the site's summary`() {
    let summary = "1 error in 1 of 1 entry (0.00 s). 1 can be fixed with 'frontis fix'.\n"
    #expect(report(of: [.error(in: "a")]).summary(fixableCount: 1) == summary)
  }

  @Test func `what is wrong with the configuration is in no entry`() {
    let problem = Problem.error(in: nil)
    let alone = report(of: [problem]).summary(fixableCount: 0)
    #expect(alone == "1 error in none of 1 entry (0.00 s).\n")
    let besides = report(of: [problem, .error(in: "a")]).summary(fixableCount: 0)
    #expect(besides == "2 errors in 1 of 1 entry (0.00 s).\n")
  }

  /// The report on a site of one entry.
  private func report(of problems: [Problem]) -> TextReport {
    let entry = EntrySummary(
      id: "a",
      file: "a.md",
      title: "A",
      problems: problems.filter { $0.entry != nil }
    )
    return TextReport(
      snapshot: SiteSnapshot(
        root: "/site",
        name: "site",
        collections: [CollectionSnapshot(name: "blog", loader: .glob, entries: [entry])]
      ),
      problems: problems,
      style: TextStyle(isColoured: false)
    )
  }

  @Test func `a collection that was not checked is listed with the reason`() {
    let snapshot = SiteSnapshot(
      root: "/site",
      name: "site",
      collections: [
        CollectionSnapshot(name: "feed", loader: .custom, status: .unchecked("it fetches"))
      ]
    )
    let report = TextReport(
      snapshot: snapshot,
      problems: [],
      style: TextStyle(isColoured: false)
    )
    #expect(
      report.body([]) + report.summary(fixableCount: 0)
        == "feed  warning  not checked: it fetches\nno problems in 0 entries (0.00 s).\n"
    )
  }
}

extension Problem {
  /// An error of the entry `entry`, or of the configuration.
  fileprivate static func error(in entry: String?) -> Problem {
    Problem(
      rule: "schema/custom",
      severity: .error,
      message: "no",
      entry: entry,
      file: entry.map { "\($0).md" } ?? "src/content.config.ts"
    )
  }
}
