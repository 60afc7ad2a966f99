import Sites
import Testing

@Suite struct LineDiffTests {
  private func diff(_ old: String, _ new: String) -> LineDiff {
    LineDiff(from: Array(old.utf8), to: Array(new.utf8))
  }

  @Test func `the same text has no diff`() {
    #expect(diff("a\nb\n", "a\nb\n").lines.isEmpty)
    #expect(diff("a\n", "a\n").unified(file: "x").isEmpty)
  }

  @Test(arguments: [
    ("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nX\n5\n6\n", "@@ -2,5 +2,5 @@\n 2\n 3\n-4\n+X\n 5\n 6\n"),
    ("1\n2\n", "1\n2\n3\n", "@@ -1,2 +1,3 @@\n 1\n 2\n+3\n"),
    ("1\n2\n", "0\n1\n2\n", "@@ -1,2 +1,3 @@\n+0\n 1\n 2\n"),
    ("1\n2\n3\n", "1\n3\n", "@@ -1,3 +1,2 @@\n 1\n-2\n 3\n"),
    ("", "1\n", "@@ -0,0 +1,1 @@\n+1\n"),
    ("1\n", "", "@@ -1,1 +0,0 @@\n-1\n"),
  ])
  func `a unified diff holds the changed lines and two around them`(
    _ old: String,
    _ new: String,
    _ hunk: String
  ) {
    #expect(diff(old, new).unified(file: "a.md") == "--- a/a.md\n+++ b/a.md\n" + hunk)
  }

  @Test func `changes far apart stand in hunks of their own`() {
    let old = (1...20).map { "\($0)\n" }.joined()
    let new = old.replacing("\n3\n", with: "\n3\n3b\n").replacing("\n17\n", with: "\nX\n")
    #expect(
      diff(old, new).unified(file: "f") == """
        --- a/f
        +++ b/f
        @@ -2,4 +2,5 @@
         2
         3
        +3b
         4
         5
        @@ -15,5 +16,5 @@
         15
         16
        -17
        +X
         18
         19

        """
    )
  }

  @Test func `line ends are kept in a unified diff`() {
    #expect(
      diff("a\r\nb\r\n", "a\r\nc\r\n").unified(file: "f")
        == "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n"
    )
    #expect(
      diff("a\nb", "a\nb\n").unified(file: "f")
        == "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"
    )
  }

  @Test func `lines are numbered in the file they stand in, without their ends`() {
    let lines = diff("a\r\nb\r\nc\r\n", "a\r\nX\r\nY\r\nc\r\n").lines
    #expect(lines.map(\.text) == ["a", "b", "X", "Y", "c"])
    #expect(lines.map(\.number) == [1, 2, 2, 3, 3])
    #expect(lines.map(\.kind) == [.kept, .removed, .added, .added, .kept])
  }

  @Test func `a diff of two long files that share nothing is still made`() {
    let old = (0..<3000).map { "a\($0)\n" }.joined()
    let new = (0..<3000).map { "b\($0)\n" }.joined()
    #expect(diff(old, new).changedLineCount == 3000)
  }
}
