import Screen
import Sites
import Widgets

/// Draws changes as a table of before and after, with the lines that the one under the cursor writes.
struct ReviewView {
  let program: FrontisProgram
  let state: ReviewState
  let layout: Layout

  func draw(into canvas: inout Canvas) {
    let panes = ReviewPanes(layout, rows: state.rows.count)
    drawTable(panes.table, into: &canvas)
    drawDiff(panes.diff, into: &canvas)
  }

  // MARK: Table

  private func drawTable(_ rect: Rect, into canvas: inout Canvas) {
    canvas.pane(
      rect,
      Line(state.title),
      detail: detail,
      isFocused: !state.isDiffFocused && program.layer == nil,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { inner in
      let table = Table(
        columns: columns,
        list: state.list,
        isFocused: !state.isDiffFocused
      ) { row(state.rows[$0]) }
      table.draw(into: &inner)
      if state.rows.isEmpty { drawEmpty(into: &inner) }
    }
  }

  private func drawEmpty(into canvas: inout Canvas) {
    guard state.reaches.indices.contains(state.reach) else { return }
    let count = state.reaches[state.reach].problems.count
    canvas.put("No fix is known for \(counted(count, "problem")).", at: Point(4, 2))
    canvas.put("] looks at more of them, Esc goes back.", at: Point(4, 3), .muted)
  }

  private var detail: Line {
    if state.rows.isEmpty { return "" }
    switch state.intent.mode {
    case .one where state.intent != .restore:
      return Line(counted(state.rows.count, "fix", "fixes"), .muted)
    case .one, .all: return Line(counted(state.rows.count, "file"), .muted)
    case .ticked: break
    }
    let ticked = Line("\(state.tickedCount) of \(state.rows.count) ticked", .mark)
    return state.changes == nil ? [Span("working it out …", .muted)] : ticked
  }

  private var columns: [TableColumn] {
    switch state.intent {
    case .fix: Self.choiceColumns
    case .fixAll: Self.tickColumns + Self.fixColumns
    case .edit: Self.tickColumns + [TableColumn("field", .flexible(least: 10), dropOrder: 1)]
    case .create, .duplicate, .rename, .remove: Self.fileColumns
    case .restore: Self.removedColumns
    }
  }

  private static let tickColumns = [
    TableColumn("", .cells(3)), TableColumn("entry", .flexible(least: 14, weight: 2)),
    TableColumn("before", .flexible(least: 18, weight: 3)),
    TableColumn("after", .flexible(least: 18, weight: 3)),
  ]

  private static let fixColumns = [
    TableColumn("", .cells(6)), TableColumn("fix", .flexible(least: 20, weight: 2), dropOrder: 1),
  ]

  private static let fileColumns = [
    TableColumn("file", .flexible(least: 30, weight: 3)), TableColumn("", .cells(8)),
    TableColumn("before", .flexible(least: 14, weight: 2), dropOrder: 1),
    TableColumn("after", .flexible(least: 14, weight: 2), dropOrder: 1),
  ]

  private static let removedColumns = [
    TableColumn("file", .flexible(least: 30)), TableColumn("removed", .cells(8)),
  ]

  private static let choiceColumns = [
    TableColumn("fix", .flexible(least: 20, weight: 3)), TableColumn("", .cells(6)),
    TableColumn("before", .flexible(least: 18, weight: 3), dropOrder: 1),
    TableColumn("after", .flexible(least: 18, weight: 3)),
  ]

  private func row(_ row: Proposal.Row) -> TableRow {
    let change = [Line(row.values.before, .removed), Line(row.values.after, .added)]
    let safety = row.isSafe ? Line("safe", .ok) : Line("unsafe", .warning)
    let tick = row.isTicked ? Line("[x]", .mark) : Line("[ ]", .muted)
    switch state.intent {
    case .fix: return TableRow([Line(row.action), safety] + change)
    case .fixAll: return TableRow([tick, Line(row.subject)] + change + [safety, Line(row.action)])
    case .edit: return TableRow([tick, Line(row.subject)] + change + [Line(row.action, .codeKey)])
    case .create, .duplicate, .rename, .remove:
      return TableRow([Line(row.subject), Line(row.action, .muted)] + change)
    case .restore: return TableRow([Line(row.subject), Line(row.action, .muted)])
    }
  }

  // MARK: Diff

  private func drawDiff(_ rect: Rect, into canvas: inout Canvas) {
    guard !rect.isEmpty, let row = state.selected else { return }
    canvas.pane(
      rect,
      Line(state.intent == .restore ? "Will be written" : row.action),
      detail: Line(row.file, .muted),
      isFocused: state.isDiffFocused && program.layer == nil,
      list: state.diff,
      hasBox: layout.hasBoxes
    ) { inner in
      let lines = state.diffLines
      for (y, index) in state.diff.visible.enumerated() where index < lines.count {
        inner.put(lines[index].expandingTabs(), at: Point(1, y), width: inner.width - 2)
      }
    }
  }
}

extension ReviewState {
  /// `Fix all: pubDate in blog`.
  var title: String {
    switch intent {
    case .fix(let problems):
      problems.first.map { "Fix \($0.entry ?? $0.file)" } ?? "Fix"
    case .fixAll: reaches.indices.contains(reach) ? "Fix all: \(reaches[reach].title)" : "Fix all"
    case .edit(let entries, _): "Change \(counted(entries.count, "entry", "entries"))"
    case .create(let collection, _): "New entry in \(collection)"
    case .duplicate(let address, let id): "Copy \(address.name) to \(id)"
    case .rename(let address, let id): "Rename \(address.name) to \(id)"
    case .remove(let entries):
      entries.count == 1 ? "Remove \(entries[0].name)?" : "Remove \(entries.count) entries?"
    case .restore: "Restore a removed file"
    }
  }

