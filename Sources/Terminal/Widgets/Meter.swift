package import Screen

/// How far work has come, in words and as a bar.
package struct Meter: Sendable, Hashable {
  package var label: String
  package var done: Int
  /// Nil when it is not known.
  package var total: Int?

  package init(_ label: String, done: Int, total: Int? = nil) {
    self.label = label
    self.done = done
    self.total = total
  }

  /// `reading 412 of 2,420`.
  package var text: String {
    guard let total else { return "\(label) \(Self.grouped(done))" }
    return "\(label) \(Self.grouped(done)) of \(Self.grouped(total))"
  }

  /// Draws the words, and a bar where there is room for one of ten cells.
  package func draw(into canvas: inout Canvas) {
    let used = canvas.put(text, at: .zero, .muted)
    let room = Swift.min(40, canvas.width - used - 2)
    guard let total, total > 0, room >= 10 else { return }
    let share = Swift.min(Swift.max(0, done), total)
    let full = Int(Double(room) * Double(share) / Double(total))
    let isPlain = canvas.look.lines == .ascii
    let bar = Rect(used + 2, 0, full, 1)
    canvas.fill(bar, with: isPlain ? Glyph("#") : Glyph("━"), Style(.accent))
    let rest = Rect(used + 2 + full, 0, room - full, 1)
    canvas.fill(rest, with: isPlain ? Glyph("-") : Glyph("─"), Style(.border))
  }

  /// `number` with commas between groups of three digits.
  package static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }
}
