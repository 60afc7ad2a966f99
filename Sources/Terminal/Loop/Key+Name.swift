/// The names keys have in key tables, in the config and in help.
///
/// A name is the key, with `ctrl+`, `alt+` and `shift+` before it: `j`, `G`, `ctrl+s`,
/// `alt+left`, `shift+tab`, `f5`, `space`, `enter`.
extension Key {
  /// The key of `name`; nil when there is none.
  ///
  /// Letters after `ctrl+` are the same in either case.
  package init?(_ name: String) {
    var rest = name[...]
    var modifiers: Modifiers = []
    while let plus = rest.dropFirst().firstIndex(of: "+"), plus < rest.index(before: rest.endIndex)
    {
      switch rest[..<plus].lowercased() {
      case "ctrl": modifiers.insert(.ctrl)
      case "alt": modifiers.insert(.alt)
      case "shift": modifiers.insert(.shift)
      default: return nil
      }
      rest = rest[rest.index(after: plus)...]
    }
    guard let code = KeyCode(name: rest, lowercased: modifiers.contains(.ctrl)) else { return nil }
    self.init(code, modifiers)
  }
}

extension Key: CustomStringConvertible {
  package var description: String {
    var name = ""
    if modifiers.contains(.ctrl) { name += "ctrl+" }
    if modifiers.contains(.alt) { name += "alt+" }
    if modifiers.contains(.shift) { name += "shift+" }
    return name + code.name
  }
}

extension Key: ExpressibleByStringLiteral {
  /// A name that is not a key's is a mistake in the program.
  package init(stringLiteral name: String) {
    guard let key = Key(name) else { preconditionFailure("\(name) is not a key") }
    self = key
  }
}

extension KeyCode {
  private static let named: [(name: String, code: KeyCode)] = [
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("backspace", .backspace),
    ("delete", .delete), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown),
    ("space", .character(" ")),
  ]

  fileprivate var name: String {
    if let entry = KeyCode.named.first(where: { $0.code == self }) { return entry.name }
    return switch self {
    case .character(let character): String(character)
    case .function(let number): "f\(number)"
    default: ""
    }
  }

  fileprivate init?(name: Substring, lowercased: Bool) {
    let lower = name.lowercased()
    if let entry = KeyCode.named.first(where: { $0.name == lower }) {
      self = entry.code
    } else if name.count == 1, let character = name.first {
      self = .character(lowercased ? lower.first ?? character : character)
    } else if lower.first == "f", let number = Int(lower.dropFirst()), (1...24).contains(number) {
      self = .function(number)
    } else {
      return nil
    }
  }
}
