import Screen
import ScreenTestSupport
import Testing

@Suite struct CanvasTests {
  private func draw(_ width: Int, _ height: Int = 1, _ body: (inout Canvas) -> Void) -> [String] {
    Frame(size: Size(width, height), look: Look(), body).lines
  }

  @Test func `text that does not fit is cut with an ellipsis`() {
    #expect(draw(8) { $0.put("Hello, world", at: .zero) } == ["Hello, …"])
    #expect(draw(8) { $0.put("src/content/a.md", at: .zero, cut: .head) } == ["…nt/a.md"])
    #expect(draw(5) { $0.put("Hello", at: .zero) } == ["Hello"])
  }

  @Test func `a wide character is never cut in half`() {
    #expect(draw(5) { $0.put("東京都", at: .zero) } == ["東京…"])
    #expect(draw(4) { $0.put("東京都", at: .zero) } == ["東 …"])
    #expect(draw(3) { $0.put("東京都", at: .zero, cut: .head) } == ["…都"])
    #expect(draw(3) { $0.inside(Rect(1, 0, 2, 1)) { $0.put("東", at: Point(1, 0)) } } == ["  …"])
  }

  @Test func `a wide character that loses a half becomes blank`() {
    #expect(
      draw(4) {
        $0.put("東京", at: .zero)
        $0.put("x", at: Point(1, 0))
      } == [" x京"]
    )
    #expect(
      draw(4) {
        $0.put("東京", at: .zero)
        $0.put("x", at: Point(2, 0))
      } == ["東x"]
    )
  }

  @Test func `nothing is drawn outside the canvas`() {
    let lines = draw(6, 3) { canvas in
      canvas.inside(Rect(2, 1, 2, 1)) { inner in
        inner.put("abcdef", at: Point(-1, 0), width: 6)
        inner.put("x", at: Point(0, -1))
        inner.put("y", at: Point(0, 1))
        inner.fill(Rect(-5, -5, 20, 3), with: Glyph("#"), Style(.text))
        inner.showCursor(at: Point(5, 5))
      }
    }
    #expect(lines == ["", "  bc", ""])
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 1), (3, 2)])
  func `boxes fit any size`(width: Int, height: Int) {
    _ = draw(width, height) {
      $0.box($0.bounds)
      $0.put("title", at: Point(1, 0))
      $0.restyle(Rect(-1, -1, 9, 9), on: .selection)
    }
  }

  @Test func `a box has round corners, and plus signs in ASCII`() {
    #expect(draw(4, 3) { $0.box($0.bounds) } == ["╭──╮", "│  │", "╰──╯"])
    let plain = Frame(size: Size(4, 3), look: Look(lines: .ascii)) { $0.box($0.bounds) }
    #expect(plain.lines == ["+--+", "|  |", "+--+"])
  }

  @Test func `text stands at the right or in the middle`() {
    #expect(draw(6) { $0.put("ab", at: .zero, align: .right) } == ["    ab"])
    #expect(draw(6) { $0.put("ab", at: .zero, align: .center) } == ["  ab"])
  }
}
