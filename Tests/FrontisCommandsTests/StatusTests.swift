import FrontisCommands
import Testing

@Suite struct StatusTests {
  @Test(
    arguments: [
      (["check", "/nowhere/at/all"], 2), (["list", "--format", "nonsense"], 2),
      (["serve", "--port", "70000"], 2), (["call"], 2), (["--nonsense"], 2),
    ] as [([String], Int32)]
  )
  func `a command line that cannot be meant ends with 2`(
    _ arguments: [String],
    _ status: Int32
  ) async {
    #expect(await Frontis.status(for: arguments) == status)
  }
}
