import Interface
import Loop
import Screen
import ScreenTestSupport
import Testing

@Suite @MainActor struct BuildTests {
  @Test func `a site that is not trusted is asked about once`() async {
    let frontis = Frontis.run()
    await frontis.press("B").sees(
      "Run this site's own build?",
      "$ npm run build",
      "package.json",
      SampleSite.root
    )
    .press("y").sees("building 12 pages", "failed with 1").press("B").doesNotSee("own build?")
  }

  @Test func `no is the answer that enter gives`() {
    var program = Frontis.program()
    #expect(program.press("B").asked == [.readBuildCommand])
    _ = program.update(.foundBuildCommand("make site", origin: "frontis.toml"))
    #expect(program.press("<enter>").asked.isEmpty)
  }

  @Test func `a trusted site is built at once`() {
    var program = Frontis.program(isTrusted: true)
    #expect(program.press("B").asked.contains(.build))
  }

  @Test func `a running build can be stopped`() {
    var program = Frontis.program(isTrusted: true)
    program.press("B")
    _ = program.update(.built(.started(command: "npm run build")))
    #expect(program.press("<ctrl+x>").asked == [.stopBuild])
  }

  @Test func `the log follows its end until the person moves`() {
    var program = Frontis.program(isTrusted: true)
    program.press("B")
    for number in 1...100 { _ = program.update(.built(.line("line \(number)", isError: false))) }
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("line 100") })
    program.press("gg")
    _ = program.update(.built(.line("line 101", isError: false)))
    #expect(!Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("line 101") })
    program.press("f")
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("line 101") })
  }

  @Test func `text is found in the log`() {
    var program = Frontis.program(isTrusted: true)
    program.press("B")
    for number in 1...100 { _ = program.update(.built(.line("line \(number).", isError: false))) }
    program.press("/line 42.<enter>")
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("42/100") })
  }

  @Test func `the result is one line with the time it took`() {
    var program = Frontis.program(isTrusted: true)
    program.press("B")
    _ = program.update(.built(.finished(status: 0, seconds: 12.44)))
    #expect(
      Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("✓ built in 12.4 s") }
    )
  }
}
