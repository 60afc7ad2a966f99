import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Sessions
import Sites
import Testing
import Values

@Suite @MainActor struct NavigationTests {
  @Test func `enter goes from the site to the entries to one entry and esc comes back`() async {
    let frontis = Frontis.run()
    await frontis.sees("Collections", "blog", "Health").press("enter")
      .sees("Hello, world", "pubDate", "src/content/blog/hello-world.md").press("enter")
      .sees("^^^^^^^^^^ Expected date, received string", "3:10").press("esc")
      .sees("CSS grid").press("esc").sees("Collections")
  }

  @Test func `a filter narrows as it is typed and esc clears it`() async {
    let frontis = Frontis.run()
    await frontis.press("enter", "/").types("tags:sea").sees("2 shown", "Reading tide tables")
      .doesNotSee("MDX tips").press("enter").sees("filter: tags:sea").press("esc").sees("MDX tips")
  }

  @Test func `a filter without hits says so and what to do`() async {
    let frontis = Frontis.run()
    await frontis.press("enter", "/").types("zebra")
      .sees("No entries match zebra.", "Esc clears the filter")
  }

  @Test func `s sorts by the next column and S turns the order round`() async {
    let frontis = Frontis.run()
    await frontis.press("enter", "s").sees("title ▴").press("S").sees("title ▾")
      .press("s").sees("pubDate ▾")
  }

  @Test func `walking the problems of an entry goes round`() {
    var program = Frontis.program(after: Frontis.opened())
    program.press("}")
    let frame = Frontis.frame(program, Size(80, 24))
    #expect(frame.lines.contains { $0.contains("2 of 2") })
    program.press("}")
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("1 of 2") })
  }

  @Test func `enter on a problem opens the form at its field`() {
    var program = Frontis.program(after: Frontis.opened())
    program.press("}")
    let next = program.press("<enter>")
    #expect(next.asked == [.open(SampleSite.hello.reference, .edit(at: ["author"]))])
  }

  @Test func `the list of problems opens the entry at the problem`() {
    var program = Frontis.program()
    program.press("3j")
    let next = program.press("j<enter>")
    #expect(next.asked.first == .open(SampleSite.hello.reference, .look(at: ["author"])))
  }

  @Test func `y l copies path, line and column`() {
    var program = Frontis.program(after: Frontis.opened())
    let next = program.press("yl")
    #expect(next.terminal == [.copy("src/content/blog/hello-world.md:3:10")])
  }

  @Test func `E opens the editor at the line with the terminal to itself`() {
    var program = Frontis.program(after: Frontis.opened())
    let next = program.press("E")
    let wanted = Request.openEditor(file: "src/content/blog/hello-world.md", line: 3, column: 10)
    #expect(next.requests.first == Keyed(wanted, needsTerminal: true))
  }

  @Test func `keys after g are shown only after a while`() async {
    let frontis = Frontis.run()
    await frontis.press("g").doesNotSee("Go to the problems").waits(.milliseconds(400))
      .sees("Go to the problems").press("p").sees("4:9").doesNotSee("Go to the build")
  }

  @Test func `a command runs by its name from the palette`() async {
    let frontis = Frontis.run()
    await frontis.press(":").types("keys that work").press("enter").sees("Keys here: Site")
  }

  @Test func `an entry opens from the palette`() async {
    let frontis = Frontis.run()
    await frontis.press("ctrl+p").types("tide").sees("Reading tide tables").press("enter")
      .sees("blog/hello-world")
  }

  @Test func `a collection that is not checked says why`() async {
    let frontis = Frontis.run()
    await frontis.press("G").sees("its loader fetches from the network")
  }

  @Test func `rules that have no line of their own are counted together`() {
    let rules = ["a/a", "b/b", "c/c", "d/d", "e/e"]
    let problems = (rules + ["e/e"]).map { SampleSite.problem($0, .error, "no", "title", "Hello") }
    let snapshot = SiteSnapshot(root: "/s", name: "s", collections: [], problems: problems)
    let text = Frontis.text(Frontis.program(snapshot))
    #expect(text.contains("e/e"))
    #expect(text.contains(/2 other rules +2/))
  }

  @Test func `a site without collections says what to do`() async {
    let snapshot = SiteSnapshot(root: "/s", name: "s")
    let frontis = Frontis.run(Frontis.program(snapshot))
    await frontis.sees("No content collections.", "press R").press("2")
      .sees("there are no collections")
  }

  @Test func `a window too small says how much is needed, and can be left`() async {
    let frontis = Frontis.run(size: Size(20, 5))
    await frontis.sees("needs 40x10", "q quits").press("q")
    _ = await frontis.ended()
  }

  @Test func `ctrl-c quits when it is pressed twice`() {
    var program = Frontis.program()
    #expect(!program.press("<ctrl+c>").isQuit)
    program.press("j")
    #expect(!program.press("<ctrl+c>").isQuit)
    #expect(program.press("<ctrl+c>").isQuit)
  }

  @Test func `the place is remembered a little after it changed and when quitting`() {
    var program = Frontis.program()
    program.press("j")
    let next = program.press("k<enter>")
    let keyed = next.requests.first { if case .remember = $0.request { true } else { false } }
    #expect(keyed?.delay == .milliseconds(400))
    let quit = program.press("Q")
    #expect(quit.isQuit)
    #expect(
      quit.requests.contains {
        guard case .remember(let place) = $0.request else { return false }
        return $0.mustFinish && place.screen == "entries" && place.collection == "blog"
      }
    )
  }

  @Test func `a remembered place is gone back to`() async {
    let place = Place(
      screen: "entries",
      collection: "blog",
      entry: "mdx",
      panes: ["entries:blog": .init(filter: "tips")]
    )
    let program = FrontisProgram(
      root: SampleSite.root,
      name: "harbour",
      catalog: Catalog(SampleSite.snapshot),
      place: place,
      size: Size(80, 24)
    )
    await Frontis.run(program).sees("MDX tips", "1 shown").doesNotSee("Hello, world")
  }

  @Test func `a cursor stays on its entry when the site is read again`() {
    var program = Frontis.program()
    program.press("<enter>jj")
    var snapshot = SampleSite.snapshot
    snapshot.collections[0].entries.removeFirst()
    _ = program.update(.read(Catalog(snapshot), isFinal: true))
    let next = program.press("yi")
    #expect(next.terminal == [.copy("release-7")])
  }

  @Test func `many entries are arranged away from the key`() {
    var snapshot = SampleSite.snapshot
    snapshot.collections[0].entries = (0..<100_000).map {
      EntrySummary(id: "e\($0)", file: "f\($0).md", title: "Entry \($0)", cells: [])
    }
    var program = Frontis.program(snapshot)
    program.press("<enter>/")
    let next = program.press("9")
    #expect(
      next.asked.first
        == .arrange(Arrangement(snapshot.collections[0], filter: "9", sort: nil))
    )
    let rows = Arrangement(snapshot.collections[0], filter: "9999", sort: nil).rows()
    #expect(rows.count == 19)
  }

  @Test(arguments: [("über", [0]), ("ÜBER", [0]), ("notes/a", [0]), ("plain", [1]), ("l t", [1])])
  func `a filter finds words of the title and the id in any case`(
    filter: String,
    rows: [Int]
  ) {
    var collection = SampleSite.snapshot.collections[0]
    collection.entries = [
      EntrySummary(id: "Notes/A", file: "a.md", title: "ÜBER uns", cells: []),
      EntrySummary(id: "b", file: "b.md", title: "A Plain Title", cells: []),
    ]
    #expect(Arrangement(collection, filter: filter, sort: nil).rows() == rows)
  }
}
