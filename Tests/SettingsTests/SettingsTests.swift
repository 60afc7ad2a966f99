import Foundation
import Settings
import Testing

@Suite struct SettingsTests {
  private let text = """
    theme = "dark"
    "mouse" = true

    [editor]
    command = ["vim", "+{line}"]
    tab = 2
    note = \"\"\"
    theme = 1
    \"\"\"

    [colors.dark]
    error = { fg = "red", attributes = ["bold"] }
    """

  private func table() throws -> SettingsTable {
    try SettingsTable(text: text, file: "frontis.toml")
  }

  @Test func `values are read by kind`() throws {
    let table = try table()
    #expect(try table.string("theme") == "dark")
    #expect(try table.boolean("mouse") == true)
    #expect(try table.table("editor")?.integer("tab", in: 1...8) == 2)
    #expect(try table.table("editor")?.strings("command") == ["vim", "+{line}"])
    #expect(try table.string("absent") == nil)
  }

  @Test func `a value of the wrong kind is named with its line`() throws {
    let error = try #require(throws: SettingsError.self) { try table().boolean("theme") }
    #expect(error.description == "frontis.toml:1: theme: must be true or false, not text")
  }

  @Test func `a key inside braces has the line of its value`() throws {
    let error = try #require(throws: SettingsError.self) {
      try table().table("colors")?.table("dark")?.table("error")?.integer("fg")
    }
    #expect(
      error.description
        == "frontis.toml:12: colors.dark.error.fg: must be a whole number, not text"
    )
  }

  @Test func `an unknown key is reported with the nearest known one`() throws {
    let errors = try table().unknownKeys(known: ["themes", "mouse", "editor", "keys"])
    #expect(
      errors.map(\.description) == [
        "frontis.toml:1: theme: unknown key; did you mean \"themes\"?",
        "frontis.toml:11: colors: unknown key",
      ]
    )
  }

  @Test func `what is out of range or not a choice is refused`() throws {
    #expect(throws: SettingsError.self) { try table().table("editor")?.integer("tab", in: 4...8) }
    let error = try #require(throws: SettingsError.self) {
      try table().choice("theme", of: ["light", "terminal"])
    }
    #expect(error.description == "frontis.toml:1: theme: \"dark\" is not one of light, terminal")
  }

  @Test func `a syntax error names its line`() throws {
    let error = try #require(throws: SettingsError.self) {
      try SettingsTable(text: "a = 1\nb = \n", file: "x.toml")
    }
    #expect(error.line == 2)
  }

  @Test(arguments: ["[", "{a=", "[a."])
  func `deep nesting is refused and not followed`(unit: String) {
    let text = "a = " + String(repeating: unit, count: 100_000)
    #expect(throws: SettingsError.self) { try SettingsTable(text: text, file: "x.toml") }
  }

  @Test func `an absent file is nil and a folder is an error`() throws {
    #expect(try SettingsTable.reading("/nowhere/frontis.toml") == nil)
    #expect(throws: SettingsError.self) {
      try SettingsTable.reading(FileManager.default.temporaryDirectory.path)
    }
  }
}
