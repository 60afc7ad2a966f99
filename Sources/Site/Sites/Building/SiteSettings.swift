import Settings

/// What a site's own `frontis.toml` says; all of it optional.
struct SiteSettings: Sendable, Equatable {
  /// How the site is built, as one would type it in a shell.
  var build: String?
  /// Settings that are not understood, in words.
  var complaints: [SettingsError] = []

  private static let known = ["build"]

  /// Reads `frontis.toml` in `root`, else `.frontis/config.toml`; empty when there is neither.
  static func read(in root: String) throws(SettingsError) -> SiteSettings {
    for file in ["frontis.toml", ".frontis/config.toml"] {
      guard let table = try SettingsTable.reading("\(root)/\(file)") else { continue }
      return SiteSettings(
        build: try table.string("build"),
        complaints: table.unknownKeys(known: known)
      )
    }
    return SiteSettings()
  }
}
