package import Screen

/// A key and what it does now.
package struct Hint: Sendable, Hashable {
  package var key: String
  package var label: String

  package init(_ key: String, _ label: String) {
    self.key = key
    self.label = label
  }
}

/// The keys that work right now, most used first; those that do not fit are left out.
package struct HintRow: Sendable, Hashable {
  package var hints: [Hint]
  /// The one that has room before all others: where a person finds the rest.
  package var lasting: Hint?

  package init(_ hints: [Hint], lasting: Hint? = nil) {
    self.hints = hints
    self.lasting = lasting
  }

  package func draw(into canvas: inout Canvas) {
    var x = 1
    let end = canvas.width - (lasting.map { $0.line.width + 2 } ?? 0)
    for hint in hints where hint != lasting {
      guard x + hint.line.width <= end else { break }
      x += canvas.put(hint.line, at: Point(x, 0)) + 2
    }
    if let lasting { canvas.put(lasting.line, at: Point(x, 0)) }
  }
}

extension Hint {
  fileprivate var line: Line { [Span(key, .key), Span(" " + label, .muted)] }
}

/// One row that says where a person is: a text at the left, another at the right.
package struct StatusBar: Sendable, Hashable {
  package var left: Line
  /// Left out when there is no room beside the left text.
  package var right: Line

  package init(_ left: Line, right: Line = "") {
    self.left = left
    self.right = right
  }

  package func draw(into canvas: inout Canvas) {
    canvas.fill(Rect(0, 0, canvas.width, 1), .status)
    let width = right.width
    let fits = width > 0 && left.width + width + 4 <= canvas.width
    canvas.put(Self.muted(left), at: Point(1, 0), width: canvas.width - 2 - (fits ? width + 2 : 0))
    if fits { canvas.put(Self.muted(right), at: Point(canvas.width - width - 1, 0)) }
  }

  private static func muted(_ line: Line) -> Line {
    Line(line.spans.map { $0.role == .text ? Span($0.text, .status, $0.attributes) : $0 })
  }
}
