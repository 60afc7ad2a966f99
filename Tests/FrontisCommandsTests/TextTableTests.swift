import Testing

@testable import FrontisCommands

@Suite struct TextTableTests {
  @Test func `columns are aligned and hostile cells are harmless`() {
    let table = TextTable(header: ["id", "n"], rows: [["long-id", "1"], ["\u{1B}c", "2"]])
    #expect(table.text == "id       n\nlong-id  1\n␛c       2\n")
  }

  @Test func `colour is as the environment asks`() {
    #expect(!TextStyle.standardOutput(["FORCE_COLOR": "1", "NO_COLOR": "1"]).isColoured)
    #expect(TextStyle.standardOutput(["FORCE_COLOR": "1"]).isColoured)
    #expect(TextStyle.standardOutput(["CLICOLOR_FORCE": "0", "NO_COLOR": ""]).isColoured == false)
  }
}
