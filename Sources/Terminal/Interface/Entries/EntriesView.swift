import Screen
import Sites
import Values
import Widgets

/// Draws the entry table with what stands beside or under it.
struct EntriesView {
  let program: FrontisProgram
  let layout: Layout

  private var state: EntriesState { program.entries }

  func draw(into canvas: inout Canvas) {
    let panes = EntriesPanes(layout)
    guard let catalog = program.catalog, let collection = state.snapshot(in: catalog) else {
      canvas.pane(panes.table, "Entries", isFocused: true, hasBox: layout.hasBoxes) {
        $0.put("No collection is open. 1 shows the site.", at: Point(1, 1), .muted)
      }
      return
    }
    drawCollections(panes.collections, catalog, into: &canvas)
    drawTable(panes.table, catalog, collection, into: &canvas)
    drawDetail(panes.detail, catalog, collection, into: &canvas)
  }

  private var isTableFocused: Bool { !state.isCollectionsFocused && program.layer == nil }

  // MARK: Collections

  private func drawCollections(_ rect: Rect, _ catalog: Catalog, into canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let list = ListState(
      count: catalog.collections.count,
      height: rect.height - 2,
      cursor: state.index ?? 0
    )
    canvas.pane(
      rect,
      "Collections",
      isFocused: state.isCollectionsFocused && program.layer == nil,
      list: list,
      hasBox: true
    ) { inner in
      Table(
        columns: [
          TableColumn("", .flexible(least: 8)), TableColumn("", .cells(7), align: .right),
        ],
        list: list,
        isFocused: state.isCollectionsFocused,
        hasHeader: false
      ) { index in
        let total = catalog.totals[index]
        let sign =
          total.errors > 0
          ? Span("E", .error) : total.warnings > 0 ? Span("W", .warning) : nil
        return TableRow(
          [Line(catalog.collections[index].name), Line(Meter.grouped(total.entries), .muted)],
          sign: sign
        )
      }.draw(into: &inner)
    }
  }

  // MARK: Table

  private func drawTable(
    _ rect: Rect,
    _ catalog: Catalog,
    _ collection: CollectionSnapshot,
    into canvas: inout Canvas
  ) {
    canvas.pane(
      rect,
      title(collection),
      detail: detail(collection),
      isFocused: isTableFocused,
      list: state.list,
      hasBox: layout.hasBoxes
    ) { inner in
      let shown = state.index.map { catalog.shownColumns[$0] } ?? []
      let columns = columns(shown.map { collection.columns[$0] })
      Table(
        columns: columns,
        list: state.list,
        isFocused: isTableFocused
      ) { row(state.entry(at: $0, in: catalog), $0, collection, shown) }.draw(into: &inner)
      if state.rows.isEmpty { drawEmpty(collection, into: &inner) }
    }
  }

  private func title(_ collection: CollectionSnapshot) -> Line {
    [
      Span(collection.name),
      Span("  \(Meter.grouped(collection.entries.count))", .muted),
    ]
  }

  private func detail(_ collection: CollectionSnapshot) -> Line {
    if state.isArranging { return Line("filtering …", .muted) }
    guard !state.filter.isEmpty else { return "" }
    return Line("\(Meter.grouped(state.rows.count)) shown", .accent)
  }

  private func columns(_ shown: [EntryColumn]) -> [TableColumn] {
    var columns = [
      TableColumn(heading("title", EntryOrder.titleKey), .flexible(least: 28, weight: 3))
    ]
    for (index, column) in shown.enumerated() {
      let heading = heading(column.key, column.key)
      let width = CellWidth.of(heading)
      // Of several dates the first one tells the most.
      let isLaterDate =
        column.kind == .date && shown[..<index].contains { $0.kind == .date }
      let drop = isLaterDate ? 99 : index + 2
      switch column.kind {
      case .date:
        columns.append(TableColumn(heading, .cells(max(10, width)), dropOrder: drop))
      case .boolean: columns.append(TableColumn(heading, .cells(max(5, width)), dropOrder: drop))
      case .number:
        columns.append(TableColumn(heading, .cells(max(6, width)), align: .right, dropOrder: drop))
      case .text, .list:
        columns.append(TableColumn(heading, .flexible(least: max(10, width)), dropOrder: drop))
      }
    }
    columns.append(
      TableColumn(heading("!", EntryOrder.problemsKey), .cells(3), align: .right, dropOrder: 1)
    )
    return columns
  }

  private func heading(_ title: String, _ key: String) -> String {
    guard let sort = state.sort, sort.field == key else { return title }
    return title + (sort.isDescending ? " ▾" : " ▴")
  }

