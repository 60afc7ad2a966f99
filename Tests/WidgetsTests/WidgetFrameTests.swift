import Loop
import Screen
import ScreenTestSupport
import Testing
import Widgets

@Suite struct WidgetFrameTests {
  private func frame(
    _ width: Int,
    _ height: Int,
    _ look: Look = Look(),
    _ draw: (inout Canvas) -> Void
  ) -> Frame { Frame(size: Size(width, height), look: look, draw) }

  private static let columns = [
    TableColumn("title", .flexible(least: 12, weight: 3)),
    TableColumn("pubDate", .cells(10), dropOrder: 1),
    TableColumn("tags", .flexible(least: 8), dropOrder: 2),
    TableColumn("words", .cells(5), align: .right, dropOrder: 3),
  ]

  private func drawTable(into canvas: inout Canvas) {
    let list = ListState(count: 40, height: canvas.height - 3, cursor: 1)
    Panel("posts", detail: "draft:false", isFocused: true, list: list)
      .draw(canvas.bounds, into: &canvas) { inner in
        Table(columns: Self.columns, list: list, isFocused: true) { index in
          TableRow(
            [
              Line("Entry number \(index)", .text, matching: [0, 1]), "2025-01-04",
              Line("astro, 東京", .muted), Line("\(index * 100)"),
            ],
            sign: index == 2 ? Span("E", .error) : nil,
            isMarked: index == 3
          )
        }
        .draw(into: &inner)
      }
  }

  @Test func `a table has a header, signs, marks and a cursor`() {
    expectFrame(frame(60, 9) { drawTable(into: &$0) }, named: "table")
  }

  @Test func `a narrow table drops columns in their order`() {
    expectFrame(frame(34, 7) { drawTable(into: &$0) }, named: "table-narrow")
  }

  @Test func `without colour signs tell the cursor and the focus`() {
    let look = Look(lines: .ascii, hasColor: false)
    expectFrame(frame(48, 8, look) { drawTable(into: &$0) }, named: "table-plain")
  }

  @Test func `a dialog stands in the middle, its safe button chosen`() {
    let dialog = Dialog(
      title: "Discard changes?",
      body: Line.wrapping("hello-world.md has 2 changes that are not saved.", width: 30),
      buttons: ["Keep editing", "Discard"],
      width: 40
    )
    let drawn = frame(50, 10) {
      $0.fill($0.bounds, with: Glyph("·"), Style(.muted))
      dialog.draw(into: &$0)
    }
    expectFrame(drawn, named: "dialog")
  }

  @Test func `a picker narrows as one types`() {
    let items = ["Open site", "Save entry", "Run build", "Go to problems"].map { Picker.Item($0) }
    var picker = Picker(
      title: "Commands",
      items: items + [Picker.Item("Rebuild all", disabledReason: "no build yet")]
    )
    for key in Keys.parse("bu") { _ = picker.handle(key) }
    #expect(picker.chosen == 2)
    expectFrame(frame(50, 13) { picker.draw(into: &$0, width: 40) }, named: "picker")
    for key in Keys.parse("zz") { _ = picker.handle(key) }
    #expect(picker.chosen == nil)
    let isHandled = picker.handle("enter")
    #expect(!isHandled)
  }

  @Test func `tabs, status, hints and progress stand in one row each`() {
    let drawn = frame(60, 4) { canvas in
      let tabs = Tabs(
        [.init("Site", key: "1"), .init("Entries", key: "2", badge: Span("14", .error))],
        chosen: 0
      )
      canvas.inside(Rect(0, 0, 60, 1)) { #expect(tabs.draw(into: &$0) == [0..<8, 9..<23]) }
      canvas.inside(Rect(0, 1, 60, 1)) { StatusBar("posts/a.md", right: "1/38").draw(into: &$0) }
      canvas.inside(Rect(0, 2, 60, 1)) {
        HintRow([Hint("Enter", "open"), Hint("/", "filter"), Hint("?", "help")]).draw(into: &$0)
      }
      canvas.inside(Rect(0, 3, 60, 1)) {
        Meter("reading", done: 412, total: 2420).draw(into: &$0)
      }
    }
    expectFrame(drawn, named: "rows")
  }

  @Test func `the lasting hint stays where others are cut`() {
    let hints = [Hint("Enter", "open"), Hint("/", "filter"), Hint("?", "help"), Hint("q", "quit")]
    let drawn = frame(20, 1) { HintRow(hints, lasting: Hint("?", "help")).draw(into: &$0) }
    #expect(drawn.lines[0].hasPrefix(" Enter open  ? help"))
  }

  @Test func `a text view has a gutter and scrolls both ways`() {
    let lines = ["---", "title:\tHello, 東京", "draft: false", "---"]
    let drawn = frame(24, 4) { canvas in
      TextView(
        list: ListState(count: 4, height: 4, cursor: 1),
        gutterWidth: 3,
        showsCursor: true,
        isFocused: true,
        column: 2,
        gutter: { Line("\($0 + 1)", .muted) },
        line: { Line(lines[$0], .code) }
      )
      .draw(into: &canvas)
    }
    expectFrame(drawn, named: "text-view")
  }

  @Test func `every widget draws in every size`() {
    for width in 0...12 {
      for height in 0...6 {
        _ = frame(width, height) { canvas in
          drawTable(into: &canvas)
          Dialog(title: "Title", body: ["body"], buttons: ["OK", "Cancel"]).draw(into: &canvas)
          Picker(title: "Pick", items: [.init("one", detail: "two")]).draw(into: &canvas)
          Tabs([.init("A", key: "1"), .init("B")], chosen: 0).draw(into: &canvas)
          HintRow([Hint("a", "b")]).draw(into: &canvas)
          StatusBar("left", right: "right").draw(into: &canvas)
          Meter("reading", done: 1, total: 2).draw(into: &canvas)
          TextField("東京都").draw(into: &canvas, isFocused: true)
        }
      }
    }
  }
}
