import Foundation
import Screen
import Settings
import Testing

@Suite struct ThemeTests {
  @Test(arguments: Themes.builtInNames)
  func `a built-in theme names every role`(name: String) throws {
    let theme = try #require(try Themes().theme(name))
    #expect(Role.allCases.filter { !theme.named.contains($0) }.map(\.name) == [])
  }

  private func theme(_ text: String) throws -> Theme {
    try Theme(name: "x", SettingsTable(text: text, file: "x.toml")) { name throws(SettingsError) in
      try Themes().theme(name)
    }
  }

  @Test func `a theme changes only what it names`() throws {
    let theme = try theme(
      """
      inherits = "dark"
      error = "rose"
      "border.focus" = { fg = 208, attributes = ["bold", "undercurl"] }
      [palette]
      rose = "#ff0000"
      """
    )
    let dark = try #require(try Themes().theme("dark"))
    #expect(theme[.error].foreground == .rgb(255, 0, 0))
    #expect(theme[.borderFocus].foreground == .indexed(208))
    #expect(theme[.borderFocus].attributes == [.bold, .underline])
    #expect(theme[.ok] == dark[.ok])
  }

  @Test func `mistakes are named with their line`() throws {
    let mistakes = [
      ("erorr = \"red\"", "x.toml:1: erorr: unknown key; did you mean \"error\"?"),
      (
        "\nerror = \"crimson\"",
        "x.toml:2: error: \"crimson\" is neither in [palette] nor a colour (#rrggbb, 0 to 255, a name)"
      ),
      ("inherits = \"drak\"", "x.toml:1: inherits: there is no theme \"drak\""),
    ]
    for (text, message) in mistakes {
      let error = try #require(throws: SettingsError.self) { try theme(text) }
      #expect(error.description == message)
    }
  }

  @Test func `a theme that inherits itself ends`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, parent) in [("a", "b"), ("b", "a"), ("dark", "dark")] {
      try Data("inherits = \"\(parent)\"".utf8).write(to: folder.appending(path: "\(name).toml"))
    }
    let themes = Themes(folders: [folder.path])
    #expect(throws: SettingsError.self) { try themes.theme("a") }
    #expect(try themes.theme("dark")?[.ok] == Themes().theme("dark")?[.ok])
    #expect(try themes.theme("../dark") == nil)
  }

  @Test func `a ground with a foreground paints all roles alike`() throws {
    let theme = Theme(
      name: "x",
      entries: [
        .error: .init(foreground: .indexed(1)),
        .selection: .init(foreground: .indexed(15), background: .indexed(4)),
        .dialog: .init(background: .indexed(8)),
      ]
    )
    let selected = theme.appearance(of: Style(.error, on: .selection), depth: .indexed256)
    #expect(selected.foreground == .indexed(15))
    let inDialog = theme.appearance(of: Style(.error, on: .dialog), depth: .indexed256)
    #expect(inDialog.foreground == .indexed(1))
    #expect(inDialog.background == .indexed(8))
  }

  @Test func `without colour attributes tell roles apart`() throws {
    let theme = try #require(try Themes().theme("dark"))
    let look = theme.appearance(of: Style(.muted, on: .selection), depth: .mono)
    #expect(look == Appearance(foreground: .standard, background: .standard, attributes: .reverse))
  }

  @Test func `colours are mapped to the nearest that there is`() {
    #expect(Color.rgb(255, 0, 0).mapped(to: .indexed256) == .indexed(196))
    #expect(Color.rgb(28, 28, 28).mapped(to: .indexed256) == .indexed(234))
    #expect(Color.rgb(255, 0, 0).mapped(to: .sixteen) == .indexed(9))
    #expect(Color.indexed(9).mapped(to: .eight) == .indexed(1))
    #expect(Color.indexed(196).mapped(to: .mono) == .standard)
  }

  @Test func `depth follows the terminal and NO_COLOR`() {
    #expect(ColorDepth(colors: 256, environment: [:]) == .indexed256)
    #expect(ColorDepth(colors: 256, environment: ["NO_COLOR": "1"]) == .mono)
    #expect(ColorDepth(colors: 8, environment: ["NO_COLOR": ""]) == .eight)
    #expect(ColorDepth(colors: 1 << 24, environment: [:]) == .direct)
  }
}
