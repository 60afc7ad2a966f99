import Screen
import Sites
import Widgets

/// Draws the site screen.
struct OverviewView {
  let program: FrontisProgram
  let layout: Layout

  func draw(into canvas: inout Canvas) {
    let panes = OverviewPanes(layout)
    drawCollections(panes.collections, into: &canvas)
    drawHealth(panes.health, into: &canvas)
    drawActivity(panes.activity, into: &canvas)
  }

  private func drawCollections(_ rect: Rect, into canvas: inout Canvas) {
    canvas.pane(
      rect,
      "Collections",
      detail: summary,
      isFocused: program.overview.pane == .collections && program.layer == nil,
      list: program.overview.list,
      hasBox: layout.hasBoxes
    ) { inner in
      guard let catalog = program.catalog, !catalog.collections.isEmpty else {
        drawEmpty(into: &inner)
        return
      }
      Table(
        columns: [
          TableColumn("name", .flexible(least: 12)),
          TableColumn("entries", .cells(8), align: .right, dropOrder: 1),
          TableColumn("errors", .cells(6), align: .right),
          TableColumn("warn", .cells(4), align: .right, dropOrder: 2),
        ],
        list: program.overview.list,
        isFocused: program.overview.pane == .collections
      ) { row(catalog, $0) }.draw(into: &inner)
      drawReason(catalog, into: &inner)
    }
  }

  private var summary: Line {
    guard let total = program.catalog?.total else { return "" }
    return Line("\(Meter.grouped(total.entries)) entries", .muted)
  }

  private func row(_ catalog: Catalog, _ index: Int) -> TableRow {
    let collection = catalog.collections[index]
    let total = catalog.totals[index]
    let name: Line
    switch collection.status {
    case .checked:
      let note = collection.entries.isEmpty ? "  no entries" : ""
      name = [Span(collection.name), Span(note, .muted)]
    case .unchecked(let reason):
      name = [Span(collection.name), Span("  not checked: \(reason)", .muted)]
    case .failed(let reason):
      name = [Span(collection.name, .error), Span("  \(reason)", .muted)]
    }
    return TableRow(
      [
        name, Line(Meter.grouped(total.entries), .muted), Self.count(total.errors, .error),
        Self.count(total.warnings, .warning),
      ],
      sign: Self.sign(collection, total)
    )
  }

  private static func sign(_ collection: CollectionSnapshot, _ total: Catalog.Total) -> Span? {
    if case .failed = collection.status { return Span("!", .error) }
    if case .unchecked = collection.status { return Span("?", .hint) }
    if total.errors > 0 { return Span("E", .error) }
    return total.warnings > 0 ? Span("W", .warning) : nil
  }

  private static func count(_ number: Int, _ role: Role) -> Line {
    number == 0 ? Line("·", .muted) : Line(Meter.grouped(number), role)
  }

  /// The reason of a collection that could not be checked, in full, at the pane's foot.
  private func drawReason(_ catalog: Catalog, into canvas: inout Canvas) {
    guard let index = program.overview.selectedCollection(in: catalog),
      let reason = catalog.collections[index].reason
    else { return }
    let lines = Line.wrapping(reason, width: canvas.width - 4, .hint).prefix(4)
    let top = canvas.height - lines.count
    guard top > catalog.collections.count + 2 else { return }
    for (y, line) in lines.enumerated() { canvas.put(line, at: Point(3, top + y)) }
  }

  private func drawEmpty(into canvas: inout Canvas) {
    let paragraphs: [(String, Role)]
    if program.catalog == nil {
      paragraphs = program.isReadingShown ? [(program.readingText, .muted)] : []
    } else if let problem = program.catalog?.problems.first {
      paragraphs = [
        (problem.message, .error), (problem.position, .muted), (problem.help ?? "", .hint),
      ]
    } else {
      paragraphs = [
        ("No content collections.", .text),
        (
          "frontis reads src/content.config.ts. Add one with defineCollection, then press R.",
          .muted
        ),
      ]
    }
    var y = 1
    for (text, role) in paragraphs where !text.isEmpty {
      for line in Line.wrapping(text, width: canvas.width - 4, role) {
        canvas.put(line, at: Point(2, y))
        y += 1
      }
      y += 1
    }
  }
}

