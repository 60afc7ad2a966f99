import Screen
import Widgets

/// The first row: the site's name, the screens, and how many problems there are.
struct Header {
  let name: String
  let tabs: [(scope: Scope, tab: Tabs.Tab)]
  let chosen: Int
  let counts: Line
  let width: Int

  private var nameLine: Line {
    [Span(" frontis ", .accent), Span(" "), Span(shortName, .text, .bold), Span("  ")]
  }

  private var shortName: String { name.shortened(to: max(6, width / 4)) }

  func draw(_ rect: Rect, into canvas: inout Canvas) {
    let used = canvas.put(nameLine, at: rect.origin)
    canvas.inside(Rect(used, rect.y, rect.width - used, 1)) {
      Tabs(tabs.map(\.tab), chosen: chosen).draw(into: &$0)
    }
    let tabsWidth = places.last?.columns.upperBound ?? 0
    if tabsWidth + counts.width + 4 <= rect.width {
      canvas.put(counts, at: rect.origin, width: rect.width - 1, align: .right)
    }
  }

  /// The screen whose tab is at the column `x`.
  func screen(at x: Int) -> Scope? { places.first { $0.columns.contains(x) }?.scope }

  private var places: [(scope: Scope, columns: Range<Int>)] {
    var ranges: [Range<Int>] = []
    let start = nameLine.width
    _ = Frame(size: Size(max(1, width - start), 1), look: Look()) {
      ranges = Tabs(tabs.map(\.tab), chosen: chosen).draw(into: &$0)
    }
    return zip(tabs, ranges).map { ($0.scope, $1.lowerBound + start..<$1.upperBound + start) }
  }
}

extension String {
  /// Cut to `width` cells with an ellipsis.
  func shortened(to width: Int) -> String {
    guard CellWidth.of(self) > width else { return self }
    var text = ""
    var cells = 1
    for character in self {
      cells += CellWidth.of(character)
      if cells > width { break }
      text.append(character)
    }
    return text + "…"
  }
}

extension Scope {
  /// The command that goes to this screen.
  var command: Command {
    switch self {
    case .overview: .showOverview
    case .entries, .detail, .form: .showEntries
    case .problems: .showProblems
    case .build: .showBuild
    case .activity: .showActivity
    case .review: .showOverview
    }
  }
}
