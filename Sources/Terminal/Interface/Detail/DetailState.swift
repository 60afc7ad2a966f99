import Diagnostics
import Screen
import Sites
import Values
import Widgets

/// One entry's source with its problems marked.
struct DetailState: Sendable {
  enum Row: Sendable, Equatable {
    /// A line of the file, 0-based.
    case source(Int)
    /// The mark and words of a problem, by its number in `problems`.
    case mark(Int)
  }

  private(set) var entry: OpenEntry
  /// By place in the file, those without one first.
  private(set) var problems: [Problem]
  private(set) var rows: [Row] = []
  /// Offsets at which lines begin.
  private(set) var lineStarts: [Int] = []
  /// The lines of the frontmatter that are of a text over several lines.
  private(set) var textLines: Set<Int> = []
  var list = ListState()
  /// How many cells are scrolled off at the left.
  var column = 0
  /// The problem that the cursor is at; nil when there is none.
  private(set) var current: Int?
  var find = TextField()
  var isFindOpen = false

  init(_ entry: OpenEntry, at path: ValuePath? = nil) {
    self.entry = entry
    problems = []
    take(entry)
    if let path, let index = problems.firstIndex(where: { $0.path == path }) {
      moveToProblem(index)
    } else if let first = problems.indices.first {
      moveToProblem(first)
    }
  }

  /// The file was read again; the cursor stays on its line.
  mutating func replace(with entry: OpenEntry) {
    let line = position.line
    take(entry)
    moveToLine(line - 1)
    followCursor()
  }

  private mutating func take(_ entry: OpenEntry) {
    self.entry = entry
    problems = entry.problems.sorted {
      ($0.span?.start.offset ?? -1) < ($1.span?.start.offset ?? -1)
    }
    lineStarts = SourceText(entry.bytes).lineStarts()
    if lineStarts.count > 1, lineStarts.last == entry.bytes.count { lineStarts.removeLast() }
    let frontmatterCount = lineStarts.prefix(5_000).prefix { $0 < entry.bodyStart }.count
    textLines = SourceColors.textLines(frontmatterCount, text(ofLine:))
    var marks: [Int: [Int]] = [:]
    for (index, problem) in problems.enumerated() {
      guard let span = problem.span else { continue }
      marks[min(span.start.line, lineStarts.count) - 1, default: []].append(index)
    }
    rows = []
    for line in lineStarts.indices {
      rows.append(.source(line))
      rows += marks[line, default: []].map(Row.mark)
    }
    list.setCount(rows.count)
    current = problems.isEmpty ? nil : min(current ?? 0, problems.count - 1)
  }
}

// MARK: - Reading

extension DetailState {
  var currentProblem: Problem? { current.map { problems[$0] } }

  /// The place that an editor should open at, 1-based.
  var position: (line: Int, column: Int) {
    switch rows.isEmpty ? .source(0) : rows[list.cursor] {
    case .source(let line):
      if let start = currentProblem?.span?.start, start.line == line + 1 {
        return (start.line, start.column)
      }
      return (line + 1, 1)
    case .mark(let index):
      guard let start = problems[index].span?.start else { return (1, 1) }
      return (start.line, start.column)
    }
  }

  /// The text of a line without its ending; invalid UTF-8 shows as U+FFFD.
  func text(ofLine line: Int) -> String {
    let start = lineStarts[line]
    let end = line + 1 < lineStarts.count ? lineStarts[line + 1] : entry.bytes.count
    var bytes = entry.bytes[start..<end].prefix(4000)
    while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
    if line == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Moving

extension DetailState {
  /// The cursor has moved: the problem on its line is the current one.
  mutating func followCursor() {
    guard list.cursor < rows.count else { return }
    switch rows[list.cursor] {
    case .mark(let index): current = index
    case .source(let line):
      current = problems.firstIndex { $0.span?.start.line == line + 1 } ?? current
    }
  }

  mutating func moveToLine(_ line: Int) {
    list.move(to: rows.firstIndex(of: .source(line)) ?? list.cursor)
  }

  mutating func moveToProblem(_ index: Int) {
    current = index
    guard let start = problems[index].span?.start else { return }
    moveToLine(min(start.line, lineStarts.count) - 1)
  }

  mutating func moveToProblem(by step: Int) {
    guard !problems.isEmpty else { return }
    let next = (current ?? -step) + step
    moveToProblem((next + problems.count) % problems.count)
  }

  /// Moves to the next line that contains what is searched for, round the end.
  mutating func moveToHit(from start: Int, by step: Int) {
    let wanted = Array(find.text.lowercased().utf8)
    guard !wanted.isEmpty, !rows.isEmpty else { return }
    for distance in 0..<rows.count {
      let row = ((start + step * distance) % rows.count + rows.count) % rows.count
      if case .source(let line) = rows[row], text(ofLine: line).contains(lowercased: wanted) {
        list.move(to: row)
        followCursor()
        return
      }
    }
  }
}
