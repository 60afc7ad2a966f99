import Diagnostics
import Sites

/// The line of a problem, the one before it, and carets under the exact characters.
struct CodeFrame {
  let source: SourceText
  let span: SourceSpan
  let style: TextStyle
  let severity: Severity
  /// Longer lines are cut; in characters.
  private let width = 120

  /// Two or three lines, each ended by a newline; empty when the file no longer has the line.
  var text: String {
    let line = span.start.line
    let starts = source.lineStarts(limit: line + 1)
    guard line <= starts.count else { return "" }
    let gutter = String(line).count
    var text = ""
    if line > 1 { text += row(line - 1, content(of: line - 1, starts), gutter) }
    let shown = content(of: line, starts)
    text += row(line, shown, gutter)
    let before = shown.prefix(span.start.column - 1)
    let last = span.end.line == line ? span.end.column : shown.count + 1
    let length = max(1, min(last, shown.count + 1) - span.start.column)
    guard span.start.column <= width else { return text }
    let indent = before.map { $0 == "\t" ? "\t" : String(repeating: " ", count: $0.columns) }
      .joined()
    let marked = shown.prefix(width).dropFirst(before.count).prefix(length)
    let carets = max(1, marked.reduce(0) { $0 + $1.columns })
    let mark = style.severity(severity, String(repeating: "^", count: carets))
    return text
      + "  \(String(repeating: " ", count: gutter)) \(style.muted("|")) \(indent)\(mark)\n"
  }

  private func row(_ number: Int, _ content: [Unicode.Scalar], _ gutter: Int) -> String {
    let digits = String(number)
    let padding = String(repeating: " ", count: gutter - digits.count)
    var text = String.UnicodeScalarView()
    // One by one: the call for all of them is compiled for any sequence, and slow.
    for scalar in content.prefix(width) { text.append(scalar) }
    let line = visible(String(text), keepingTabs: true)
    return "  \(style.muted("\(padding)\(digits) |")) \(line)".trimmingTrailingSpaces + "\n"
  }

  private func content(of line: Int, _ starts: [Int]) -> [Unicode.Scalar] {
    let end = line < starts.count ? starts[line] : source.bytes.count
    var start = starts[line - 1]
    if start == 0, source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    var scalars = Array(source.text(in: start..<max(start, end)).unicodeScalars)
    while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
    return scalars
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Unicode.Scalar {
  /// How many terminal columns the scalar takes.
  fileprivate var columns: Int {
    if isASCII { return 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if properties.isEmojiPresentation { return 2 }
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(value) } ? 2 : 1
  }
}
