import Diagnostics
import FrontisTestSupport
import Foundation
import Sites
import Testing
import Values

@testable import FrontisCommands

@Suite struct JSONReportTests {
  private static let problem = Problem(
    rule: "schema/invalid_type",
    severity: .error,
    message: "Invalid input\u{1B}[31m",
    collection: "blog",
    entry: "hello",
    path: ["tags", 0],
    file: "src/content/blog/hello.md",
    span: SourceSpan(
      start: SourcePosition(line: 3, column: 8, offset: 41),
      end: SourcePosition(line: 3, column: 12, offset: 45)
    ),
    issue: ["code": "invalid_type", "input": .number(.nan)],
    help: "quote it",
    related: [
      RelatedPlace(
        message: "it begins here",
        file: "src/content/blog/hello.md",
        span: SourceSpan(
          start: SourcePosition(line: 2, column: 1, offset: 4),
          end: SourcePosition(line: 2, column: 2, offset: 5)
        )
      )
    ]
  )

  private func report(_ problems: [Problem], _ fixes: [[Fix]]? = nil) -> JSONReport {
    JSONReport(
      snapshot: SiteSnapshot(
        root: "/site",
        name: "site",
        config: "src/content.config.ts",
        astroVersion: "7.2.2",
        collections: [
          CollectionSnapshot(
            name: "blog",
            loader: .glob,
            base: "src/content/blog",
            patterns: ["**/*.md"],
            entries: [EntrySummary(id: "hello", file: "a.md", title: "A", problems: problems)]
          ),
          CollectionSnapshot(name: "feed", loader: .custom, status: .unchecked("it fetches")),
        ],
        fileCount: 2,
        seconds: 0.41
      ),
      problems: problems,
      fixes: fixes ?? problems.map { _ in [] }
    )
  }

  @Test func `a problem has its fixes, and the summary counts the safe ones`() throws {
    let quote = Fix(title: "quote it", isSafe: true, edits: [ByteEdit(41..<45, "\"1234\"")])
    let guess = Fix(title: "remove it", isSafe: false, edits: [ByteEdit(41..<45, "")])
    let problems = [Self.problem, Self.problem]
    let value = try Vectors.parse(Data(report(problems, [[quote, guess], [guess]]).text.utf8))
    #expect(value[["summary", "fixable"]] == 1)
    #expect(
      value[["problems", 0, "fixes", 0]] == [
        "title": "quote it", "safe": true,
        "edits": [["start": 41, "end": 45, "text": "\"1234\""]],
      ]
    )
    #expect(value[["problems", 1, "fixes", 0, "safe"]] == false)
  }

  @Test func `the report has the keys that were promised`() throws {
    let value = try Vectors.parse(Data(report([Self.problem]).text.utf8))
    #expect(
      value == [
        "version": 1,
        "site": [
          "root": "/site", "config": "src/content.config.ts", "astro": "7.2.2", "zod": 4,
        ],
        "collections": [
          [
            "name": "blog", "loader": "glob", "base": "src/content/blog", "pattern": ["**/*.md"],
            "entries": 1, "status": "checked", "reason": nil,
          ],
          [
            "name": "feed", "loader": "custom", "base": "", "pattern": [], "entries": 0,
            "status": "unchecked", "reason": "it fetches",
          ],
        ],
        "problems": [
          [
            "rule": "schema/invalid_type", "severity": "error",
            "message": "Invalid input\u{1B}[31m", "collection": "blog", "entry": "hello",
            "path": ["tags", 0], "file": "src/content/blog/hello.md",
            "range": [
              "start": ["line": 3, "column": 8, "offset": 41],
              "end": ["line": 3, "column": 12, "offset": 45],
            ], "issue": ["code": "invalid_type", "input": ["$nan": 1]],
            "help": "quote it",
            "related": [
              [
                "message": "it begins here", "file": "src/content/blog/hello.md",
                "range": [
                  "start": ["line": 2, "column": 1, "offset": 4],
                  "end": ["line": 2, "column": 2, "offset": 5],
                ],
              ]
            ], "fixes": [],
          ]
        ],
        "summary": [
          "entries": 1, "files": 2, "errors": 1, "warnings": 0, "fixable": 0, "seconds": 0.41,
        ],
      ]
    )
  }

  @Test func `what is not known is null, never absent`() throws {
    let problem = Problem(
      rule: "config/missing-collections",
      severity: .warning,
      message: "m",
      file: "."
    )
    let value = try Vectors.parse(Data(report([problem]).lines.utf8))
    #expect(
      value == [
        "rule": "config/missing-collections", "severity": "warning", "message": "m",
        "collection": nil,
        "entry": nil, "path": [], "file": ".", "range": nil, "issue": nil, "help": nil,
        "related": [], "fixes": [],
      ]
    )
  }

  @Test func `control characters are escaped, a problem is one line`() {
    let lines = report([Self.problem, Self.problem]).lines
    #expect(lines.utf8.count { $0 == 0x0A } == 2)
    #expect(lines.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }
}
