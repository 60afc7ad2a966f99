import Screen
import Testing

@Suite struct LayoutTests {
  @Test func `parts share what fixed rows leave`() {
    let rows = Rect(0, 0, 10, 24).rows(.cells(1), .rest, .cells(2))
    #expect(rows == [Rect(0, 0, 10, 1), Rect(0, 1, 10, 21), Rect(0, 22, 10, 2)])
    let columns = Rect(2, 0, 11, 1).columns(.part(2), .part(1), gap: 1)
    #expect(columns == [Rect(2, 0, 6, 1), Rect(9, 0, 4, 1)])
  }

  @Test func `no split leaves the rectangle`() {
    for width in 0...9 {
      let rect = Rect(3, 3, width, 1)
      for part in rect.columns(.cells(4), .rest, .cells(4), .part(2), gap: 1) {
        #expect(part.x >= rect.x && part.maxX <= rect.maxX)
      }
    }
  }

  @Test func `pieces are cut off until nothing is left`() {
    var rect = Rect(0, 0, 10, 3)
    #expect(rect.takeTop(1) == Rect(0, 0, 10, 1))
    #expect(rect.takeBottom(5) == Rect(0, 1, 10, 2))
    #expect(rect.isEmpty)
    #expect(Rect(0, 0, 10, 5).centered(Size(4, 9)) == Rect(3, 0, 4, 5))
    #expect(Rect(0, 0, 3, 3).inset(5, 5).isEmpty)
  }

  @Test func `a difference is the runs that changed, wide characters whole`() {
    func frame(_ text: String) -> Frame {
      Frame(size: Size(8, 1), look: Look()) { $0.put(text, at: .zero) }
    }
    let runs = FrameDiff(from: frame("a東b..c"), to: frame("a京b..d")).runs
    #expect(runs.map(\.columns) == [1..<3, 6..<7])
    #expect(FrameDiff(from: frame("a"), to: frame("a")).runs == [])
    #expect(FrameDiff(from: nil, to: frame("a")).runs.map(\.columns) == [0..<8])
    #expect(FrameDiff(from: frame("xx"), to: frame("東")).runs.map(\.columns) == [0..<2])
  }

  @Test func `a list that moved by a row is told from another screen`() {
    func frame(_ lines: [String]) -> Frame {
      Frame(size: Size(4, lines.count), look: Look()) { canvas in
        for (y, line) in lines.enumerated() { canvas.put(line, at: Point(0, y)) }
      }
    }
    func isScrolled(_ old: [String], _ new: [String]) -> Bool {
      let (old, new) = (frame(old), frame(new))
      return new.isScrolled(from: old, changing: FrameDiff(from: old, to: new))
    }
    let list = ["top", "a", "b", "c", "d", "e", "end"]
    #expect(isScrolled(list, ["top", "b", "c", "d", "e", "f", "end"]))
    #expect(isScrolled(list, ["top", "z", "a", "b", "c", "d", "end"]))
    #expect(!isScrolled(list, ["top", "d", "e", "f", "g", "h", "end"]))
    #expect(!isScrolled(list, ["x", "y", "z", "", "", "", "end"]))
  }
}
