/// Whose TOML is read.
package enum TOMLRules: Sendable, Hashable {
  /// TOML 1.0, to the letter.
  case specification
  /// What smol-toml 1.`minor` takes, with which Astro reads TOML: more than the specification has.
  case smolTOML(minor: Int)

  /// Whether what the specification forbids and smol-toml takes is refused.
  var isStrict: Bool { self == .specification }

  /// Whether tables in braces may go over several lines, `\e` and `\x` are escapes and times do without
  /// seconds, as TOML 1.1 has it and smol-toml since 1.6.
  var hasNewer: Bool {
    switch self {
    case .specification: false
    case .smolTOML(let minor): minor >= 6
    }
  }
}
