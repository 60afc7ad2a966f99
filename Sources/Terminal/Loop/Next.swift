package import Screen

/// What `update` asks for, as data that a test can compare.
package struct Next<Request: Sendable & Equatable>: Sendable, Equatable {
  /// Performed in this order, at the same time.
  package var requests: [Keyed<Request>] = []
  /// Keys of requests in flight that are no longer wanted.
  package var cancelled: [String] = []
  /// Keys of requests in flight that are to end soon, whatever they are.
  package var stopped: [String] = []
  package var terminal: [TerminalCommand] = []
  package var isQuit = false

  private init() {}
}

extension Next {
  /// Nothing but drawing.
  package static var wait: Next { Next() }

  /// The end of the run; requests that must finish are waited for.
  package static var quit: Next {
    var next = Next()
    next.isQuit = true
    return next
  }

  package static func perform(_ requests: [Keyed<Request>]) -> Next {
    var next = Next()
    next.requests = requests
    return next
  }

  /// One request; a newer one of the same `key` takes the place of one in flight.
  package static func perform(
    _ request: Request,
    key: String? = nil,
    after delay: Duration = .zero
  ) -> Next {
    .perform([Keyed(request, key: key, after: delay)])
  }

  /// One request that is finished even when the program quits meanwhile.
  package static func finish(_ request: Request, key: String? = nil) -> Next {
    .perform([Keyed(request, key: key, mustFinish: true)])
  }

  /// One request that has the terminal to itself until it is done, such as a person's editor.
  package static func lendTerminal(_ request: Request) -> Next {
    .perform([Keyed(request, needsTerminal: true)])
  }

  /// Stops the request in flight of `key`; what it still sends is dropped.
  package static func cancel(_ key: String) -> Next {
    var next = Next()
    next.cancelled = [key]
    return next
  }

  /// Cancels the task of the requests in flight of `key`, also where they must finish; what they still
  /// send is heard.
  package static func stop(_ key: String) -> Next {
    var next = Next()
    next.stopped = [key]
    return next
  }

  package static func tell(_ command: TerminalCommand) -> Next {
    var next = Next()
    next.terminal = [command]
    return next
  }

  /// Both; cancelling comes before performing.
  package func and(_ other: Next) -> Next {
    var next = self
    next.requests += other.requests
    next.cancelled += other.cancelled
    next.stopped += other.stopped
    next.terminal += other.terminal
    next.isQuit = isQuit || other.isQuit
    return next
  }
}

/// A request and how it is performed.
package struct Keyed<Request: Sendable & Equatable>: Sendable, Equatable {
  package var request: Request
  /// A newer request of the same key cancels this one; nil: nothing does but the end.
  package var key: String?
  /// Performed so much later, unless it is cancelled before.
  package var delay: Duration
  /// The end of the program waits for it; nothing cancels it but `stop`, not even a newer one.
  package var mustFinish: Bool
  /// The screen is left while it is performed, and messages wait.
  package var needsTerminal: Bool

  package init(
    _ request: Request,
    key: String? = nil,
    after delay: Duration = .zero,
    mustFinish: Bool = false,
    needsTerminal: Bool = false
  ) {
    self.request = request
    self.key = key
    self.delay = delay
    self.mustFinish = mustFinish
    self.needsTerminal = needsTerminal
  }
}

/// What a program asks of the terminal beside showing a frame.
package enum TerminalCommand: Sendable, Equatable {
  /// Puts text on the person's clipboard (OSC 52).
  case copy(String)
  case bell
  /// Draws everything anew.
  case redraw
  /// Takes or releases the mouse.
  case mouse(Bool)
  /// Stops the process as Ctrl-Z does; `.resumed` follows when it goes on.
  case suspend
  /// Looks like this theme from now on.
  case theme(Theme)
}
