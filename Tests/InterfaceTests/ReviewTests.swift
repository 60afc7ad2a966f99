import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

@Suite @MainActor struct ReviewTests {
  /// Asked for all fixes, the sample site offers these.
  private func review(_ proposal: Proposal = SampleFixes.all) -> FrontisProgram {
    var program = Frontis.program()
    program.press("3jF")
    _ = program.update(.proposed(proposal, for: .fixAll(SampleSite.helloProblems)))
    return program
  }

  @Test func `f asks for the fixes of the problem under the cursor`() {
    var program = Frontis.program()
    program.press("3j")
    #expect(program.press("f").asked.first == .propose(.fix([SampleSite.helloProblems[0]])))
  }

  @Test func `f in the table asks for the fixes of all the entry's problems`() {
    var program = Frontis.program()
    program.press("<enter>")
    #expect(program.press("f").asked.first == .propose(.fix(SampleSite.helloProblems)))
  }

  @Test func `f says why not where nothing is wrong`() async {
    await Frontis.run().press("enter", "j", "f").sees("there is no problem here")
  }

  @Test func `F means the same field first, then the rule, then the site`() {
    var program = Frontis.program()
    program.press("3j")
    #expect(program.press("F").asked.first == .propose(.fixAll([SampleSite.helloProblems[0]])))
    _ = program.update(.proposed(SampleFixes.all, for: .fixAll([SampleSite.helloProblems[0]])))
    let all = SampleSite.helloProblems + [SampleSite.warning]
    #expect(program.press("]").asked.first == .propose(.fixAll(all)))
  }

  @Test func `F in the table means the marked entries`() {
    var program = Frontis.program()
    program.press("<enter>jj<space>")
    #expect(program.press("F").asked.first == .propose(.fixAll([SampleSite.warning])))
  }

  @Test func `F in the table means what the filter shows`() {
    var program = Frontis.program()
    program.press("<enter>/hello<enter>")
    #expect(program.press("F").asked.first == .propose(.fixAll(SampleSite.helloProblems)))
  }

  @Test func `a fix is chosen, made, and can be taken back`() async {
    let frontis = Frontis.run()
    await frontis.press("3", "j", "f").sees("write it as a date", "safe", "+ pubDate: 2025-01-04")
      .press("j").sees("unsafe", "- pubDate: 4th of Jan").press("k", "enter")
      .sees("fixed hello-world: write it as a date; u takes it back", "Problems")
  }

  @Test func `safe fixes are ticked, unsafe ones are not`() async {
    await Frontis.run(review()).sees("2 of 3 ticked", "[x]  hello-world", "[ ]  release-7")
  }

  @Test func `without one row its file is not written`() {
    var program = review()
    let next = program.press("<space><enter>")
    #expect(next.asked == [.commit(SampleFixes.changes("css-grid", count: 1))])
  }

  @Test func `an unsafe one that is ticked is worked out with the others`() {
    var program = review()
    let next = program.press("G<space>")
    let wanted = SampleFixes.all.rows.compactMap(\.problem)
    #expect(next.asked == [.combine(.fixAll(wanted), revision: 1)])
    #expect(next.requests.first?.delay == .milliseconds(60))
    // Enter before the answer makes it as soon as it is there.
    #expect(program.press("<enter>").asked.isEmpty)
    let stale = program.update(.combined(SampleFixes.changes("stale", count: 1), revision: 0))
    #expect(!stale.asked.contains { if case .commit = $0 { true } else { false } })
    let changes = SampleFixes.changes("css-grid", count: 3)
    #expect(program.update(.combined(changes, revision: 1)).asked == [.commit(changes)])
  }

  @Test func `a change is made once, however often enter is pressed`() {
    var program = review()
    #expect(!program.press("<enter>").asked.isEmpty)
    #expect(program.press("<enter>").asked.isEmpty)
  }

  @Test func `with nothing ticked nothing is made and the reason is said`() async {
    await Frontis.run(review()).press("ctrl+a", "ctrl+a").sees("0 of 3 ticked").press("enter")
      .sees("nothing is ticked")
  }

  @Test func `where no fix is known that is said and more can be looked at`() async {
    await Frontis.run(review(Proposal(rows: []))).sees("No fix is known for 1 problem", "] looks")
  }

  @Test func `files that could not be written are named`() {
    var program = review()
    program.press("<enter>")
    let failure = ChangeSet.Refusal(subject: "a.md", reason: "a.md changed on disk")
    let commit = Committed(
      title: "fixed 2 problems",
      fileCount: 1,
      failures: [failure],
      catalog: Catalog(SampleSite.snapshot)
    )
    _ = program.update(.committed(commit))
    #expect(Frontis.text(program).contains("a.md changed on disk; 1 file written"))
  }

  @Test func `esc goes back and nothing is written`() async {
    await Frontis.run(review()).press("esc").sees("src/content/blog/release-7.md").doesNotSee(
      "ticked"
    )
  }
}
