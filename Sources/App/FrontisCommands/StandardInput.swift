import Foundation

/// Where a command's data comes from.
///
/// `readLine()` is not used: at the end of the input it looks at an `errno` that a signal to any
/// thread may have left, and goes on for ever (Swift 6).
struct StandardInput: Sequence, IteratorProtocol {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// The next line without its end; nil at the end of the input.
  mutating func next() -> String? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return String(decoding: buffer[start..<end], as: UTF8.self)
      }
      guard !isAtEnd else {
        defer { start = buffer.count }
        return start < buffer.count ? String(decoding: buffer[start...], as: UTF8.self) : nil
      }
      searched = buffer.count - start
      read()
    }
  }

  private mutating func read() {
    buffer.removeFirst(start)
    start = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
      var length = Foundation.read(STDIN_FILENO, space.baseAddress, space.count)
      while length < 0, errno == EINTR {
        length = Foundation.read(STDIN_FILENO, space.baseAddress, space.count)
      }
      count = Swift.max(0, length)
    }
    isAtEnd = bytes.isEmpty
    buffer += bytes
  }
}