extension CollectionSnapshot {
  /// Why it has no entries or was not checked; nil when all is well.
  var reason: String? {
    if let reason = status.reason { return reason }
    guard entries.isEmpty else { return nil }
    if let problem = problems.first { return problem.summary }
    switch loader {
    case .glob, .legacy:
      let wanted = patterns.isEmpty ? "" : " that match \(patterns.joined(separator: " "))"
      return "no files\(wanted) in \(base.isEmpty ? "the site's folder" : base)"
    case .file: return "\(base) holds no entries"
    case .inline, .custom: return "its loader gave no entries"
    }
  }
}

// MARK: - Health and activity

extension OverviewView {
  private func drawHealth(_ rect: Rect, into canvas: inout Canvas) {
    canvas.pane(rect, "Health", isFocused: false, hasBox: layout.hasBoxes) { inner in
      guard let catalog = program.catalog else { return }
      var y = 0
      for line in healthLines(catalog, width: inner.width - 2) where y < inner.height {
        inner.put(line, at: Point(1, y), width: inner.width - 2)
        y += 1
      }
    }
  }

  private func healthLines(_ catalog: Catalog, width: Int) -> [Line] {
    let total = catalog.total
    var lines: [Line] = []
    if catalog.problems.isEmpty {
      lines.append([Span("✓ ", .ok), Span("no problems", .ok)])
    } else {
      lines.append(
        Self.fact(
          "errors",
          Line(Meter.grouped(total.errors), total.errors > 0 ? .error : .ok),
          total.entriesWithErrors > 0
            ? "in \(counted(total.entriesWithErrors, "entry", "entries"))" : ""
        )
      )
      lines.append(
        Self.fact(
          "warnings",
          Line(Meter.grouped(total.warnings), total.warnings > 0 ? .warning : .ok),
          ""
        )
      )
      lines.append("")
      lines += byRule(catalog, width: width)
    }
    lines.append("")
    let snapshot = catalog.snapshot
    lines.append(Self.fact("config", Line(snapshot.config ?? "none"), ""))
    if let version = snapshot.astroVersion {
      lines.append(Self.fact("astro", Line(version), "Zod \(snapshot.zodMajor)"))
    }
    lines.append(Self.fact("build", program.build.summary, ""))
    return lines
  }

  private func byRule(_ catalog: Catalog, width: Int) -> [Line] {
    let all = catalog.problemCountsByRule
    var counts = Array(all.prefix(layout.width == .three ? 8 : 3))
    let greatest = counts.first?.count ?? 1
    let others = all.dropFirst(counts.count)
    if !others.isEmpty {
      let sum = others.reduce(0) { $0 + $1.count }
      counts.append((rule: counted(others.count, "other rule"), count: sum))
    }
    return counts.map { rule, count in
      let nameWidth = max(8, min(26, width - 5))
      let name = rule.padding(to: nameWidth, cuttingTo: nameWidth)
      let number = String(repeating: " ", count: max(0, 4 - String(count).count)) + "\(count)"
      let room = min(10, width - nameWidth - 7)
      guard room > 2 else { return [Span(name, .muted), Span(number)] }
      let bar = String(repeating: "▪", count: max(1, min(room, room * count / greatest)))
      return [Span(name, .muted), Span(number), Span("  " + bar, .accent)]
    }
  }

  private static func fact(_ name: String, _ value: Line, _ note: String) -> Line {
    Line(
      [Span(name.padding(to: 10), .muted)] + value.spans + [
        Span(note.isEmpty ? "" : "  " + note, .muted)
      ]
    )
  }

  private func drawActivity(_ rect: Rect, into canvas: inout Canvas) {
    canvas.pane(
      rect,
      "Recent activity",
      isFocused: program.overview.pane == .activity && program.layer == nil,
      list: program.overview.activity,
      hasBox: layout.hasBoxes
    ) { inner in
      guard !program.activity.lines.isEmpty else {
        inner.put("Nothing yet. Saves and builds are listed here.", at: Point(1, 0), .muted)
        return
      }
      let list = program.overview.activity
      for (y, index) in list.visible.enumerated() where index < program.activity.lines.count {
        let line = program.activity.lines[index]
        let spans = [
          Span(line.time.padding(to: 7), .muted), Span(line.kind.padding(to: 8), .codeKey),
          Span(line.text),
        ]
        inner.put(Line(spans), at: Point(1, y), width: inner.width - 12)
        if index == 0, line.isUndoable {
          inner.put(
            [Span("u", .key), Span(" undo", .muted)],
            at: Point(1, y),
            width: inner.width - 2,
            align: .right
          )
        }
        if index == list.cursor, program.overview.pane == .activity {
          inner.restyle(Rect(0, y, inner.width, 1), on: .selection)
        }
      }
    }
  }
}
