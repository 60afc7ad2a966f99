import Screen
import Testing

@Suite struct GlyphTests {
  private func shown(_ text: String) -> String {
    Frame(size: Size(40, 1), look: Look()) { $0.put(text, at: .zero) }.lines[0]
  }

  @Test func `width is counted in cells`() {
    let widths: [(String, Int)] = [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("東", 2), ("ｱ", 1), ("Ａ", 2), ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("❤️", 2), ("❤", 1), ("👨‍👩‍👧‍👦", 2), ("🇩🇪", 2),
      ("👍🏽", 2), ("👩‍🚀", 2), ("1️⃣", 2), ("─", 1), ("", 0),
    ]
    for (text, width) in widths {
      #expect(CellWidth.of(text) == width, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test func `control characters are shown and never passed on`() {
    #expect(shown("a\u{1B}[31mb") == "a␛[31mb")
    #expect(shown("\u{0}\u{7}\u{7F}\t\n") == "␀␇␡␉␊")
    #expect(shown("\r\n") == "␍␊")
    #expect(shown("\u{9B}31m\u{85}") == "�31m�")
  }

  @Test func `what changes the direction or hides is shown`() {
    #expect(shown("a\u{202E}b\u{2066}c\u{200B}d\u{FEFF}e") == "a�b�c�d�e")
    #expect(shown("a\u{200D}b") == "a�b")
    #expect(shown("\u{2028}\u{2029}\u{E0041}") == "���")
  }

  @Test func `no scalar puts a control into a cell`() {
    let ranges: [ClosedRange<UInt32>] = [0...0xFFFF, 0x1F000...0x1FFFF, 0xE0000...0xE0FFF]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for text in [String(scalar), "a" + String(scalar), "👍" + String(scalar)] {
        Glyph.each(in: text) { glyph in
          for shown in glyph.text.unicodeScalars {
            switch shown.properties.generalCategory {
            case .control, .unassigned, .lineSeparator, .paragraphSeparator, .surrogate:
              Issue.record(
                "U+\(String(value, radix: 16)) shows U+\(String(shown.value, radix: 16))"
              )
            case .format where shown.value != 0x200D && shown.value != 0x200C:
              Issue.record(
                "U+\(String(value, radix: 16)) shows U+\(String(shown.value, radix: 16))"
              )
            default: break
            }
          }
          return true
        }
      }
    }
  }

  @Test func `marks without end do not grow a cell`() {
    let text = "a" + String(repeating: "\u{301}", count: 10_000) + "b"
    #expect(CellWidth.of(text) == 2)
    #expect(shown(text).unicodeScalars.count <= 6)
  }
}
