/// What the index remembers of one content file.
package struct IndexedFile: Sendable, Equatable {
  /// Relative to the site's root, `/` separated; unique in the index.
  package var path: String
  /// In bytes.
  package var size: Int64
  /// The modification time in nanoseconds since 1970.
  package var mtimeNanoseconds: Int64
  package var inode: UInt64
  /// The caller's hash of the content.
  package var hash: UInt64
  /// The caller's own encoding of what it knows of the file: the entries' values and problems.
  package var payload: [UInt8]

  package init(
    path: String,
    size: Int64,
    mtimeNanoseconds: Int64,
    inode: UInt64,
    hash: UInt64,
    payload: [UInt8]
  ) {
    self.path = path
    self.size = size
    self.mtimeNanoseconds = mtimeNanoseconds
    self.inode = inode
    self.hash = hash
    self.payload = payload
  }
}
