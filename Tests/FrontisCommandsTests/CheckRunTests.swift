import Testing

@testable import FrontisCommands

@Suite struct CheckRunTests {
  @Test(
    arguments: [
      [], ["site"], ["--no-cache"], ["site", "--no-cache"], ["--no-cache", "a.md", "b c.md"],
      ["help"],
      ["--no-cache", "--no-cache"],
    ]
  )
  func `a simple command line means what the parser says`(_ arguments: [String]) throws {
    let simple = try #require(CheckRun(simply: ["check"] + arguments))
    #expect(try simple == Check.parse(arguments).meant)
  }

  @Test(
    arguments: [
      [], ["list"], ["check", "--help"], ["check", "--no-cach"], ["check", "-h"],
      ["check", "--", "a"],
      ["check", "--no-cache=true"], ["check", "--format", "json"], ["check", ""],
      ["site", "check"],
    ]
  )
  func `every other is the parser's`(_ arguments: [String]) {
    #expect(CheckRun(simply: arguments) == nil)
  }
}
