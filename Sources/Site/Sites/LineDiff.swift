/// The lines that differ between two versions of a file, with the lines around them.
package struct LineDiff: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case kept, removed, added
  }

  package struct Line: Sendable, Equatable {
    package var kind: Kind
    /// 1-based, in the old file for kept and removed lines, in the new one for added lines.
    package var number: Int
    /// Without its line ending; invalid UTF-8 shown as U+FFFD.
    package var text: String
    package var ending: Ending

    package init(kind: Kind, number: Int, text: String, ending: Ending = .lf) {
      self.kind = kind
      self.number = number
      self.text = text
      self.ending = ending
    }
  }

  /// What stands after a line's text.
  package enum Ending: Sendable, Equatable {
    case lf, crlf
    /// The file ends without a line ending.
    case none
  }

  /// In the order of the file; empty when nothing differs.
  package var lines: [Line]

  /// How many lines are new, gone or other ones; a line in place of another counts once.
  package var changedLineCount: Int {
    var count = 0
    var (removed, added) = (0, 0)
    for line in lines {
      switch line.kind {
      case .removed: removed += 1
      case .added: added += 1
      case .kept:
        count += max(removed, added)
        (removed, added) = (0, 0)
      }
    }
    return count + max(removed, added)
  }

  package init(lines: [Line]) { self.lines = lines }
}

extension LineDiff {
  /// The difference between `old` and `new`, with `context` kept lines around each change.
  ///
  /// The longest common subsequence of the lines between the first and the last change; where that
  /// would take over a million comparisons, all of them count as replaced.
  package init(from old: [UInt8], to new: [UInt8], context: Int = 2) {
    let before = Self.split(old)
    let after = Self.split(new)
    var head = 0
    while head < before.count, head < after.count, before[head] == after[head] { head += 1 }
    var tail = 0
    while tail < before.count - head, tail < after.count - head,
      before[before.count - 1 - tail] == after[after.count - 1 - tail]
    {
      tail += 1
    }
    guard head + tail < before.count || head + tail < after.count else {
      self.init(lines: [])
      return
    }
    let middle = Self.changes(
      Array(before[head..<before.count - tail]),
      Array(after[head..<after.count - tail]),
      from: head
    )
    let leading = (max(0, head - context)..<head).map { Self.line(.kept, $0, before[$0]) }
    let end = before.count - tail
    let trailing = (end..<min(before.count, end + context)).map { Self.line(.kept, $0, before[$0]) }
    self.init(lines: leading + Self.trim(middle, context: context) + trailing)
  }

  /// The lines of `bytes` with their endings.
  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    return lines
  }

  private static func line(_ kind: Kind, _ index: Int, _ bytes: ArraySlice<UInt8>) -> Line {
    let ending: Ending =
      bytes.last != 0x0A ? .none : bytes.dropLast().last == 0x0D ? .crlf : .lf
    let text = bytes.dropLast(ending == .none ? 0 : ending == .crlf ? 2 : 1)
    return Line(
      kind: kind,
      number: index + 1,
      text: String(decoding: text, as: UTF8.self),
      ending: ending
    )
  }

  private static func changes(
    _ old: [ArraySlice<UInt8>],
    _ new: [ArraySlice<UInt8>],
    from offset: Int
  ) -> [Line] {
    guard old.count * new.count <= 1_000_000 else {
      return old.enumerated().map { line(.removed, offset + $0.offset, $0.element) }
        + new.enumerated().map { line(.added, offset + $0.offset, $0.element) }
    }
    // common[i][j]: how many lines old[i...] and new[j...] have in common.
    let width = new.count + 1
    var common = [Int32](repeating: 0, count: (old.count + 1) * width)
    for i in old.indices.reversed() {
      for j in new.indices.reversed() {
        common[i * width + j] =
          old[i] == new[j]
          ? common[(i + 1) * width + j + 1] + 1
          : max(common[(i + 1) * width + j], common[i * width + j + 1])
      }
    }
    var lines: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, old[i] == new[j] {
        lines.append(line(.kept, offset + i, old[i]))
        i += 1
        j += 1
      } else if i < old.count,
        j == new.count || common[(i + 1) * width + j] >= common[i * width + j + 1]
      {
        lines.append(line(.removed, offset + i, old[i]))
        i += 1
      } else {
        lines.append(line(.added, offset + j, new[j]))
        j += 1
      }
    }
    return lines
  }

  /// Drops kept lines further than `context` from any change.
  private static func trim(_ lines: [Line], context: Int) -> [Line] {
    let changes = lines.indices.filter { lines[$0].kind != .kept }
    return lines.indices.filter { index in
      lines[index].kind != .kept || changes.contains { abs($0 - index) <= context }
    }.map { lines[$0] }
  }
}

extension LineDiff {
  /// The difference as a unified diff of `file`, ready for `patch`; empty when nothing differs.
  package func unified(file: String) -> String {
    guard !lines.isEmpty else { return "" }
    var text = "--- a/\(file)\n+++ b/\(file)\n"
    for hunk in hunks {
      let old = hunk.filter { $0.kind != .added }
      let new = hunk.filter { $0.kind != .removed }
      let shift = hunkShift(before: hunk[0])
      let oldStart = old.first?.number ?? (new.first.map { $0.number - shift - 1 } ?? 0)
      // A side without lines is named by the line before it.
      let newStart = oldStart + shift + (old.isEmpty ? 1 : 0) - (new.isEmpty ? 1 : 0)
      text += "@@ -\(oldStart),\(old.count) +\(newStart),\(new.count) @@\n"
      for line in hunk {
        let sign =
          switch line.kind {
          case .kept: " "
          case .removed: "-"
          case .added: "+"
          }
        let ending =
          switch line.ending {
          case .lf: "\n"
          case .crlf: "\r\n"
          case .none: "\n\\ No newline at end of file\n"
          }
        text += "\(sign)\(line.text)\(ending)"
      }
    }
    return text
  }

  /// Runs of lines that stand together in the file.
  private var hunks: [[Line]] {
    var hunks: [[Line]] = []
    var lastOld = 0
    for line in lines {
      let isNext = line.kind == .added || line.number == lastOld + 1
      if hunks.isEmpty || !isNext { hunks.append([]) }
      hunks[hunks.count - 1].append(line)
      if line.kind != .added { lastOld = line.number }
    }
    return hunks
  }

  /// How many lines more the new file has before `line`.
  private func hunkShift(before line: Line) -> Int {
    guard let index = lines.firstIndex(of: line) else { return 0 }
    return lines[..<index].reduce(0) {
      $0 + ($1.kind == .added ? 1 : $1.kind == .removed ? -1 : 0)
    }
  }
}
