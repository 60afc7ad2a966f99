import Loop
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    "a", "G", "+", "ctrl+s", "ctrl++", "alt+left", "shift+tab", "f12", "space",
    "enter", "esc", "pgdn", "ctrl+alt+delete",
  ])
  func `a key's name is read as it is written`(name: String) throws {
    #expect(try #require(Key(name)).description == name)
  }

  @Test(arguments: ["", "foo", "f0", "f25", "super+a", "ctrl+", "ctrl+foo"])
  func `what is no key is refused`(name: String) { #expect(Key(name) == nil) }

  @Test func `a letter after ctrl has no case`() { #expect(Key("ctrl+S") == Key("ctrl+s")) }

  @Test func `only plain keys type`() {
    #expect(("a" as Key).typed == "a")
    #expect(("space" as Key).typed == " ")
    #expect(("ctrl+a" as Key).typed == nil)
    #expect(("enter" as Key).typed == nil)
  }
}
