import Diagnostics
import Testing

@Suite struct SourceTextTests {
  /// The line and column of the mark `|` in `marked`, whose place the mark does not change.
  private func place(in marked: String) throws -> [Int] {
    let bytes = Array(marked.utf8)
    let offset = try #require(bytes.firstIndex(of: UInt8(ascii: "|")))
    let source = SourceText(Array(bytes[..<offset] + bytes[(offset + 1)...]))
    let position = source.position(at: offset)
    #expect(position.offset == offset)
    return [position.line, position.column]
  }

  @Test(
    arguments: [
      ("|", [1, 1]), ("a|b", [1, 2]), ("a\n|b", [2, 1]), ("a\r\n|b", [2, 1]), ("a\r|b", [2, 1]),
      ("a\n\n\nb|", [4, 2]), ("a\r\r\n\n|b", [4, 1]), ("a|\r\nb", [1, 2]), ("a\n|", [2, 1]),
    ] as [(String, [Int])]
  )
  func `a line ends at LF, CR LF or a lone CR`(_ marked: String, _ expected: [Int]) throws {
    #expect(try place(in: marked) == expected)
  }

  @Test(
    arguments: [
      ("é|a", [1, 2]), ("漢字|", [1, 3]), ("🛶|x", [1, 2]), ("e\u{301}|x", [1, 3]),
      ("\u{FEFF}a|b", [1, 2]), ("\u{FEFF}a\n\u{FEFF}|b", [2, 2]),
    ] as [(String, [Int])]
  )
  func `columns count Unicode scalars, a leading byte order mark none`(
    _ marked: String,
    _ expected: [Int]
  ) throws {
    #expect(try place(in: marked) == expected)
  }

  @Test func `an offset outside the file is taken to its nearer end`() {
    let source = SourceText("a\nb")
    #expect(source.position(at: -5) == SourcePosition(line: 1, column: 1, offset: 0))
    #expect(source.position(at: 99) == SourcePosition(line: 2, column: 2, offset: 3))
    #expect(SourceText("").position(at: 1) == SourcePosition(line: 1, column: 1, offset: 0))
  }

  @Test func `lines start where positions say so`() {
    let source = SourceText("\u{FEFF}a\r\nb\rc\n\nlast")
    for (index, start) in source.lineStarts().enumerated() {
      let position = source.position(at: start)
      #expect([position.line, position.column] == [index + 1, 1])
    }
  }

  @Test func `text outside the file is empty, invalid bytes are replaced`() {
    let source = SourceText([0x61, 0xFF, 0x62])
    #expect(source.text(in: 0..<9) == "a\u{FFFD}b")
    #expect(source.text(in: 7..<9).isEmpty)
  }
}
