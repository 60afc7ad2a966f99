import Screen
import Testing
import Widgets

@Suite struct FuzzyMatchTests {
  @Test func `letters must come in order`() {
    #expect(FuzzyPattern("hlo").match(in: "hello")?.positions == [0, 2, 4])
    #expect(FuzzyPattern("olh").match(in: "hello") == nil)
    #expect(FuzzyPattern("").match(in: "hello")?.positions == [])
  }

  @Test func `capitals in the pattern make case count`() {
    #expect(FuzzyPattern("md").match(in: "README.MD")?.positions == [7, 8])
    #expect(FuzzyPattern("MD").match(in: "readme.md") == nil)
  }

  @Test func `starts of words and neighbours are better`() throws {
    let word = try #require(FuzzyPattern("gp").match(in: "Go to problems"))
    let inside = try #require(FuzzyPattern("gp").match(in: "Paging pages"))
    #expect(word.score > 0 && word.positions == [0, 6])
    #expect(inside.positions == [5, 7])
    #expect(FuzzyPattern("ab").match(in: "xxab axb")?.positions == [2, 3])
  }

  @Test func `a long text is matched in bounded time`() {
    #expect(FuzzyPattern("aaab").match(in: String(repeating: "a", count: 100_000)) == nil)
  }

  @Test func `text is wrapped at spaces and long words are broken`() {
    #expect(Line.wrapping("one two three", width: 7).map(\.text) == ["one two", "three"])
    #expect(Line.wrapping("abcdefgh", width: 3).map(\.text) == ["abc", "def", "gh"])
    #expect(Line.wrapping("東京都", width: 4).map(\.text) == ["東京", "都"])
    #expect(Line.wrapping("a\n\nb", width: 5).map(\.text) == ["a", "", "b"])
  }

  @Test func `numbers are grouped`() {
    #expect(
      [0, 999, 1000, 1_234_567, -1000].map(Meter.grouped) == [
        "0", "999", "1,000", "1,234,567", "-1,000",
      ]
    )
  }
}
