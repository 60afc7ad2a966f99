import Screen

/// A word about what just happened, at the foot of the screen.
struct Toast: Sendable, Equatable {
  enum Kind: Sendable {
    case done, note
    /// Something takes a while; gone when it is there.
    case work
    /// Stays until a key is pressed.
    case failure
  }

  var text: String
  var kind: Kind
  /// Tells a reminder which toast it is for.
  var number: Int

  var line: Line {
    switch kind {
    case .done: [Span("✓ ", .ok), Span(text, .text)]
    case .note: [Span(text, .text)]
    case .work: [Span(text, .accent)]
    case .failure: [Span("! ", .error), Span(text, .error)]
    }
  }
}
