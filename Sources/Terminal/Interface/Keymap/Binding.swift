import Loop

/// A command with its keys, its words and where it works.
struct Binding: Sendable {
  let command: Command
  /// One key or two after each other; the first is the one that hints show.
  let keys: [[Key]]
  /// For help, the palette and `docs/keys.md`: what it does, without a full stop.
  let help: String
  /// For the hint row, in a word or two; empty to stay out of it.
  let hint: String
  let scopes: Set<Scope>
  /// Why it does nothing now, shown when it is asked for; nil when it works.
  let disabledReason: @Sendable (FrontisProgram) -> String?

  /// `keys` are names as in `Key.init(_:)`, the keys of a chord with a space between.
  init(
    _ command: Command,
    _ keys: [String],
    _ help: String,
    hint: String = "",
    in scopes: Set<Scope> = Scope.all,
    unless disabledReason: @escaping @Sendable (FrontisProgram) -> String? = { _ in nil }
  ) {
    self.command = command
    self.keys = keys.map { $0.split(separator: " ").map { Key(stringLiteral: String($0)) } }
    self.help = help
    self.hint = hint
    self.scopes = scopes
    self.disabledReason = disabledReason
  }

  /// The first key as people read it: `Enter`, `Ctrl-S`, `gg`.
  var keyText: String { keys.first.map(Self.text) ?? "" }

  static func text(_ keys: [Key]) -> String { keys.map(text).joined() }

  static func text(_ key: Key) -> String {
    var text = ""
    if key.modifiers.contains(.ctrl) { text += "Ctrl-" }
    if key.modifiers.contains(.alt) { text += "Alt-" }
    if key.modifiers.contains(.shift) { text += "Shift-" }
    if case .character(let character) = key.code, character != " " {
      return text + (text.isEmpty ? String(character) : character.uppercased())
    }
    let name = Key(key.code).description
    return text + (names[name] ?? name.prefix(1).uppercased() + name.dropFirst())
  }

  private static let names = [
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pgdn": "PgDn", "pgup": "PgUp",
  ]
}

/// Where keys have a meaning of their own.
enum Scope: String, Sendable, CaseIterable {
  case overview, entries, detail, form, problems, build, activity, review

  static let all = Set(Scope.allCases)
  static let lists: Set<Scope> = [.overview, .entries, .problems]

  var title: String {
    switch self {
    case .overview: "Site"
    case .entries: "Entries"
    case .detail: "Entry"
    case .form: "Form"
    case .problems: "Problems"
    case .build: "Build"
    case .activity: "Activity"
    case .review: "Changes"
    }
  }
}
