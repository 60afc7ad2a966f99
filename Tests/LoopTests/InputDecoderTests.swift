import Loop
import Screen
import Testing

@Suite struct InputDecoderTests {
  private func decode(_ text: String) -> [InputEvent] {
    var decoder = InputDecoder()
    return decoder.decode(Array(text.utf8)) + decoder.flush()
  }

  @Test func `keys are known by what xterm sends`() {
    let keys: [(String, Key)] = [
      ("a", "a"), ("G", "G"), ("é", "é"), ("漢", "漢"), ("\r", "enter"), ("\t", "tab"),
      ("\u{7F}", "backspace"), ("\u{08}", "backspace"), ("\u{03}", "ctrl+c"), ("\u{1A}", "ctrl+z"),
      ("\u{1F}", "ctrl+_"), ("\0", "ctrl+space"), ("\u{1B}", "esc"), ("\u{1B}a", "alt+a"),
      ("\u{1B}\u{7F}", "alt+backspace"), ("\u{1B}[A", "up"), ("\u{1B}OB", "down"),
      ("\u{1B}[1;5C", "ctrl+right"), ("\u{1B}[1;3D", "alt+left"), ("\u{1B}\u{1B}[D", "alt+left"),
      ("\u{1B}[Z", "shift+tab"), ("\u{1B}[H", "home"), ("\u{1B}[4~", "end"), ("\u{1B}[5~", "pgup"),
      ("\u{1B}[3;5~", "ctrl+delete"), ("\u{1B}OP", "f1"), ("\u{1B}[15~", "f5"),
      ("\u{1B}[24~", "f12"),
      ("\u{1B}[19;2~", "shift+f8"), ("\u{1B}[1;2R", "shift+f3"), ("\u{1B}[[C", "f3"),
      ("\u{1B}[115;5u", "ctrl+s"), ("\u{1B}[97;2u", "A"), ("\u{1B}[27;5;13~", "ctrl+enter"),
      ("\u{1B}[", "alt+["), ("\u{1B}O", "alt+O"),
    ]
    for (bytes, key) in keys { #expect(decode(bytes) == [.key(key)], "\(key)") }
  }

  @Test func `keys that only the terminal's description knows are found there`() {
    var decoder = InputDecoder(known: [Array("\u{1B}Oa".utf8): "ctrl+up"])
    #expect(decoder.decode("\u{1B}Oa".utf8) == [.key("ctrl+up")])
    #expect(decode("\u{1B}Oa") == [])
  }

  @Test func `a paste is one event, its line ends are LF`() {
    #expect(
      decode("x\u{1B}[200~a\r\nb\rc\nd\u{1B}[31m\u{1B}[201~y")
        == [.key("x"), .paste("a\nb\nc\nd\u{1B}[31m"), .key("y")]
    )
  }

  @Test func `a sequence may be cut anywhere`() {
    let text =
      "é\u{1B}[200~漢\u{1B}[20 \u{1B}[201~\u{1B}[1;5C\u{1B}[<0;3;4M\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\q"
    let bytes = Array(text.utf8)
    let whole = decode(text)
    #expect(whole.count == 6)
    for size in 1...5 {
      var decoder = InputDecoder()
      var events: [InputEvent] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        events += decoder.decode(bytes[start..<Swift.min(start + size, bytes.count)])
      }
      #expect(events == whole)
      #expect(decoder.patience == nil)
    }
  }

  @Test func `a paste without end is bounded and ends with silence`() {
    var decoder = InputDecoder()
    _ = decoder.decode("\u{1B}[200~".utf8)
    for _ in 0..<6 { _ = decoder.decode([UInt8](repeating: 0x61, count: 1 << 20)) }
    #expect(decoder.patience == InputDecoder.pastePatience)
    guard case .paste(let text) = decoder.flush().first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.largestPaste)
    #expect(decoder.decode("a".utf8) == [.key("a")])
  }

  @Test func `mouse, focus and background are told`() {
    #expect(decode("\u{1B}[<0;3;4M") == [.mouse(MouseEvent(.press, .left, at: Point(2, 3)))])
    #expect(decode("\u{1B}[<2;1;1m") == [.mouse(MouseEvent(.release, .right, at: .zero))])
    #expect(decode("\u{1B}[<65;1;1M") == [.mouse(MouseEvent(.wheelDown, .none, at: .zero))])
    #expect(decode("\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
    #expect(decode("\u{1B}]11;rgb:1c/1c/1c\u{07}") == [.background(isDark: true)])
    #expect(decode("\u{1B}[?997;2n") == [.background(isDark: false)])
  }

  @Test func `replies and unknown sequences are dropped`() {
    #expect(
      decode("\u{1B}[?62;22c\u{1B}P1$r0m\u{1B}\\\u{1B}[99;99;99z\u{1B}]0;title\u{07}a") == [
        .key("a")
      ]
    )
    #expect(decode("\u{1B}]" + String(repeating: "x", count: 100_000) + "\u{07}a") == [.key("a")])
  }

  @Test func `no bytes crash it or make it grow`() {
    var random = SystemRandomNumberGenerator()
    var decoder = InputDecoder()
    let likely: [UInt8] = Array("\u{1B}[]O<;0123456789~mMRu?:\u{07}\\P".utf8) + [0x80, 0xFF, 0xC3]
    for _ in 0..<3000 {
      let bytes = (0..<40).map { _ in
        Bool.random(using: &random)
          ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
      }
      for event in decoder.decode(bytes) {
        if case .key(let key) = event, case .character(let character) = key.code {
          #expect(
            character.unicodeScalars.allSatisfy {
              $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)
            }
          )
        }
      }
      if Int.random(in: 0..<10, using: &random) == 0 { _ = decoder.flush() }
    }
    _ = decoder.flush()
    #expect(decoder.patience == nil)
  }
}
