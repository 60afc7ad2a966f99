import Loop
import Screen
import Widgets

extension FrontisProgram {
  /// Builds, after the person has allowed it once.
  mutating func askToBuild() -> Next<Request> {
    isTrusted ? startBuild() : .perform(.readBuildCommand)
  }

  mutating func startBuild() -> Next<Request> {
    guard !build.isRunning else { return .wait }
    build = BuildState()
    build.phase = .starting("starting")
    go(to: .build)
    return .perform(.build, key: RequestKey.build)
  }

  mutating func take(_ event: BuildEvent) -> Next<Request> {
    build.take(event)
    switch event {
    case .finished(0, let seconds):
      return tell("built in \(BuildState.text(seconds))", .done).and(.perform(.readActivity))
    case .finished(let status, _):
      return tell("the build failed with \(status)", .failure).and(.perform(.readActivity))
    case .failed(let reason): return tell(reason, .failure)
    default: return .wait
    }
  }
}

extension BuildState {
  mutating func take(_ event: BuildEvent) {
    switch event {
    case .starting(let text): phase = .starting(text)
    case .started(let command):
      phase = .running
      self.command = command
    case .line(let text, let isError):
      append(LogLine(text: TerminalText.plain(text), isError: isError))
    case .finished(let status, let seconds): phase = .finished(status: status, seconds: seconds)
    case .failed(let reason): phase = .failed(reason)
    }
  }

  private mutating func append(_ line: LogLine) {
    lines.append(line)
    if lines.count > Self.greatestLineCount {
      let excess = Self.greatestLineCount / 4
      lines.removeFirst(excess)
      droppedCount += excess
      list.move(by: -excess)
    }
    list.setCount(lines.count)
    if isFollowing { list.moveToEnd() }
  }

  mutating func settle(in layout: Layout) {
    // The command and the result take two rows.
    list.setHeight(layout.body.height - layout.frameRows - 2)
    if isFollowing { list.moveToEnd() }
  }

  /// Moves to a line that contains what is searched for, round the end.
  mutating func moveToHit(from start: Int, by step: Int) {
    let wanted = Array(find.text.lowercased().utf8)
    guard !wanted.isEmpty else { return }
    move(from: start, by: step) { $0.text.contains(lowercased: wanted) }
  }

  mutating func moveToError(by step: Int) {
    move(from: list.cursor + step, by: step, where: \.isError)
  }

  private mutating func move(from start: Int, by step: Int, where matches: (LogLine) -> Bool) {
    for distance in 0..<lines.count {
      let row = ((start + step * distance) % lines.count + lines.count) % lines.count
      if matches(lines[row]) {
        isFollowing = false
        list.move(to: row)
        return
      }
    }
  }
}
