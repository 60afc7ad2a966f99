import Content
import Sessions

extension FileWrite {
  /// The write that makes `after` of `before`.
  ///
  /// Of a large file, and of one among many, it keeps the lines that differ and a few more; else all
  /// of it, so that what somebody changed later can be shown wherever it stands.
  init(_ file: String, from before: [UInt8], to after: [UInt8], isOneOfMany: Bool) {
    let context = isOneOfMany || before.count + after.count > 512 << 10 ? 3 : Int.max
    let shared = min(before.count, after.count)
    var start = 0
    while start < shared, before[start] == after[start] { start += 1 }
    var tail = 0
    while tail < shared - start,
      before[before.count - 1 - tail] == after[after.count - 1 - tail]
    {
      tail += 1
    }
    start = Self.lineStart(in: before, start, back: context)
    tail = before.count - Self.lineEnd(in: before, before.count - tail, on: context)
    self.init(
      file: file,
      before: Array(before[start..<before.count - tail]),
      after: Array(after[start..<after.count - tail]),
      beforeHash: Self.hash(before),
      afterHash: Self.hash(after),
      start: start,
      line: before[..<start].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    )
  }

  package static func hash(_ bytes: [UInt8]) -> String { String(FileHash.hash(bytes), radix: 16) }

  /// The same write backwards.
  var reversed: FileWrite {
    FileWrite(
      file: file,
      before: after,
      after: before,
      beforeHash: afterHash,
      afterHash: beforeHash,
      start: start,
      line: line
    )
  }

  /// The lines that differ, numbered as in the file.
  var diff: LineDiff {
    var diff = LineDiff(from: before ?? [], to: after ?? [])
    for index in diff.lines.indices { diff.lines[index].number += line - 1 }
    return diff
  }

  /// `bytes` after the write; nil when they are not what it was made on.
  func applied(to bytes: [UInt8]) -> [UInt8]? {
    guard let before, let after, start + before.count <= bytes.count,
      bytes[start..<start + before.count].elementsEqual(before)
    else { return nil }
    let result = bytes[..<start] + after + bytes[(start + before.count)...]
    return afterHash == nil || afterHash == Self.hash(Array(result)) ? Array(result) : nil
  }

  /// What differs between what the write left and `bytes`, where they can be compared.
  func drift(to bytes: [UInt8]?) -> LineDiff {
    guard let after else { return LineDiff(from: [], to: bytes ?? []) }
    guard let bytes else { return LineDiff(from: after, to: []) }
    if Self.hash(after) == afterHash { return LineDiff(from: after, to: bytes) }
    let shared = zip(after, bytes.dropFirst(start)).prefix { $0 == $1 }.count
    guard shared < after.count else { return LineDiff(lines: []) }
    let end = min(bytes.count, start + after.count)
    let now = Array(bytes[min(start, bytes.count)..<Self.lineEnd(in: bytes, end, on: 0)])
    var diff = LineDiff(from: after, to: now)
    for index in diff.lines.indices { diff.lines[index].number += line - 1 }
    return diff
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

  private static func lineEnd(in bytes: [UInt8], _ place: Int, on lines: Int) -> Int {
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
