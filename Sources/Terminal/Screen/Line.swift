/// A piece of text in one style.
package struct Span: Sendable, Hashable {
  package var text: String
  package var role: Role
  package var attributes: Attributes

  package init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) {
    self.text = text
    self.role = role
    self.attributes = attributes
  }
}

/// One line of styled text.
package struct Line: Sendable, Hashable {
  package var spans: [Span]

  package init(_ spans: [Span] = []) { self.spans = spans }
  package init(_ text: String, _ role: Role = .text, _ attributes: Attributes = []) {
    spans = [Span(text, role, attributes)]
  }

  /// In cells; O(length).
  package var width: Int { spans.reduce(0) { $0 + CellWidth.of($1.text) } }
  package var text: String { spans.map(\.text).joined() }

  package static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }

  /// `text` in `role`, the characters at `positions` as `.match`; for what a filter found.
  package init(_ text: String, _ role: Role = .text, matching positions: [Int]) {
    spans = []
    guard !positions.isEmpty else {
      spans = [Span(text, role)]
      return
    }
    let matched = Set(positions)
    var piece = ""
    var isMatch = false
    for (index, character) in text.enumerated() {
      if matched.contains(index) != isMatch, !piece.isEmpty {
        spans.append(Span(piece, isMatch ? .match : role))
        piece = ""
      }
      isMatch = matched.contains(index)
      piece.append(character)
    }
    if !piece.isEmpty { spans.append(Span(piece, isMatch ? .match : role)) }
  }
}

extension Line: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  package init(stringLiteral text: String) { self.init(text) }
  package init(arrayLiteral spans: Span...) { self.init(spans) }
}

extension Span: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self.init(text) }
}
