import CFiles
import Foundation

/// An open file or folder, closed when its owner goes.
struct Descriptor: ~Copyable {
  let number: Int32

  init(owning number: Int32) { self.number = number }

  deinit { _ = cfiles_close(number) }

  /// How many the process may have open; nil when it cannot be asked.
  static var limit: Int? {
    var files = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files) == 0 else { return nil }
    return Int(clamping: files.rlim_cur)
  }

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
      let number = cfiles_open(folder, name, flags | O_NONBLOCK | O_CLOEXEC, UInt32(mode))
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
      let count = cfiles_read(number, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  /// Has the disk fetch the first `count` bytes, without waiting for them.
  borrowing func prefetch(_ count: Int) {
    #if os(Linux)
    // Advice alone: what comes of it does not matter.
    _ = posix_fadvise(number, 0, count, POSIX_FADV_WILLNEED)
    #endif
  }

  /// Whether reading its first byte would not wait for the disk; false where nobody knows.
  borrowing func isCached() -> Bool { cfiles_is_cached(number) != 0 }

  /// Gives the number away, which is not closed.
  consuming func released() -> Int32 {
    let number = number
    discard self
    return number
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

extension stat {
  var isRegular: Bool { st_mode & S_IFMT == S_IFREG }
  var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
