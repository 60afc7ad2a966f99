import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

@Suite @MainActor struct EntryChangeTests {
  @Test(arguments: [
    ("draft=true", BulkCommand.set(["draft"], "true")),
    ("seo.title = a = b", .set(["seo", "title"], "a = b")), ("order=-1", .set(["order"], "-1")),
    ("-draft", .unset(["draft"])), ("tags+=boats", .addItem(["tags"], "boats")),
    ("tags-=boats", .removeItem(["tags"], "boats")),
    ("date > pubDate", .renameKey(["date"], "pubDate")),
    ("title/Old/New", .replaceText(["title"], "Old", with: "New")),
    ("links[0].url/http:/https:", .replaceText(["links", 0, "url"], "http:", with: "https:")),
  ])
  func `a change is said in a line`(text: String, command: BulkCommand) {
    #expect(BulkCommand(text) == command)
  }

  @Test(arguments: [
    "", "draft", "=true", "-", "a..b=1", "a[x]=1", ">b", "a>", "title/x", "title//x",
  ])
  func `a line that says no change is none`(text: String) {
    #expect(BulkCommand(text) == nil)
  }

  @Test func `the marked entries are meant, or the one under the cursor`() {
    var program = Frontis.program()
    program.press("<enter>")
    let one = program.press(";-draft<enter>")
    #expect(
      one.asked.first == .propose(.edit([SampleFixes.address("hello-world")], .unset(["draft"])))
    )
    program.press("j<space>jvj")
    let several = ["css-grid", "spring", "tokyo"].map(SampleFixes.address)
    #expect(
      program.press(";-draft<enter>").asked.first == .propose(.edit(several, .unset(["draft"])))
    )
  }

  @Test func `entries are changed after a look, and one can be left out`() async {
    await Frontis.run().press("enter", "j", "space", "space", ";").sees("Change 2 entries")
      .types("draft=true").press("enter").sees("2 of 2 ticked", "false", "true", "a draft must")
      .press("space").sees("1 of 2 ticked").press("enter")
      .sees("changed blog/release-7; u takes it back", "2 marked")
  }

  @Test func `a line that is no change is refused where it stands`() async {
    await Frontis.run().press("enter", ";").types("draft").press("enter")
      .sees("none of the forms above", "add to a list").press("esc").doesNotSee("add to a list")
  }

  @Test func `a new entry is looked at, made and opened in the form`() {
    var program = Frontis.program()
    let asked = program.press("aTide<enter>").asked
    #expect(asked.first == .propose(.create(in: "blog", title: "Tide")))
    let proposal = SampleFixes.made("tide", in: "blog")
    _ = program.update(.proposed(proposal, for: .create(in: "blog", title: "Tide")))
    #expect(program.press("<enter>").asked == [.commit(proposal.changes)])
    let catalog = Catalog(SampleSite.snapshot)
    let commit = Committed(title: "created blog/tide", fileCount: 1, catalog: catalog)
    let entry = EntryReference(collection: "blog", id: "tide", file: "src/content/blog/tide.md")
    #expect(program.update(.committed(commit)).asked.contains(.open(entry, .edit(at: nil))))
  }

  @Test func `a copy and a rename begin with the id that is there`() {
    var program = Frontis.program()
    program.press("<enter>j")
    let address = SampleFixes.address("css-grid")
    #expect(
      program.press("D<enter>").asked.first == .propose(.duplicate(address, id: "css-grid-copy"))
    )
    #expect(
      program.press("r-2<enter>").asked.first == .propose(.rename(address, id: "css-grid-2"))
    )
  }

  @Test func `the same id again is no rename`() async {
    await Frontis.run().press("enter", "r", "enter").sees("that is its id already")
  }

  @Test func `an entry is removed only after a look at what goes and what refers to it`() async {
    await Frontis.run().press("enter", "j", "d")
      .sees("Remove blog/css-grid?", "blog/hello-world refers to it", "- title: CSS grid")
      .press("esc").sees("CSS grid tricks").press("d", "enter")
      .sees("removed blog/css-grid; u takes it back")
  }

  @Test func `a removed file is looked at and brought back`() async {
    await Frontis.run().press("g", "x")
      .sees("Restore a removed file", "14:02", "+ title: css-grid").press("j", "enter")
      .sees("restored src/content/blog/tides.md; u takes it back")
  }

  @Test func `an empty trash is said`() {
    var program = Frontis.program()
    #expect(program.press("gx").asked.first == .propose(.restore))
    _ = program.update(.proposed(Proposal(rows: []), for: .restore))
    #expect(Frontis.text(program).contains("nothing was removed in the last 90 days"))
  }

  @Test func `what cannot be done is said and nothing is shown`() async {
    var program = Frontis.program()
    program.press("<enter>r-2<enter>")
    _ = program.update(.failed("blog/css-grid-2: there is such an entry"))
    await Frontis.run(program).sees("there is such an entry").doesNotSee("working")
  }
}
