package import Settings

/// A theme file gives roles by name, colours of its own in `[palette]`, and says what it inherits:
///
/// ```toml
/// inherits = "dark"
/// error = "rose"
/// "border.focus" = { fg = "rose", attributes = ["bold"] }
/// [palette]
/// rose = "#f7768e"
/// ```
extension Theme {
  /// The theme that `table` describes; `inherited` finds the one it names in `inherits`.
  package init(
    name: String,
    _ table: SettingsTable,
    inherited: (String) throws(SettingsError) -> Theme?
  ) throws(SettingsError) {
    var theme = Theme(name: name)
    if let parent = try table.string("inherits") {
      guard let found = try inherited(parent) else {
        throw table.error("inherits", .invalid("there is no theme \"\(parent)\""))
      }
      theme = found.renamed(name)
    }
    let known = Role.allCases.map(\.name) + ["inherits", "palette"]
    if let unknown = table.unknownKeys(known: known).first { throw unknown }
    let palette = try Self.palette(table.table("palette"))
    for role in Role.allCases where table[role.name] != nil {
      theme[role] = try Self.entry(role.name, in: table, palette: palette)
    }
    self = theme
  }

  private static func palette(_ table: SettingsTable?) throws(SettingsError) -> [String: Color] {
    guard let table else { return [:] }
    var palette: [String: Color] = [:]
    for name in table.keys { palette[name] = try color(name, in: table, palette: [:]) }
    return palette
  }

  private static func entry(
    _ key: String,
    in table: SettingsTable,
    palette: [String: Color]
  ) throws(SettingsError) -> Entry {
    guard case .table = table[key] else {
      return Entry(foreground: try color(key, in: table, palette: palette))
    }
    guard let inner = try table.table(key) else { return Entry() }
    if let unknown = inner.unknownKeys(known: ["fg", "bg", "attributes"]).first { throw unknown }
    var attributes: Attributes = []
    for name in try inner.strings("attributes") ?? [] {
      guard let attribute = attributeNames[name] else {
        let choices = attributeNames.keys.sorted()
        throw inner.error("attributes", .notAChoice(name, choices: choices))
      }
      attributes.formUnion(attribute)
    }
    return Entry(
      foreground: try color("fg", in: inner, palette: palette),
      background: try color("bg", in: inner, palette: palette),
      attributes: attributes
    )
  }

  private static func color(
    _ key: String,
    in table: SettingsTable,
    palette: [String: Color]
  ) throws(SettingsError) -> Color? {
    if case .integer = table[key] {
      return try table.integer(key, in: 0...255).map { .indexed(UInt8($0)) }
    }
    guard let text = try table.string(key) else { return nil }
    guard let color = palette[text] ?? Color(text) else {
      let sentence = "\"\(text)\" is neither in [palette] nor a colour (#rrggbb, 0 to 255, a name)"
      throw table.error(key, .invalid(sentence))
    }
    return color
  }

  private static let attributeNames: [String: Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "undercurl": .underline,
    "reverse": .reverse,
  ]
}
