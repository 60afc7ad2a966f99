import CFiles
import Foundation

/// Reads the first bytes of one file after the other into the same memory.
///
/// One thread has it, and shares it without a copy.
package final class FileHead {
  /// Enough for the frontmatter of nearly every file, and one page.
  package static let size = 4096
  /// Enough for most: to copy more out of the page cache takes as long as to open the file.
  private static let firstSize = 1024

  // Nothing that is called while one of these changes could read it, so that nobody need watch that.
  private let buffer: UnsafeMutableRawBufferPointer
  @exclusivity(unchecked)
  private var count = 0
  /// The file that was read last; -1 for none.
  @exclusivity(unchecked)
  private var number: Int32 = -1
  /// The descriptors of files that were opened ahead, the next one last; -1 for what could not be opened.
  @exclusivity(unchecked)
  private var openedAhead: [Int32] = []
  /// Of the file that was read last; nil when nobody asked for it.
  @exclusivity(unchecked)
  package private(set) var status: FileStatus?
  /// Whether that is all of the file.
  @exclusivity(unchecked)
  package private(set) var isWhole = false

  package init() {
    buffer = .allocate(byteCount: Self.size, alignment: 64)
    buffer.bindMemory(to: UInt8.self)
  }

  deinit {
    if number >= 0 { _ = cfiles_close(number) }
    buffer.deallocate()
  }

  /// How many files are worth opening ahead.
  package static let aheadCount = max(1, min(16, (Descriptor.limit ?? 256) / 64))

  /// Opens the files that are read next, in that order, and has the disk fetch all their heads together: for
  /// one at a time, the kernel takes a quarter longer.
  package func openAhead(_ files: [(FolderFiles, Int)]) {
    for (files, index) in files {
      let file = files.open(index)
      file?.prefetch(Self.size)
      openedAhead.append(file?.released() ?? -1)
    }
    openedAhead.reverse()
  }

  private func open(_ files: FolderFiles, _ index: Int) -> Descriptor? {
    if let number = openedAhead.popLast(), number >= 0 { return Descriptor(owning: number) }
    return files.open(index)
  }

  /// Reads the head of the file at `index` of `files`, as much as most frontmatters take, and its status too
  /// when `asksStatus`.
  ///
  /// Throws when there is no regular file.
  package func read(
    _ files: FolderFiles,
    _ index: Int,
    asksStatus: Bool
  ) throws(FileError) {
    if number >= 0 { _ = cfiles_close(number) }
    number = -1
    count = 0
    isWhole = false
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
    guard read(file, to: Self.firstSize) else {
      throw .system(.read, path: files.path(index), code: errno)
    }
    number = file.released()
  }

  /// Reads more of the file that was read last; false when there is no more, or it is beyond the head.
  package func readOn() -> Bool {
    guard number >= 0, !isWhole, count < Self.size else { return false }
    let file = Descriptor(owning: number)
    let before = count
    let isRead = read(file, to: Self.size)
    number = file.released()
    return isRead && count > before
  }

  /// The status of the file that was read last, asked now where nobody did before; nil when that fails.
  package func askedStatus() -> FileStatus? {
    if status != nil || number < 0 { return status }
    let file = Descriptor(owning: number)
    status = file.status().map { FileStatus($0) }
    number = file.released()
    return status
  }

  /// Reads on until there are `end` bytes, or no more; false leaves `errno`.
  private func read(_ file: borrowing Descriptor, to end: Int) -> Bool {
    let read = file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count..<end]))
    guard read >= 0 else { return false }
    count += read
    isWhole = count < end && count >= status?.size ?? 0
    return true
  }

  /// The bytes that were read, until the next are.
  package var content: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      start: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self),
      count: count
    )
  }

  /// A copy of the bytes that were read.
  package var bytes: [UInt8] { Array(buffer[..<count]) }
}
