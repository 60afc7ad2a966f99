import Foundation
import Screen
import Testing

@Suite struct PictureTests {
  private let picture = Picture(name: "a.png", bytes: [1, 2, 3], size: Size(1200, 600))

  private func frame(_ draw: (inout Canvas) -> Void) -> Frame {
    Frame(size: Size(40, 12), look: Look(pictures: .kitty)) { draw(&$0) }
  }

  @Test func `a picture stands in the frame's own coordinates`() {
    let drawn = frame { canvas in
      canvas.inside(Rect(10, 2, 20, 8)) { $0.show(picture, in: Rect(1, 1, 10, 5)) }
    }
    #expect(drawn.picture?.rect == Rect(11, 3, 10, 5))
  }

  @Test func `a picture that is cut off is not shown`() {
    let drawn = frame { canvas in
      canvas.inside(Rect(10, 2, 20, 8)) { $0.show(picture, in: Rect(15, 1, 10, 5)) }
    }
    #expect(drawn.picture == nil)
  }

  @Test func `what lies over the screen hides the picture below it`() {
    let drawn = frame { canvas in
      canvas.show(picture, in: Rect(0, 0, 10, 5))
      canvas.cover()
    }
    #expect(drawn.picture == nil)
  }

  @Test(arguments: [
    (Size(1, 2), Rect(0, 0, 20, 20), Size(20, 5)),
    (Size(10, 20), Rect(0, 0, 20, 4), Size(16, 4)),
    (Size(10, 10), Rect(0, 0, 20, 20), Size(20, 10)),
    (Size(10, 20), Rect(0, 0, 1, 1), Size(1, 1)),
  ])
  func `a picture keeps its shape`(cell: Size, room: Rect, covered: Size) {
    let drawn = Frame(size: Size(40, 40), look: Look()) { $0.show(picture, in: room) }
    #expect(drawn.picture?.covered(cell: cell) == covered)
  }

  @Test(arguments: [
    (["TERM": "xterm-kitty"], PictureProtocol.kitty),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"], .kitty),
    (["TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"], .iTerm),
    (["TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"], .iTerm),
    (["TERM": "xterm-256color"], nil),
    (["TERM": "xterm-kitty", "TMUX": "/tmp/tmux"], nil),
    (["TERM": "screen-256color", "KITTY_WINDOW_ID": "1"], nil),
  ])
  func `a terminal is known by what it says of itself`(
    environment: [String: String],
    expected: PictureProtocol?
  ) {
    #expect(PictureProtocol(environment: environment) == expected)
  }

  private func placed(_ count: Int) throws -> PlacedPicture {
    let picture = Picture(
      name: "a.png",
      bytes: (0..<count).map { UInt8($0 % 251) },
      size: Size(1200, 600)
    )
    return try #require(frame { $0.show(picture, in: Rect(2, 1, 20, 10)) }.picture)
  }

  @Test func `kitty is sent a picture in pieces of 4 kB`() throws {
    let placed = try placed(10_000)
    let text = PictureSequences.showing(placed, cell: Size(1, 2), by: .kitty)
    #expect(text.hasPrefix("\u{1B}7\u{1B}[2;3H\u{1B}_Ga=T,f=100,"))
    #expect(text.hasSuffix("\u{1B}\\\u{1B}8"))
    let pieces = text.matches(of: /_G(?<keys>[^;]*);(?<data>[^\u{1B}]*)/)
    #expect(pieces.dropLast().allSatisfy { $0.keys.hasSuffix("m=1") && $0.data.count == 4096 })
    #expect(pieces.last?.keys == "m=0")
    let data = Data(base64Encoded: pieces.map { String($0.data) }.joined())
    #expect(data == Data(placed.picture.bytes))
  }

  @Test func `iTerm2 is told the cells that a picture covers`() throws {
    let text = PictureSequences.showing(try placed(3), cell: Size(1, 2), by: .iTerm)
    #expect(
      text == "\u{1B}7\u{1B}[2;3H\u{1B}]1337;File=inline=1;size=3;width=20;height=5;"
        + "preserveAspectRatio=1:AAEC\u{07}\u{1B}8"
    )
  }

  @Test func `kitty takes PNG alone`() {
    #expect(PictureProtocol.kitty.takes("a.PNG"))
    #expect(!PictureProtocol.kitty.takes("a.jpg"))
    #expect(PictureProtocol.iTerm.takes("a.jpg"))
    #expect(!PictureProtocol.iTerm.takes("a.svg"))
  }
}
