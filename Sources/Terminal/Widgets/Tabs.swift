package import Screen

/// Names in a row, one of them chosen.
package struct Tabs: Sendable, Hashable {
  package struct Tab: Sendable, Hashable {
    /// Pressed to get there; shown before the name.
    package var key: String
    package var title: String
    /// A count or mark after the name.
    package var badge: Span?

    package init(_ title: String, key: String = "", badge: Span? = nil) {
      self.key = key
      self.title = title
      self.badge = badge
    }
  }

  package var tabs: [Tab]
  package var chosen: Int

  package init(_ tabs: [Tab], chosen: Int) {
    self.tabs = tabs
    self.chosen = chosen
  }

  /// Draws the tabs in the canvas's first row and returns the columns each took, for the mouse.
  @discardableResult
  package func draw(into canvas: inout Canvas) -> [Range<Int>] {
    let isTight = tabs.reduce(0) { $0 + line($1, isChosen: false).width + 1 } > canvas.width
    var x = 0
    return tabs.enumerated().map { index, tab in
      let start = x
      let line = line(isTight ? Tab(tab.title, key: tab.key) : tab, isChosen: index == chosen)
      let end = x + canvas.put(line, at: Point(x, 0))
      x = end + (isTight ? 0 : 1)
      return start..<end
    }
  }

  private func line(_ tab: Tab, isChosen: Bool) -> Line {
    let role: Role = isChosen ? .tabActive : .tab
    var spans = [Span(" ", role)]
    if !tab.key.isEmpty { spans.append(Span(tab.key + " ", isChosen ? role : .key)) }
    spans.append(Span(tab.title, role))
    if let badge = tab.badge {
      spans.append(Span(" " + badge.text, isChosen ? role : badge.role))
    }
    spans.append(Span(" ", role))
    return Line(spans)
  }
}
