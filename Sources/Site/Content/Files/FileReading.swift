import Foundation
import Synchronization

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

// MARK: - Many files

extension FileReading {
  /// How many files are read at once: with a cold disk cache 16 take less than half as long as one.
  package static let width = 16

  /// Reads every file and hands each to `body` on a thread of its own pool, in no order.
  ///
  /// `read` is `whole` or `head` with the caller's options. Returns when all are done, or soon
  /// after the task is cancelled: then files not yet begun are left out.
  @concurrent package static func forEach(
    _ paths: [String],
    width: Int = FileReading.width,
    read: @escaping @Sendable (_ path: String) throws(FileError) -> FileBytes,
    body: @escaping @Sendable (_ index: Int, _ file: Result<FileBytes, FileError>) -> Void
  ) async {
    guard !paths.isEmpty else { return }
    let queue = ReadQueue(count: paths.count, width: max(1, min(width, paths.count)))
    await withTaskCancellationHandler {
      await withCheckedContinuation { finished in
        for _ in 0..<queue.width {
          let thread = Thread {
            while let range = queue.take() {
              for index in range {
                body(index, Result { () throws(FileError) in try read(paths[index]) })
              }
            }
            if queue.leave() { finished.resume() }
          }
          thread.stackSize = 8 << 20
          thread.start()
        }
      }
    } onCancel: {
      queue.stop()
    }
  }
}

/// Hands out the indices of a list to several threads.
private final class ReadQueue: Sendable {
  let width: Int
  private let count: Int
  private let next = Atomic<Int>(0)
  private let running: Atomic<Int>

  init(count: Int, width: Int) {
    self.count = count
    self.width = width
    running = Atomic(width)
  }

  /// The next few indices, or nil when none is left.
  func take() -> Range<Int>? {
    let size = max(1, min(32, count / (width * 4)))
    let start = next.wrappingAdd(size, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + size, count) : nil
  }

  /// Whether the thread that leaves is the last one.
  func leave() -> Bool {
    running.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0
  }

  func stop() { next.store(count, ordering: .relaxed) }
}
