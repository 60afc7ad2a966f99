package import Settings

/// The themes that can be chosen by name: those in the binary and those a person wrote.
package struct Themes: Sendable {
  /// Names and texts of the theme files in the binary.
  private static let builtIn: [(name: String, text: [UInt8])] = [
    ("terminal", PackageResources.terminal_toml),
    ("dark", PackageResources.dark_toml),
    ("light", PackageResources.light_toml),
    ("high-contrast", PackageResources.high_contrast_toml),
  ]

  /// Used when nothing else is chosen: the terminal's own colours.
  package static let standardName = "terminal"

  /// Folders with `NAME.toml` files; an earlier one goes before a later one and the built-in ones.
  private let folders: [String]

  package init(folders: [String] = []) { self.folders = folders }

  /// The built-in themes' names, the standard one first.
  package static var builtInNames: [String] { builtIn.map(\.name) }

  /// The theme `name`, from its file; nil when there is none.
  package func theme(_ name: String) throws(SettingsError) -> Theme? {
    try theme(name, inheritedBy: [])
  }

  private func theme(
    _ name: String,
    inheritedBy children: [String]
  ) throws(SettingsError) -> Theme? {
    guard let (table, place) = try table(name, besides: children) else { return nil }
    return try Theme(name: name, table) { parent throws(SettingsError) in
      try theme(parent, inheritedBy: children + [place])
    }
  }

  /// The file of `name` and where it is; a theme that inherits its own name means the next one.
  private func table(
    _ name: String,
    besides children: [String]
  ) throws(SettingsError) -> (SettingsTable, String)? {
    // A name leads to no other folder.
    guard !name.isEmpty, !name.contains("/"), !name.contains("\0"), name.first != "." else {
      return nil
    }
    for folder in folders {
      let place = "\(folder)/\(name).toml"
      guard !children.contains(place) else { continue }
      if let table = try SettingsTable.reading(place) { return (table, place) }
    }
    guard let builtIn = Self.builtIn.first(where: { $0.name == name }) else { return nil }
    let place = "\(name) (built in)"
    guard !children.contains(place) else { return nil }
    return (
      try SettingsTable(text: String(decoding: builtIn.text, as: UTF8.self), file: place), place
    )
  }
}
