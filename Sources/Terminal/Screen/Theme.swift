/// How each role looks.
package struct Theme: Sendable, Equatable {
  /// What a theme says about one role; nil: as plain text has it.
  package struct Entry: Sendable, Hashable {
    package var foreground: Color?
    package var background: Color?
    package var attributes: Attributes

    package init(
      foreground: Color? = nil,
      background: Color? = nil,
      attributes: Attributes = []
    ) {
      self.foreground = foreground
      self.background = background
      self.attributes = attributes
    }
  }

  package let name: String
  private var entries: [Entry]
  /// The roles that the theme, or one it inherits, says something about.
  package private(set) var named: Set<Role> = []

  package init(name: String, entries: [Role: Entry] = [:]) {
    self.name = name
    self.entries = Role.allCases.map { entries[$0] ?? Entry() }
    named = Set(entries.keys)
  }

  package subscript(role: Role) -> Entry {
    get { entries[Int(role.rawValue)] }
    set {
      entries[Int(role.rawValue)] = newValue
      named.insert(role)
    }
  }

  /// This theme's entries under another name, to be changed by one that inherits.
  func renamed(_ name: String) -> Theme {
    var theme = Theme(name: name)
    theme.entries = entries
    theme.named = named
    return theme
  }
}

/// Colours and attributes that a terminal can show.
package struct Appearance: Sendable, Hashable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes

  package init(foreground: Color, background: Color, attributes: Attributes) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

extension Theme {
  /// What `style` looks like on a terminal of `depth`.
  ///
  /// A ground that has a foreground of its own, or is reversed, paints all roles alike; else each
  /// keeps its colour on it.
  package func appearance(of style: Style, depth: ColorDepth) -> Appearance {
    let role = self[style.role]
    let text = self[.text]
    guard depth > .mono else {
      var attributes = style.role.plainAttributes.union(style.attributes)
      if let ground = style.ground { attributes.formUnion(ground.plainAttributes) }
      if attributes.contains(.reverse) { attributes.remove(.dim) }
      return Appearance(foreground: .standard, background: .standard, attributes: attributes)
    }
    var foreground = role.foreground ?? text.foreground
    var background = role.background ?? text.background
    var attributes = role.attributes.union(style.attributes)
    if let ground = style.ground.map({ self[$0] }) {
      background = ground.background ?? text.background
      attributes.formUnion(ground.attributes)
      if let own = ground.foreground {
        foreground = own
      } else if ground.attributes.contains(.reverse) {
        foreground = text.foreground
      }
    }
    return Appearance(
      foreground: (foreground ?? .standard).mapped(to: depth),
      background: (background ?? .standard).mapped(to: depth),
      attributes: attributes
    )
  }
}