  private func row(
    _ entry: EntrySummary?,
    _ index: Int,
    _ collection: CollectionSnapshot,
    _ shown: [Int]
  ) -> TableRow {
    guard let entry else { return TableRow([]) }
    let severity = entry.problems.map(\.severity).max()
    var cells = [Line(entry.title)]
    for column in shown {
      let value = column < entry.cells.count ? entry.cells[column] : .undefined
      cells.append(Self.cell(value, collection.columns[column], of: entry))
    }
    let count = entry.problems.count
    cells.append(count == 0 ? "" : Line("\(count)", severity?.role ?? .hint))
    return TableRow(
      cells,
      sign: severity?.sign,
      isMarked: state.isMarked(entry.id, at: index)
    )
  }

  /// A value that something is wrong with stands out.
  private static func cell(_ value: Value, _ column: EntryColumn, of entry: EntrySummary) -> Line {
    let problems = entry.problems.filter { $0.path.first == .key(column.key) }
    let severity = problems.map(\.severity).max()
    let role = severity?.role
    switch value {
    case .undefined, .null: return Line("–", role ?? .muted)
    case .boolean(let flag): return flag ? Line("yes", role ?? .text) : Line("no", role ?? .muted)
    case .date(let date): return Line(String(date.text.prefix(10)), role ?? .text)
    default: return Line(ValueText.short(value), role ?? .text)
    }
  }

  private func drawEmpty(_ collection: CollectionSnapshot, into canvas: inout Canvas) {
    guard !state.isArranging else { return }
    var lines: [Line] = []
    if !state.filter.isEmpty {
      lines = [
        Line("No entries match \(state.filter.text)."),
        Line("Esc clears the filter. Words, key:value, is:error and is:ok work.", .muted),
      ]
    } else if let reason = collection.reason {
      lines = [Line("No entries.")] + Line.wrapping(reason, width: canvas.width - 8, .hint)
    }
    for (y, line) in lines.enumerated() { canvas.put(line, at: Point(4, 2 + y)) }
  }

  // MARK: Entry beside or under the table

  private func drawDetail(
    _ rect: Rect,
    _ catalog: Catalog,
    _ collection: CollectionSnapshot,
    into canvas: inout Canvas
  ) {
    guard !rect.isEmpty else { return }
    let entry = state.selected(in: catalog)
    canvas.pane(
      rect,
      Line(entry?.id ?? "no entry"),
      detail: problemCounts(entry),
      isFocused: false,
      hasBox: layout.hasBoxes
    ) { inner in
      guard let entry else { return }
      let area = inner.bounds.inset(1, 0)
      let lines =
        layout.width == .one ? strip(entry) : card(entry, collection, width: area.width)
      for (y, line) in lines.prefix(inner.height).enumerated() {
        inner.put(line, at: Point(1, y), width: area.width)
      }
    }
  }

  private func problemCounts(_ entry: EntrySummary?) -> Line {
    guard let entry, !entry.problems.isEmpty else { return "" }
    var spans: [Span] = []
    if entry.errorCount > 0 { spans.append(Span(counted(entry.errorCount, "error"), .error)) }
    if entry.warningCount > 0 {
      if !spans.isEmpty { spans.append(Span("  ")) }
      spans.append(Span(counted(entry.warningCount, "warning"), .warning))
    }
    return Line(spans)
  }

  private func strip(_ entry: EntrySummary) -> [Line] {
    var lines = entry.problems.prefix(3).map { $0.line() }
    if entry.problems.isEmpty { lines = [[Span("✓ ", .ok), Span("no problems", .muted)]] }
    if entry.problems.count > 3 {
      lines.append(Line("and \(entry.problems.count - 3) more: Enter", .muted))
    } else {
      lines.append([Span("file  ", .muted), Span(entry.file)])
    }
    return lines
  }

  private func card(
    _ entry: EntrySummary,
    _ collection: CollectionSnapshot,
    width: Int
  ) -> [Line] {
    let names = collection.columns.map(\.key) + ["title"]
    let indent = min(18, (names.map(CellWidth.of).max() ?? 8) + 2)
    var lines: [Line] = [[Span("title".padding(to: indent), .codeKey), Span(entry.title)]]
    for (column, value) in zip(collection.columns, entry.cells) {
      lines.append(
        Line(
          [Span(column.key.padding(to: indent, cuttingTo: indent), .codeKey)]
            + Self.cell(value, column, of: entry).spans
        )
      )
    }
    lines += ["", [Span("file".padding(to: indent), .muted), Span(entry.file, .muted)]]
    if !entry.problems.isEmpty { lines.append("") }
    for problem in entry.problems.prefix(20) {
      lines.append([
        Span(problem.placeText.padding(to: 7), .muted), Span(problem.rule, problem.severity.role),
      ])
      lines += Line.wrapping(problem.summary, width: max(10, width - 2)).map {
        Line([Span("  ")] + $0.spans)
      }
      if let help = problem.help {
        lines += Line.wrapping(help, width: max(10, width - 2), .hint).map {
          Line([Span("  ")] + $0.spans)
        }
      }
    }
    return lines
  }
}
