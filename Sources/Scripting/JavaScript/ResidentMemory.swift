import Foundation

extension ExecutionLimit {
  /// Bytes of the process in memory; 0 where that cannot be told, which turns the limit off.
  static func residentBytes() -> Int {
    #if os(Linux)
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { close(descriptor) }
    return withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      guard count > 0 else { return 0 }
      // proc(5), statm: the second number is the resident set in pages.
      var fields = buffer[..<count].split(separator: 0x20).makeIterator()
      _ = fields.next()
      let pages = fields.next()?.reduce(0) { $0 * 10 + Int($1) - 0x30 } ?? 0
      return pages * pageSize
    }
    #else
    return 0
    #endif
  }

  private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
}
