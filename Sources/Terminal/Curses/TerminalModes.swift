/// The bytes that curses has no calls for: modes of xterm's that practically all terminals know
/// and others ignore.
enum TerminalModes {
  /// Pastes come marked, and the window tells when it gets the focus.
  static let on = "\u{1B}[?2004h\u{1B}[?1004h"
  static let off = "\u{1B}[?1004l\u{1B}[?2004l"
  /// Presses, drags and the wheel, with places of any size (SGR).
  static let mouseOn = "\u{1B}[?1002h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l"
  /// The background's colour is asked for; what every terminal answers comes after it.
  static let askBackground = "\u{1B}]11;?\u{1B}\\\u{1B}[c"

  /// What puts text on the clipboard (OSC 52).
  static func copying(base64: String) -> String { "\u{1B}]52;c;\(base64)\u{07}" }
}
