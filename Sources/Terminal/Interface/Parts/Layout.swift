import Screen
import Widgets

/// Which rows of the screen are whose, and how much room there is.
struct Layout: Sendable, Equatable {
  /// How many panes stand beside each other.
  enum Width: Int, Sendable, Comparable {
    /// Under 60 columns: one pane, no boxes.
    case narrow
    /// Under 100: a pane with a strip under it.
    case one
    /// Under 140: a list and what it shows.
    case two
    case three

    static func < (left: Width, right: Width) -> Bool { left.rawValue < right.rawValue }
  }

  /// Below this nothing useful can be shown.
  static let least = Size(40, 10)

  let width: Width
  let header: Rect
  let body: Rect
  let status: Rect
  let hints: Rect

  init(_ size: Size) {
    let isLow = size.height < 16
    switch size.width {
    case ..<60: width = .narrow
    case ..<100: width = isLow ? .narrow : .one
    case ..<140: width = isLow ? .narrow : .two
    default: width = isLow ? .narrow : .three
    }
    var rest = Rect(size: size)
    header = rest.takeTop(1)
    hints = rest.takeBottom(1)
    status = rest.takeBottom(1)
    body = rest
  }

  var hasBoxes: Bool { width > .narrow }
  /// What a pane keeps for its title and border, in rows.
  var frameRows: Int { hasBoxes ? 2 : 1 }
}

extension Canvas {
  /// A pane: a box where there is room for one, else a title row.
  mutating func pane(
    _ rect: Rect,
    _ title: Line,
    detail: Line = "",
    isFocused: Bool,
    list: ListState? = nil,
    hasBox: Bool,
    content: (inout Canvas) -> Void
  ) {
    guard rect.width > 0, rect.height > 0 else { return }
    guard !hasBox else {
      Panel(title, detail: detail, isFocused: isFocused, list: list)
        .draw(rect, into: &self, content: content)
      return
    }
    var rest = rect
    let top = rest.takeTop(1)
    let role: Role = isFocused ? .titleFocus : .title
    let spans = title.spans.map { $0.role == .text ? Span($0.text, role, $0.attributes) : $0 }
    let used = put(Line(spans), at: Point(top.x + 1, top.y), width: top.width - 2)
    if detail.width + used + 4 <= top.width {
      put(detail, at: Point(top.x + used + 3, top.y), width: top.width - used - 4, align: .right)
    }
    inside(rest, content)
  }
}
