import Foundation

/// An open file or folder, closed when its owner goes.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Opens `name` in the folder `folder` (`AT_FDCWD` for the working one); nil leaves `errno`.
  ///
  /// Never waits for the other end of a FIFO.
  static func open(
    _ name: String,
    in folder: Int32 = AT_FDCWD,
    flags: Int32 = O_RDONLY,
    mode: mode_t = 0
  ) -> Descriptor? {
    while true {
      let number = openat(folder, name, flags | O_NONBLOCK | O_CLOEXEC, mode)
      if number >= 0 { return Descriptor(owning: number) }
      guard errno == EINTR else { return nil }
    }
  }

  /// The file's status; nil leaves `errno`.
  borrowing func status() -> stat? {
    var status = stat()
    return fstat(number, &status) == 0 ? status : nil
  }

  /// Reads into `buffer`; the bytes read, 0 at the end, -1 leaves `errno`.
  borrowing func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Foundation.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  /// Writes all of `bytes` from the current position on; false leaves `errno`.
  borrowing func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        let count = Foundation.write(number, rest.baseAddress, rest.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }
  }

  /// All bytes from the current position on; nil leaves `errno`, also for more than the limit.
  borrowing func all(limit: Int = FileReading.limit) -> [UInt8]? {
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { buffer, filled in
        count = read(into: UnsafeMutableRawBufferPointer(buffer))
        filled = max(count, 0)
      }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += piece
      guard bytes.count <= limit else {
        errno = EFBIG
        return nil
      }
    }
  }

  /// Has the content reach the disk; false leaves `errno`.
  borrowing func synchronize() -> Bool {
    while fsync(number) != 0 { guard errno == EINTR else { return false } }
    return true
  }
}

// MARK: - Folders

/// One name in a folder.
struct FolderEntry {
  /// As the file system has it: not always UTF-8.
  var name: [UInt8]
  /// One of `DT_…`.
  var type: UInt8
}

extension Descriptor {
  /// What is in the folder, without `.` and `..`, in no order; nil leaves `errno`.
  borrowing func entries() -> [FolderEntry]? {
    // The stream closes what it reads from, so it gets its own.
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let stream = fdopendir(copy) else { return nil }
    defer { closedir(stream) }
    var entries: [FolderEntry] = []
    while true {
      // Only `errno` tells a failure from the end, and anything in between may set it.
      errno = 0
      guard let entry = readdir(stream) else { return errno == 0 ? entries : nil }
      let type = UInt8(entry.pointee.d_type)
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { name in
        Array(name.prefix { $0 != 0 })
      }
      let isDots = name == [0x2E] || name == [0x2E, 0x2E]
      if !isDots { entries.append(FolderEntry(name: name, type: type)) }
    }
  }

  /// The names in the folder that are UTF-8; nil leaves `errno`.
  borrowing func names() -> [String]? {
    entries()?.compactMap { String(validating: $0.name, as: UTF8.self) }
  }
}

extension stat {
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
