import Foundation

/// A unified diff on standard output: for a pipe byte by byte, for a terminal safe and coloured.
enum DiffText {
  static func write(_ unified: String, _ style: TextStyle) {
    guard isatty(STDOUT_FILENO) == 1 else { return StandardOutput.write(unified) }
    let lines = unified.split(separator: "\n", omittingEmptySubsequences: false)
    let text = lines.map { line in
      let safe = visible(String(line), keepingTabs: true)
      return switch line.first {
      case "+" where !line.hasPrefix("+++"): style.ok(safe)
      case "-" where !line.hasPrefix("---"): style.severity(.error, safe)
      case "@": style.muted(safe)
      default: safe
      }
    }
    StandardOutput.write(text.joined(separator: "\n"))
  }
}
