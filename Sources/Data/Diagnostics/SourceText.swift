/// The bytes of a file, with lines and columns worked out only for what is shown.
package struct SourceText: Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }
  package init(_ text: String) { self.bytes = Array(text.utf8) }
}

/// A place in a file as people and editors count it.
package struct SourcePosition: Sendable, Hashable, Comparable {
  /// Counts from 1; a line ends at LF, CR LF or a lone CR.
  package var line: Int
  /// 1-based, in Unicode scalars; a byte order mark at the file's start does not count.
  package var column: Int
  /// 0-based, in bytes from the file's start.
  package var offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }

  package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    left.offset < right.offset
  }
}

/// Bytes `lower..<upper` of a file, 0-based.
package typealias SourceRange = Range<Int>

// MARK: - Positions

extension SourceText {
  /// The position of the byte at `offset`, clamped to the file, in O(`offset`).
  package func position(at offset: Int) -> SourcePosition {
    let offset = Swift.min(Swift.max(offset, 0), bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var line = 1
      var lineStart = bytes.starts(with: Self.byteOrderMark) && offset >= 3 ? 3 : 0
      var index = lineStart
      while index < offset {
        let byte = bytes[index]
        index += 1
        if byte == 0x0A {
          line += 1
          lineStart = index
        } else if byte == 0x0D, index >= bytes.count || bytes[index] != 0x0A {
          line += 1
          lineStart = index
        }
      }
      var column = 1
      index = lineStart
      while index < offset {
        if bytes[index] & 0xC0 != 0x80 { column += 1 }
        index += 1
      }
      return SourcePosition(line: line, column: column, offset: offset)
    }
  }

  /// The start and end of `range` as positions.
  package func positions(of range: SourceRange) -> (start: SourcePosition, end: SourcePosition) {
    (position(at: range.lowerBound), position(at: range.upperBound))
  }

  /// The byte offsets at which lines begin, the first always 0; of no more than `limit` lines.
  package func lineStarts(limit: Int = .max) -> [Int] {
    var starts = [0]
    for index in bytes.indices {
      if starts.count >= limit { break }
      let isLone = bytes[index] == 0x0D && (index + 1 >= bytes.count || bytes[index + 1] != 0x0A)
      if bytes[index] == 0x0A || isLone { starts.append(index + 1) }
    }
    return starts
  }

  /// The text of `range`, invalid UTF-8 shown as U+FFFD.
  package func text(in range: SourceRange) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
