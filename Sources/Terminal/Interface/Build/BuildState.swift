import Screen
import Widgets

/// The build's log and how it went.
struct BuildState: Sendable {
  enum Phase: Sendable, Equatable {
    case idle
    case starting(String)
    case running
    case finished(status: Int32, seconds: Double)
    case failed(String)
  }

  struct LogLine: Sendable, Equatable {
    var text: String
    var isError: Bool
  }

  /// Older lines are dropped beyond this many.
  static let greatestLineCount = 20_000

  var phase = Phase.idle
  var command: String?
  var lines: [LogLine] = []
  /// How many lines were dropped.
  var droppedCount = 0
  var list = ListState()
  var isFollowing = true
  var column = 0
  var find = TextField()
  var isFindOpen = false

  var isRunning: Bool {
    switch phase {
    case .starting, .running: true
    case .idle, .finished, .failed: false
    }
  }

  /// How the last build went, in few words.
  var summary: Line {
    switch phase {
    case .idle: Line("not built yet", .muted)
    case .starting, .running: Line("running …", .accent)
    case .finished(0, let seconds): [Span("ok", .ok), Span("  \(Self.text(seconds))", .muted)]
    case .finished(let status, let seconds):
      [Span("failed with \(status)", .error), Span("  \(Self.text(seconds))", .muted)]
    case .failed: Line("failed", .error)
    }
  }

  /// `12.4 s`.
  static func text(_ seconds: Double) -> String {
    let tenths = Int((min(max(0, seconds), 1e9) * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
