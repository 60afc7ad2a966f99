/// The newest lines of a build's output: at most 10,000 of them and 4 MiB.
package struct BuildLog: Sendable {
  private static let maximumLines = 10_000
  private static let maximumBytes = 4 << 20
  /// A longer line is broken.
  private static let maximumLineLength = 8_192

  /// The number of lines that came before the first one kept.
  package private(set) var droppedCount = 0
  private var lines: [String] = []
  /// Where the kept lines begin in `lines`; moved on, and the array shortened now and then.
  private var start = 0
  private var bytes = 0
  /// The line whose end has not come.
  private var partial: [UInt8] = []

  package init() {}

  /// The number of all lines so far, kept or not.
  package var count: Int { droppedCount + lines.count - start }

  /// The events from line `position` on, which counts from 0 with the dropped ones.
  package func events(from position: Int) -> [BuildEvent] {
    var events: [BuildEvent] = []
    if position < droppedCount { events.append(.dropped(droppedCount - position)) }
    let first = max(position - droppedCount, 0) + start
    if first < lines.count { events += lines[first...].map(BuildEvent.line) }
    return events
  }

  /// Adds output, whose pieces may end anywhere.
  package mutating func append(_ output: [UInt8]) {
    for byte in output {
      if byte == 0x0A {
        if partial.last == 0x0D { partial.removeLast() }
        endLine()
      } else {
        partial.append(byte)
        if partial.count >= Self.maximumLineLength { endLine() }
      }
    }
  }

  /// Makes a line of what is left without an end.
  package mutating func finish() {
    if !partial.isEmpty { endLine() }
  }

  private mutating func endLine() {
    let line = String(decoding: partial, as: UTF8.self)
    partial.removeAll(keepingCapacity: true)
    lines.append(line)
    bytes += line.utf8.count
    while lines.count - start > Self.maximumLines || bytes > Self.maximumBytes {
      bytes -= lines[start].utf8.count
      lines[start] = ""
      start += 1
      droppedCount += 1
    }
    if start > Self.maximumLines {
      lines.removeFirst(start)
      start = 0
    }
  }
}
