/// Lines of a file, and what comes in the place of some of their bytes.
package struct Splice: Sendable, Equatable {
  /// Where the lines begin in the file, in bytes.
  let start: Int
  /// The number of the first of them, from 1.
  let line: Int
  /// The bytes of the lines.
  let before: [UInt8]
  /// Which of them go.
  private let hole: Range<Int>
  /// What comes there.
  private let filling: [UInt8]

  /// The lines as they will be.
  var after: [UInt8] { before[..<hole.lowerBound] + filling + before[hole.upperBound...] }

  /// The lines that differ, numbered as in the file.
  package var diff: LineDiff {
    var diff = LineDiff(from: before, to: after)
    for index in diff.lines.indices { diff.lines[index].number += line - 1 }
    return diff
  }
}

extension Splice {
  /// What makes `after` of `before`, with so many lines as `context` around it.
  init(from before: [UInt8], to after: [UInt8], context: Int) {
    let (head, tail) = Self.shared(before, after)
    let start = Self.lineStart(in: before, head, back: context)
    let end = Self.lineEnd(in: before, before.count - tail, on: context)
    self.init(
      start: start,
      line: before[..<start].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) },
      before: Array(before[start..<end]),
      hole: head - start..<before.count - tail - start,
      filling: Array(after[head..<after.count - tail])
    )
  }

  /// `after` in the place of `before`, which stand at `start` on `line`.
  init(from before: [UInt8], to after: [UInt8], at start: Int, line: Int) {
    let (head, tail) = Self.shared(before, after)
    self.init(
      start: start,
      line: line,
      before: before,
      hole: head..<before.count - tail,
      filling: Array(after[head..<after.count - tail])
    )
  }

  /// `bytes` with it; nil when the lines do not stand there.
  func applied(to bytes: [UInt8]) -> [UInt8]? {
    guard start + before.count <= bytes.count,
      bytes[start..<start + before.count].elementsEqual(before)
    else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count - hole.count + filling.count)
    result += bytes[..<(start + hole.lowerBound)]
    result += filling
    result += bytes[(start + hole.upperBound)...]
    return result
  }

  /// How many bytes both begin with, and then end with.
  private static func shared(_ before: [UInt8], _ after: [UInt8]) -> (head: Int, tail: Int) {
    let shared = min(before.count, after.count)
    var head = 0
    while head < shared, before[head] == after[head] { head += 1 }
    var tail = 0
    while tail < shared - head,
      before[before.count - 1 - tail] == after[after.count - 1 - tail]
    {
      tail += 1
    }
    return (head, tail)
  }

  private static func lineStart(in bytes: [UInt8], _ place: Int, back lines: Int) -> Int {
    var start = place
    var left = lines
    while start > 0 {
      if bytes[start - 1] == 0x0A {
        guard left > 0 else { break }
        left -= 1
      }
      start -= 1
    }
    return start
  }

  /// Where the line that `place` is in ends, and so many more.
  static func lineEnd(in bytes: [UInt8], _ place: Int, on lines: Int) -> Int {
    var end = place
    var left = lines
    while end < bytes.count {
      if end > 0, bytes[end - 1] == 0x0A {
        guard left > 0 else { break }
        left -= 1
      }
      end += 1
    }
    return end
  }
}
