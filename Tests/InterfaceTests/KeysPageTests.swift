import Foundation
import FrontisTestSupport
import Interface
import Testing

@Suite struct KeysPageTests {
  /// `FRONTIS_RECORD=1` writes the page.
  @Test func `docs/keys.md is the keymap`() throws {
    let page = Vectors.project.appending(path: "docs/keys.md")
    if ProcessInfo.processInfo.environment["FRONTIS_RECORD"] == "1" {
      try Data(KeysPage.markdown.utf8).write(to: page)
    }
    #expect(try String(contentsOf: page, encoding: .utf8) == KeysPage.markdown)
  }
}
