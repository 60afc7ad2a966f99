import Foundation

/// What was read of a file.
package struct FileBytes: Sendable {
  /// The file's first bytes, all of them when `isWhole`.
  package var bytes: [UInt8]
  package var status: FileStatus
  package var isWhole: Bool
}

/// Reading files that anyone may have put there: never waits, never reads without a limit.
package enum FileReading {
  /// Bytes beyond which a content file is refused, unless said otherwise.
  package static let limit = 64 << 20

  /// Whether the file at `path` can be read without waiting for the disk; false where nobody knows.
  package static func isCached(_ path: String) -> Bool {
    Descriptor.open(path)?.isCached() ?? true
  }

  /// The whole file at `path`, an absolute path or one in the working folder.
  package static func whole(
    _ path: String,
    limit: Int = FileReading.limit
  ) throws(FileError) -> FileBytes {
    try head(path, limit: limit) { _ in false }
  }

  /// The first bytes of the file at `path`, in growing pieces from 4 KB, until `isEnough`.
  ///
  /// `isEnough` sees all bytes so far after each piece. Throws when there is no regular file, and
  /// when more than `limit` bytes are needed.
  package static func head(
    _ path: String,
    limit: Int = FileReading.limit,
    isEnough: (_ bytes: [UInt8]) -> Bool
  ) throws(FileError) -> FileBytes {
    guard let file = Descriptor.open(path), let status = file.status() else {
      throw .system(.open, path: path, code: errno)
    }
    guard status.isRegular else { throw .notRegular(path: path) }
    let (bytes, isWhole) = try read(file, status, path: path, limit: limit, isEnough: isEnough)
    return FileBytes(bytes: bytes, status: FileStatus(status), isWhole: isWhole)
  }

  private static func read(
    _ file: borrowing Descriptor,
    _ status: stat,
    path: String,
    limit: Int,
    isEnough: (_ bytes: [UInt8]) -> Bool
  ) throws(FileError) -> (bytes: [UInt8], isWhole: Bool) {
    var bytes: [UInt8] = []
    var piece = firstPiece
    while bytes.count <= limit {
      // One byte more than is left shows the end without another call.
      let left = max(Int(status.st_size) - bytes.count, 0) + 1
      let before = bytes.count
      var count = 0
      let room = min(piece, left, limit + 1 - before)
      bytes.append(addingCapacity: room) { free in
        count = file.read(into: free)
        return max(count, 0)
      }
      guard count >= 0 else { throw .system(.read, path: path, code: errno) }
      if count == 0 { return (bytes, true) }
      let isAtEnd = count < room && bytes.count >= Int(status.st_size)
      if isEnough(bytes) { return (bytes, isAtEnd) }
      if isAtEnd { return (bytes, true) }
      piece = min(piece * 4, 4 << 20)
    }
    throw .tooBig(path: path, limit: limit)
  }

  private static let firstPiece = 4096
}

extension [UInt8] {
  /// Appends what `fill` puts into `count` free bytes; it returns how many it filled.
  fileprivate mutating func append(
    addingCapacity count: Int,
    _ fill: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fill(UnsafeMutableRawBufferPointer(buffer))
    }
    if isEmpty { self = piece } else { self += piece }
  }
}
