import FrontisTestSupport
import Loop
import Testing

/// Whatever a terminal sends becomes the same events, however it is cut, and never waits for ever.
@Suite struct InputFuzzTests {
  @Test func `random bytes are the same events whole and cut`() {
    let failure = Fuzz.firstFailure { random in
      let count = Int.random(in: 1...12, using: &random)
      let parts = (0..<count).map { _ in Self.tokens.randomElement(using: &random) ?? "" }
      let bytes = random.mutated(Array(parts.joined().utf8), tokens: Self.tokens)
      var whole = InputDecoder()
      let events = whole.decode(bytes) + whole.flush()
      var cut = InputDecoder()
      var pieces: [InputEvent] = []
      var place = 0
      while place < bytes.count {
        let end = Int.random(in: place + 1...bytes.count, using: &random)
        pieces += cut.decode(bytes[place..<end])
        place = end
      }
      pieces += cut.flush()
      if whole.patience != nil { return "waits after \(bytes)" }
      return pieces == events ? nil : "\(bytes): \(events), cut: \(pieces)"
    }
    #expect(failure == nil)
  }

  private static let tokens = [
    "\u{1B}", "\u{1B}[", "\u{1B}O", "\u{1B}[1;5", "A", "~", "\u{1B}[200~", "\u{1B}[201~",
    "\u{1B}]11;", "rgb:ffff/ffff/ffff", "\u{1B}\\", "\u{07}", "\u{1B}[<0;3;4", "M", "m",
    "\u{1B}[?997;1n", "\u{1B}[I", "é", "漢", "👩‍👩‍👧", "\0", "\u{7F}", "\r", "\n",
    "9999999999999999999", ";", ":", "u", "\u{1B}P", "\u{1B}_", "\u{1B}[M   ", "\u{1B}[[C", "x",
  ]
}
