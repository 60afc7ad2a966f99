import FrontisTestSupport
import Testing
import Values

@testable import Content

struct GlobTests {
  @Test func `patterns match what picomatch matches`() throws {
    let vectors = try Vectors.load("globs")
    let paths = try #require(vectors[["paths"]]?.arrayValue).compactMap(\.stringValue)
    for row in try #require(vectors[["patterns"]]?.arrayValue) {
      let pattern = try #require(row[["pattern"]]?.stringValue)
      guard let expected = row[["matches"]]?.arrayValue else {
        #expect(throws: GlobError.self) { try Glob(pattern) }
        continue
      }
      let glob = try Glob(pattern)
      let matches = paths.filter { glob.matches($0) }
      #expect(matches == expected.compactMap(\.stringValue), "\(pattern)")
    }
  }
}
