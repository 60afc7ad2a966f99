/// A key press: what the key is and what was held down with it.
package struct Key: Sendable, Hashable {
  package var code: KeyCode
  package var modifiers: Modifiers

  package init(_ code: KeyCode, _ modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// The character that typing this key inserts; nil for commands and for Ctrl and Alt chords.
  package var typed: Character? {
    guard case .character(let character) = code, modifiers.subtracting(.shift).isEmpty else {
      return nil
    }
    return character
  }
}

/// Which key it is.
///
/// A letter typed with Shift is its upper case character, without `.shift`.
package enum KeyCode: Sendable, Hashable {
  case character(Character)
  case enter, escape, tab, backspace, delete, insert
  case up, down, left, right
  case home, end, pageUp, pageDown
  /// F1 to F24.
  case function(Int)
}

/// Keys held down with another.
package struct Modifiers: OptionSet, Sendable, Hashable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let shift = Modifiers(rawValue: 1)
  package static let alt = Modifiers(rawValue: 2)
  package static let ctrl = Modifiers(rawValue: 4)
}
