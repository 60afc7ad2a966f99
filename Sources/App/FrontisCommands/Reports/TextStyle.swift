import Diagnostics
import Foundation

/// Colours for what the commands print: none unless a terminal wants them.
struct TextStyle {
  let isColoured: Bool

  func bold(_ text: String) -> String { paint(text, "1") }
  func muted(_ text: String) -> String { paint(text, "2") }
  func ok(_ text: String) -> String { paint(text, "32") }

  /// `text`, or the severity's own name, in the severity's colour.
  func severity(_ severity: Severity, _ text: String? = nil) -> String {
    switch severity {
    case .error: paint(text ?? "error", "31")
    case .warning: paint(text ?? "warning", "33")
    case .hint: paint(text ?? "hint", "36")
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension TextStyle {
  /// As the terminal and the environment ask: `NO_COLOR`, `FORCE_COLOR`, `CLICOLOR_FORCE`, `TERM`.
  static func standardOutput(_ environment: [String: String]) -> TextStyle {
    func isSet(_ name: String) -> Bool {
      environment[name].map { !$0.isEmpty && $0 != "0" } ?? false
    }
    if environment["NO_COLOR"].map({ !$0.isEmpty }) ?? false { return TextStyle(isColoured: false) }
    if isSet("FORCE_COLOR") || isSet("CLICOLOR_FORCE") { return TextStyle(isColoured: true) }
    return TextStyle(isColoured: isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb")
  }
}

/// `text` with everything that could steer a terminal replaced by a visible stand-in.
///
/// C0 controls become their pictures (U+2400…), DEL U+2421; C1 controls, bidirectional overrides
/// and line separators become U+FFFD.
func visible(_ text: String, keepingTabs: Bool = false) -> String {
  func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: !keepingTabs
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0x061C: true
    default: false
    }
  }
  guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    guard isUnsafe(scalar) else {
      safe.append(scalar)
      continue
    }
    let picture =
      scalar.value < 0x20
      ? Unicode.Scalar(0x2400 + scalar.value) : scalar.value == 0x7F ? "\u{2421}" : nil
    safe.append(picture ?? "\u{FFFD}")
  }
  return String(safe)
}
