import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

@Suite @MainActor struct MarkTests {
  @Test func `space marks an entry and goes to the next`() async {
    await Frontis.run().press("enter", "space", "space").sees("2 marked", "3/12")
      .press("k", "space").sees("1 marked")
  }

  @Test func `v marks all rows from there to the cursor`() async {
    await Frontis.run().press("enter", "v", "j", "j").sees("3 marked").press("v", "j")
      .sees("3 marked")
  }

  @Test func `ctrl-a marks what the filter shows and then takes the marks away`() async {
    await Frontis.run().press("enter", "/").types("tags:sea").press("enter", "ctrl+a")
      .sees("2 shown", "2 marked").press("ctrl+a").doesNotSee("marked")
  }

  @Test func `esc clears the marks before the filter and the filter before it goes back`() async {
    await Frontis.run().press("enter", "/").types("tags:sea").press("enter", "space", "esc")
      .doesNotSee("marked").sees("filter: tags:sea").press("esc").sees("MDX tips").press("esc")
      .sees("Collections")
  }

  @Test func `marks outlive a filter and go with their entry`() {
    var program = Frontis.program()
    program.press("<enter><space><space>/zebra<enter>")
    #expect(Frontis.text(program).contains("2 marked"))
    var snapshot = SampleSite.snapshot
    snapshot.collections[0].entries.removeFirst()
    _ = program.update(.read(Catalog(snapshot), isFinal: true))
    #expect(Frontis.text(program).contains("1 marked"))
  }

  @Test func `a column that hardly an entry fills is left out`() {
    var snapshot = SampleSite.snapshot
    for index in snapshot.collections[0].entries.indices.dropFirst() {
      let entry = snapshot.collections[0].entries[index]
      var cells = entry.cells
      cells[1] = .undefined
      snapshot.collections[0].entries[index] = EntrySummary(
        id: entry.id,
        file: entry.file,
        title: entry.title,
        cells: cells,
        problems: entry.problems
      )
    }
    var program = Frontis.program(snapshot)
    program.press("<enter>")
    #expect(!Frontis.text(program).contains("tags"))
    #expect(Frontis.text(program).contains("pubDate"))
  }

  @Test func `a collection without entries says where it looked`() {
    var snapshot = SampleSite.snapshot
    snapshot.collections[0].entries = []
    let program = Frontis.program(snapshot)
    #expect(Frontis.text(program).contains("no files that match **/*.md in"))
  }

  @Test func `reading is a count once some files are read`() {
    var program = Frontis.program()
    _ = program.update(.resumed)
    _ = program.update(.reminded(.showReading))
    _ = program.update(.reading(done: 412, of: 2420))
    #expect(Frontis.text(program).contains("reading 412 of 2,420"))
    _ = program.update(.read(Catalog(SampleSite.snapshot), isFinal: true))
    #expect(!Frontis.text(program).contains("reading"))
  }
}
