import Sites
import Widgets

/// What happened on the site, and what each write changed.
struct ActivityState: Sendable {
  private(set) var lines: [ActivityLine] = []
  var list = ListState()
  /// The write whose diffs are here.
  private(set) var shown: Int64?
  private(set) var diffs: [(file: String, diff: LineDiff)] = []
  /// The first line of the diffs that shows.
  private(set) var diffOffset = 0

  var selected: ActivityLine? { list.cursor < lines.count ? lines[list.cursor] : nil }

  /// The write under the cursor; nil where it is something else.
  var selectedWrite: Int64? { selected?.write }

  mutating func show(_ lines: [ActivityLine]) {
    let write = selectedWrite
    self.lines = lines
    list.setCount(lines.count)
    if let write, let row = lines.firstIndex(where: { $0.write == write }), list.cursor > 0 {
      list.move(to: row)
    }
  }

  mutating func take(_ diffs: [(file: String, diff: LineDiff)], of write: Int64) {
    shown = write
    self.diffs = diffs
    diffOffset = 0
  }

  mutating func scrollDiff(by lines: Int) {
    let count = diffs.reduce(0) { $0 + $1.diff.lines.count + 2 }
    diffOffset = max(0, min(diffOffset + lines, count - 1))
  }
}
