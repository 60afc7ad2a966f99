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
  package var inode: UInt64

  package init(size: Int64, modified: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }

  init(_ status: stat) {
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    size = Int64(status.st_size)
    modified = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    inode = UInt64(status.st_ino)
  }

  /// The stamp of a file in this state that holds `bytes`.
  package func stamp(of bytes: [UInt8]) -> FileStamp {
    FileStamp(size: size, modified: modified, inode: inode, hash: FileHash.hash(bytes))
  }
}
