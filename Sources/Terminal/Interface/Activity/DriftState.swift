import Loop
import Screen
import Sites
import Widgets

/// How a file differs from what frontis wrote to it: why that can be neither taken back nor done
/// again.
struct DriftState: Sendable {
  let file: String
  let diff: LineDiff
  /// The first line that shows.
  private var offset = 0

  init(file: String, diff: LineDiff) {
    self.file = file
    self.diff = diff
  }

  /// Scrolls; false for keys that close it.
  mutating func handle(_ key: Key) -> Bool {
    let last = max(0, diff.screenLines.count - 1)
    switch key {
    case "j", "down": offset = min(offset + 1, last)
    case "k", "up": offset = max(0, offset - 1)
    case "pgdn", "ctrl+d": offset = min(offset + 10, last)
    case "pgup", "ctrl+u": offset = max(0, offset - 10)
    default: return false
    }
    return true
  }

  /// Over everything, as large as it must be and there is room.
  func draw(_ body: Rect, into canvas: inout Canvas) {
    let size = Size(body.width - 4, min(body.height - 2, diff.screenLines.count + 4))
    let rect = body.centered(size)
    canvas.fill(rect, .dialog)
    canvas.cover()
    Panel("Changed since frontis wrote it; nothing was touched", isFocused: true)
      .draw(rect, into: &canvas) { inner in
        let lines = [DiffLine.heading(file).line, ""] + diff.screenLines.dropFirst(offset)
        for (y, line) in lines.prefix(inner.height).enumerated() {
          inner.put(line.expandingTabs(), at: Point(1, y), width: inner.width - 2)
        }
      }
    canvas.ground(rect, .dialog)
  }
}
