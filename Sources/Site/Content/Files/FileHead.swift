import Foundation

/// Reads the first bytes of one file after the other into the same memory.
package struct FileHead {
  /// Enough for the frontmatter of nearly every file, and one page.
  package static let size = 4096

  private var buffer = [UInt8](repeating: 0, count: size)
  private var count = 0
  /// Of the file that was read last; nil when nobody asked for it.
  package private(set) var status: FileStatus?

  package init() {}

  /// Reads the head of the file at `index` of `files`, and its status too when `asksStatus`.
  ///
  /// Throws when there is no regular file.
  package mutating func read(
    _ files: FolderFiles,
    _ index: Int,
    asksStatus: Bool
  ) throws(FileError) {
    count = 0
    status = nil
    guard let file = files.open(index) else {
      throw .system(.open, path: files.path(index), code: errno)
    }
    // A link may lead to anything; what the walk found otherwise is a regular file.
    if asksStatus || files.hasLinks {
      guard let status = file.status() else {
        throw .system(.open, path: files.path(index), code: errno)
      }
      guard status.isRegular else { throw .notRegular(path: files.path(index)) }
      self.status = FileStatus(status)
    }
    let read = buffer.withUnsafeMutableBytes { file.read(into: $0) }
    guard read >= 0 else { throw .system(.read, path: files.path(index), code: errno) }
    count = read
  }

  /// Whether that is all of the file.
  package var isWhole: Bool { count < Self.size && count >= status?.size ?? 0 }

  /// Calls `body` with the bytes that were read.
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[..<count])) }
  }

  /// A copy of the bytes that were read.
  package var bytes: [UInt8] { Array(buffer[..<count]) }
}
