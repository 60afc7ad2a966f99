/// What a piece of text means; a theme says how that looks.
///
/// Callers never name a colour.
package enum Role: UInt8, Sendable, Hashable, CaseIterable {
  case text, muted, accent
  case ok, warning, error, hint
  case border, borderFocus, title, titleFocus
  /// The row under the cursor, in the pane that has the focus and in the others.
  case selection, selectionInactive
  /// A row or item that is marked for a bulk change.
  case mark
  case added, removed, changed
  case link
  /// The letters that a search found.
  case match
  /// A key in a hint.
  case key
  /// A table's column names, a section's name.
  case header
  /// The row at the foot of the screen, and the one at its head.
  case status
  case tab, tabActive
  /// A text field at rest and while it is typed in; the text it shows when it is empty.
  case field, fieldFocus, placeholder
  /// A drawn cursor, where the terminal's own cannot stand.
  case cursor
  /// A modal's ground, its buttons, the button that Enter presses.
  case dialog, button, buttonFocus
  /// Source text and its parts.
  case code, codeKey, codeString, codeNumber, codeComment
  case scrollbar

  /// The name in a theme file.
  package var name: String {
    switch self {
    case .warning: "warn"
    case .borderFocus: "border.focus"
    case .titleFocus: "title.focus"
    case .selectionInactive: "selection.inactive"
    case .tabActive: "tab.active"
    case .fieldFocus: "field.focus"
    case .buttonFocus: "button.focus"
    case .codeKey: "code.key"
    case .codeString: "code.string"
    case .codeNumber: "code.number"
    case .codeComment: "code.comment"
    default: String(describing: self)
    }
  }

  /// Whether the role brings a background of its own, which no ground replaces unasked.
  package var isGround: Bool {
    switch self {
    case .selection, .selectionInactive, .tabActive, .field, .fieldFocus, .cursor, .dialog, .button,
      .buttonFocus:
      true
    default: false
    }
  }

  /// How the role stands out where there is no colour.
  package var plainAttributes: Attributes {
    switch self {
    case .selection, .fieldFocus, .buttonFocus, .cursor, .tabActive: .reverse
    case .title, .titleFocus, .header, .error, .accent, .selectionInactive, .mark, .key: .bold
    case .borderFocus, .warning, .changed: .bold
    case .link, .match, .field: .underline
    case .muted, .hint, .placeholder, .codeComment, .border, .scrollbar: .dim
    default: []
    }
  }
}

/// How letters are drawn beside their colour.
package struct Attributes: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// How one cell looks: a role, the role of the ground it stands on, and attributes of its own.
package struct Style: Sendable, Hashable {
  package var role: Role
  /// The role whose background is used, such as `.selection`; nil for the role's own.
  package var ground: Role?
  package var attributes: Attributes

  package init(_ role: Role, on ground: Role? = nil, _ attributes: Attributes = []) {
    self.role = role
    self.ground = ground
    self.attributes = attributes
  }
}
