package import Screen

/// What comes from the terminal.
package enum InputEvent: Sendable, Hashable {
  case key(Key)
  /// Pasted text as one event; line ends are LF.
  case paste(String)
  case mouse(MouseEvent)
  /// The terminal has this size from now on.
  case resize(Size)
  /// The window got or lost the focus.
  case focus(Bool)
  /// The terminal's background, when it tells.
  case background(isDark: Bool)
  /// The screen is ours again after it was lent or the process was stopped; nothing that is known
  /// about files can be trusted.
  case resumed
  /// The process was asked to end: the program may save what it has, then the loop ends.
  case ending(Ending)
}

/// A press, release or turn of the mouse at a cell.
package struct MouseEvent: Sendable, Hashable {
  package enum Action: Sendable, Hashable {
    case press, release, drag
    case wheelUp, wheelDown
  }

  package enum Button: Sendable, Hashable { case left, middle, right, none }

  package var action: Action
  package var button: Button
  package var at: Point
  package var modifiers: Modifiers

  package init(_ action: Action, _ button: Button = .left, at: Point, _ modifiers: Modifiers = []) {
    self.action = action
    self.button = button
    self.at = at
    self.modifiers = modifiers
  }
}

/// Why a program's run came to its end.
package enum Ending: Sendable, Hashable {
  /// The program said so.
  case quit
  /// The process got this signal's number.
  case signal(Int32)
  /// The terminal is gone.
  case terminalClosed
}
