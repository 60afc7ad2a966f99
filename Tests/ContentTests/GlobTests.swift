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

  @Test(arguments: [
    "**/*.md", "**/*.{md,mdx}", "**/*{.json,.yaml}", "**/*.test.md", "**/*{.md,.markdown}",
  ])
  func `a pattern of endings matches what its expression does`(pattern: String) throws {
    let ending = try #require(EndingGlob(pattern))
    let source = GlobTranslation.expression(
      of: Array(pattern.utf16),
      negatesWithExclamation: true
    )
    let expression = try #require(PathExpression(source))
    let names = [
      "a.md", "b.mdx", ".md", ".c.md", "md", "d.md.txt", "e.test.md", ".test.md", "..md", "f..md",
      "g.json", "h.yaml", "i.markdown", "x md.md", "J.MD", "{.md", "*.md", "k\\.md",
    ]
    for folder in ["", "a/", ".a/", "a/.b/", "a/b/", "a.b/", "../", "./", "_a/"] {
      for name in names {
        var path = folder + name
        path.withUTF8 { path in
          let answer = ending.matches(path)
          #expect(answer == expression.matches(path), "\(folder + name)")
        }
      }
    }
  }

  @Test func `an ending leaves paths that are not plain to the expression`() throws {
    let ending = try #require(EndingGlob("**/*.md"))
    for text in ["é.md", "a\n/b.md", "a//b.md", "/a.md", "a/", "a\u{7F}.md"] {
      var path = text
      #expect(path.withUTF8 { ending.matches($0) } == nil, "\(text)")
    }
    let others = [
      "*.md", "**/*", "**/*.", "**/a*.md", "**/*.{md}", "**/*.{md,}", "**/*md", "**/*.m?",
    ]
    for pattern in others { #expect(EndingGlob(pattern) == nil, "\(pattern)") }
  }
}
