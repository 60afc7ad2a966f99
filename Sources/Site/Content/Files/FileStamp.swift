import Foundation

/// What tells one state of a file from another.
package struct FileStamp: Sendable, Hashable {
  /// Bytes.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  package var inode: UInt64
  /// xxHash64 of the whole content; decides whether the file changed.
  package var hash: UInt64

  package init(size: Int64, modified: Int64, inode: UInt64, hash: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
    self.hash = hash
  }
}

/// What the file system says about a file, without its content.
package struct FileStatus: Sendable, Hashable {
  /// Bytes.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// When content, name or owner last changed, in nanoseconds since 1970; cannot be set by programs.
  package var changed: Int64
  package var inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// The status of the file at `path`; nil when it cannot be asked.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init(_ status: stat) {
    #if canImport(Darwin)
    let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
    #else
    let (modified, changed) = (status.st_mtim, status.st_ctim)
    #endif
    size = Int64(status.st_size)
    self.modified = modified.nanoseconds
    self.changed = changed.nanoseconds
    inode = UInt64(status.st_ino)
  }

  /// The stamp of a file in this state that holds `bytes`.
  package func stamp(of bytes: [UInt8]) -> FileStamp {
    FileStamp(size: size, modified: modified, inode: inode, hash: FileHash.hash(bytes))
  }
}

extension timespec {
  /// Since 1970.
  fileprivate var nanoseconds: Int64 {
    Int64(tv_sec) &* 1_000_000_000 &+ Int64(tv_nsec)
  }
}
