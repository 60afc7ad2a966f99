import Interface
import Loop
import ScreenTestSupport
import Sites
import Testing

/// What was written is looked at, taken back and done again.
@Suite @MainActor struct HistoryTests {
  private let edited = ActivityLine(
    time: "14:02",
    kind: "wrote",
    text: "edited hello-world",
    isUndoable: true,
    write: 7
  )
  private let built = ActivityLine(time: "13:40", kind: "build", text: "npm run build  ok")

  @Test func `u takes back and U does again what was written`() async {
    await Frontis.run().press("u").sees("took back: edited hello-world").press("U")
      .sees("did again: edited hello-world")
  }

  @Test func `an entry that is gone is left, and what was said before stays`() {
    var program = Frontis.program(after: Frontis.opened(.look(at: nil)))
    let entry = SampleSite.hello.reference
    #expect(Frontis.text(program).contains("hello-world.md"))
    _ = program.update(.undone(title: "created hello-world", Catalog(SampleSite.snapshot)))
    _ = program.update(.lost(entry))
    #expect(Frontis.text(program).contains("took back: created hello-world"))
    #expect(Frontis.text(program).contains("Collections"))
  }

  @Test func `the activity shows what the write under the cursor changed`() async {
    let program = Frontis.program(after: .reported([edited, built]))
    await Frontis.run(program).press("@").sees("edited hello-world", "+ pubDate: 2025-01-04")
      .press("j").sees("Nothing was written").doesNotSee("+ pubDate").press("k")
      .sees("+ pubDate: 2025-01-04").press("q").sees("Collections")
  }

  @Test func `a diff that is there is not read again`() {
    var program = Frontis.program(after: .reported([edited, built]))
    program.press("@")
    #expect(program.update(.reported([edited, built])).asked.contains(.readDiffs(7)))
    _ = program.update(.foundDiffs([("a.md", Frontis.dateDiff)], write: 7))
    #expect(!program.press("jk").asked.contains(.readDiffs(7)))
  }

  @Test func `enter in the list of recent activity goes to the same line`() {
    var program = Frontis.program(after: .reported([built, edited]))
    program.press("<tab>j")
    #expect(program.press("<enter>").asked.contains(.readActivity))
    #expect(program.update(.reported([built, edited])).asked.contains(.readDiffs(7)))
  }

  @Test func `a file that changed since is shown with its difference`() async {
    var program = Frontis.program()
    _ = program.update(.refused(file: "src/content/blog/hello-world.md", Frontis.dateDiff))
    await Frontis.run(program).sees("Changed since frontis wrote it", "- pubDate: 4th of Jan")
      .press("esc").doesNotSee("Changed since").sees("Collections")
  }

  @Test func `U in a form does again what u took back`() {
    var program = Frontis.program(after: Frontis.opened(.edit(at: ["draft"])))
    program.press("<space>u")
    let next = program.press("U")
    #expect(
      next.asked.contains {
        if case .check(_, let edits, _) = $0 { edits == [.set(["draft"], true)] } else { false }
      }
    )
  }

  @Test func `typing after u leaves nothing for U`() {
    var program = Frontis.program(after: Frontis.opened(.edit(at: ["draft"])))
    program.press("<space>ux")
    #expect(program.press("U").asked.allSatisfy { $0 != .redo })
    #expect(Frontis.text(program).contains("nothing was taken back"))
  }
}
