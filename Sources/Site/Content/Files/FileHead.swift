import Foundation

/// Reads the first bytes of one file after the other into the same memory.
package struct FileHead {
  /// Enough for the frontmatter of nearly every file, and one page.
  package static let size = 4096

  private var buffer = [UInt8](repeating: 0, count: size)
  private var count = 0
  /// The descriptors of files that were opened ahead, the next one last; -1 for what could not be opened.
  private var openedAhead: [Int32] = []
  /// Of the file that was read last; nil when nobody asked for it.
  package private(set) var status: FileStatus?

  package init() {}

  /// How many files are worth opening ahead.
  package static let aheadCount = max(1, min(16, (Descriptor.limit ?? 256) / 64))

  /// Opens the files that are read next, in that order, and has the disk fetch all their heads together: for
  /// one at a time, the kernel takes a quarter longer.
  package mutating func openAhead(_ files: some Sequence<(FolderFiles, Int)>) {
    for (files, index) in files {
      let file = files.open(index)
      file?.prefetch(Self.size)
      openedAhead.append(file?.released() ?? -1)
    }
    openedAhead.reverse()
  }

  private mutating func open(_ files: FolderFiles, _ index: Int) -> Descriptor? {
    if let number = openedAhead.popLast(), number >= 0 { return Descriptor(owning: number) }
    return files.open(index)
  }

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
    guard let file = open(files, index) else {
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
