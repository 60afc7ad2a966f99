import Foundation

/// All names in a folder, in two buffers.
struct FolderNames {
  /// One name after the other, as the file system has them: not always UTF-8.
  private(set) var bytes: [UInt8] = []
  private var places: [Place] = []

  struct Place {
    var start: UInt32
    var end: UInt32
    /// One of `DT_…`.
    var type: UInt8

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  fileprivate mutating func add(_ name: UnsafeRawBufferPointer, type: UInt8) {
    let start = UInt32(bytes.count)
    bytes += name
    places.append(Place(start: start, end: UInt32(bytes.count), type: type))
  }

  /// Where the names are, sorted by their bytes.
  func sortedPlaces() -> [Place] {
    bytes.withUnsafeBytes { bytes in
      places.sorted { left, right in
        let (one, other) = (bytes[left.range], bytes[right.range])
        guard let first = one.base.baseAddress else { return false }
        let order = memcmp(
          first + one.startIndex,
          first + other.startIndex,
          min(one.count, other.count)
        )
        return order == 0 ? one.count < other.count : order < 0
      }
    }
  }

  /// The names that are UTF-8, in no order.
  var texts: [String] {
    places.compactMap { String(validating: bytes[$0.range], as: UTF8.self) }
  }
}

extension Descriptor {
  /// What is in the folder, without `.` and `..`; nil leaves `errno`.
  borrowing func list() -> FolderNames? {
    // The stream closes what it reads from, so it gets its own.
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let stream = fdopendir(copy) else { return nil }
    defer { closedir(stream) }
    var names = FolderNames()
    while true {
      // Only `errno` tells a failure from the end, and anything in between may set it.
      errno = 0
      guard let entry = readdir(stream) else { return errno == 0 ? names : nil }
      let type = UInt8(entry.pointee.d_type)
      withUnsafeBytes(of: &entry.pointee.d_name) { name in
        let count = name.firstIndex(of: 0) ?? name.count
        let isDots = count <= 2 && name[..<count].allSatisfy { $0 == UInt8(ascii: ".") }
        if !isDots { names.add(UnsafeRawBufferPointer(rebasing: name[..<count]), type: type) }
      }
    }
  }

  /// The names in the folder that are UTF-8; nil leaves `errno`.
  borrowing func names() -> [String]? { list()?.texts }
}
