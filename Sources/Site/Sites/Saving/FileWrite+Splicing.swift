import Content
import Sessions

extension FileWrite {
  package static func hash(_ bytes: [UInt8]) -> String { name(of: FileHash.hash(bytes)) }

  /// A hash as it is recorded.
  static func name(of hash: UInt64) -> String { String(hash, radix: 16) }

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
    Splice(from: before ?? [], to: after ?? [], at: start, line: line).diff
  }

  /// What differs between what the write left and `bytes`, where they can be compared.
  func drift(to bytes: [UInt8]?) -> LineDiff {
    guard let after else { return LineDiff(from: [], to: bytes ?? []) }
    guard let bytes else { return LineDiff(from: after, to: []) }
    if Self.hash(after) == afterHash { return LineDiff(from: after, to: bytes) }
    let shared = zip(after, bytes.dropFirst(start)).prefix { $0 == $1 }.count
    guard shared < after.count else { return LineDiff(lines: []) }
    let end = min(bytes.count, start + after.count)
    let now = Array(bytes[min(start, bytes.count)..<Splice.lineEnd(in: bytes, end, on: 0)])
    var diff = LineDiff(from: after, to: now)
    for index in diff.lines.indices { diff.lines[index].number += line - 1 }
    return diff
  }
}
