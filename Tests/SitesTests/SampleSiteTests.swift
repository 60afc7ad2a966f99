import Diagnostics
import Foundation
import FrontisTestSupport
import Sites
import Testing
import Values

/// A problem in one line, by all that a person sees of it.
private struct Reported: Hashable, Comparable, CustomStringConvertible {
  var description: String

  init(_ problem: Problem) {
    let start = problem.span?.start
    description = Self.text(
      problem.file,
      [start?.line ?? 0, start?.column ?? 0],
      problem.severity.rawValue,
      problem.rule,
      problem.pathText,
      problem.message
    )
  }

  init(expected value: Value) throws {
    func text(_ key: String) throws -> String {
      try #require(value[[.key(key)]]?.stringValue)
    }
    func number(_ key: String) throws -> Int {
      Int(try #require(value[[.key(key)]]?.numberValue))
    }
    let path = try #require(value[["path"]]?.arrayValue).map { segment in
      segment.stringValue.map(PathSegment.key) ?? .index(Int(segment.numberValue ?? -1))
    }
    description = Self.text(
      try text("file"),
      [try number("line"), try number("column")],
      try text("severity"),
      try text("rule"),
      path.dottedText,
      try text("message")
    )
  }

  private static func text(
    _ file: String,
    _ place: [Int],
    _ severity: String,
    _ rule: String,
    _ path: String,
    _ message: String
  ) -> String {
    "\(file):\(place[0]):\(place[1]) \(severity) \(rule) [\(path)] \(message)"
  }

  static func < (left: Reported, right: Reported) -> Bool { left.description < right.description }
}

@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct SampleSiteTests {
  private func expected() throws -> Value {
    let file = Vectors.project.appending(path: "sample-site/EXPECTED.json")
    return try Vectors.parse(Data(contentsOf: file))
  }

  @Test func `exactly the wrong entries are reported, each at its place`() async throws {
    let folder = try SiteFolder.sample()
    let expected = try #require(self.expected()[["problems"]]?.arrayValue)

    let snapshot = try await folder.open().refresh()

    let reported = snapshot.allProblems.map(Reported.init).sorted()
    #expect(try reported == expected.map(Reported.init(expected:)).sorted())
  }

  @Test func `every collection is checked and has its entries`() async throws {
    let folder = try SiteFolder.sample()
    let counts = try #require(self.expected()[["collections"]]?.objectValue)

    let snapshot = try await folder.open().refresh()

    #expect(snapshot.collections.map(\.name) == ["blog", "authors", "docs", "products", "pages"])
    for collection in snapshot.collections {
      // A file that cannot be read gives a problem and no entry.
      let files = Set(collection.entries.map(\.file) + collection.problems.map(\.file))
      #expect(collection.status == .checked)
      #expect(counts[collection.name] == .number(Double(files.count)))
    }
  }
}