  /// What is wrong, and the lines that the row under the cursor writes.
  var diffLines: [Line] {
    guard let row = selected else { return [] }
    var lines = notes.map { Line("! \($0)", .warning) }
    if !lines.isEmpty { lines.append("") }
    if let problem = row.problem {
      lines.append([
        problem.severity.sign, Span(" "), Span(problem.pathText, .codeKey),
        Span(problem.path.isEmpty ? problem.message : ": \(problem.message)"),
      ])
      if !row.isSafe {
        lines.append(Line("unsafe: it guesses, or leaves something out; look at it", .warning))
      }
      lines.append("")
    }
    return lines + (shown?.screenLines ?? [])
  }

  /// How far "all" reaches, the chosen one marked.
  var reachLine: Line {
    if case .remove = intent {
      return Line("Enter removes; for 90 days the files can be restored", .text)
    }
    if intent == .restore { return Line("Enter brings the file back as it was", .text) }
    guard reaches.count > 1 else { return "" }
    var spans = [Span("like this in ", .muted)]
    for (index, reach) in reaches.enumerated() {
      if index > 0 { spans.append(Span("  ", .muted)) }
      let text = "\(reach.title) \(reach.problems.count)"
      spans.append(index == self.reach ? Span("[\(text)]", .accent) : Span(text, .muted))
    }
    return Line(spans)
  }

  mutating func settle(in layout: Layout) {
    let panes = ReviewPanes(layout, rows: rows.count)
    list.setHeight(panes.table.height - layout.frameRows - 1)
    diff.setHeight(panes.diff.height - layout.frameRows)
  }
}

/// Where the panes of the review stand.
struct ReviewPanes {
  let table: Rect
  /// Empty where there is no room.
  let diff: Rect

  init(_ layout: Layout, rows: Int) {
    var rest = layout.body
    switch layout.width {
    case _ where rows == 0: diff = Rect(0, 0, 0, 0)
    case .narrow: diff = Rect(0, 0, 0, 0)
    case .one, .two:
      // The table takes what its rows need, up to half and a little.
      let needed = rows + layout.frameRows + 1
      diff = rest.takeBottom(max(rest.height * 2 / 5, rest.height - max(6, needed)))
    case .three: diff = rest.takeRight(min(64, rest.width * 2 / 5))
    }
    table = rest
  }
}
