import CFiles
import Foundation
import Synchronization

/// The files of one folder that a walk found, ready to be opened on any thread.
package final class FolderFiles: @unchecked Sendable {
  // What the pointers lead to never changes, which makes it Sendable.

  package let count: Int
  /// Whether one of them is a link: what it leads to may change without the folder.
  package let hasLinks: Bool
  // Each in memory of its own: threads would wait for each other to count references to a list.
  /// The folder's path relative to the walk's, empty or ending in a slash.
  private let prefix: UnsafeMutableBufferPointer<UInt8>
  /// Every name, with a zero after each.
  private let names: UnsafeMutableBufferPointer<UInt8>
  private let ends: UnsafeMutableBufferPointer<UInt32>
  /// The folder's own path, with a slash at its end.
  package let path: String
  private let folder: KeptFolder?
  /// Its descriptor, for as long as these are its files; -1 without one.
  private let folderNumber: Int32

  private init(_ builder: Builder, path: String, folder: KeptFolder?) {
    prefix = .allocate(capacity: builder.prefix.count)
    _ = prefix.initialize(from: builder.prefix)
    names = .allocate(capacity: builder.names.count)
    _ = names.initialize(from: builder.names)
    ends = .allocate(capacity: builder.ends.count)
    _ = ends.initialize(from: builder.ends)
    count = builder.ends.count
    hasLinks = builder.hasLinks
    self.path = path
    self.folder = folder
    folderNumber = folder?.descriptor.number ?? -1
  }

  deinit {
    prefix.deallocate()
    names.deallocate()
    ends.deallocate()
  }

  struct Builder {
    let prefix: [UInt8]
    var hasLinks = false
    fileprivate var names: [UInt8] = []
    fileprivate var ends: [UInt32] = []

    init(prefix: [UInt8]) { self.prefix = prefix }

    mutating func add(_ name: ArraySlice<UInt8>) {
      names += name
      ends.append(UInt32(names.count))
      names.append(0)
    }

    /// The files that were added; nil when there are none.
    func finish(
      root: String,
      _ folder: consuming Descriptor,
      _ openFolders: OpenFolders
    ) -> FolderFiles? {
      guard !ends.isEmpty else { return nil }
      let path = root + "/" + String(decoding: prefix, as: UTF8.self)
      return FolderFiles(self, path: path, folder: openFolders.keep(folder))
    }
  }

  /// Appends the bytes of the path of the file at `index`, relative to the walk's folder.
  package func appendPath(_ index: Int, to path: inout [UInt8]) {
    path.append(contentsOf: prefix)
    path.append(contentsOf: UnsafeMutableBufferPointer(rebasing: names[range(index)]))
  }

  /// Where the name of the file at `index` stands.
  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]) + 1)..<Int(ends[index])
  }

  /// The path of the file at `index`, relative to the walk's folder.
  package func path(_ index: Int) -> String {
    String(decoding: Array(prefix) + names[range(index)], as: UTF8.self)
  }

  /// Opens the file at `index` for reading; nil leaves `errno`.
  ///
  /// To look at a site is not to use its files: where the system lets us, it does not note the time.
  func open(_ index: Int) -> Descriptor? {
    let number = withName(index) { folder, name in
      var flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | Self.notingNoTime
      while true {
        let number = cfiles_open(folder, name, flags, 0)
        if number >= 0 || errno != EINTR && errno != EPERM { return number }
        if errno == EPERM {
          guard flags & Self.notingNoTime != 0 else { return number }
          // The file is somebody else's.
          flags &= ~Self.notingNoTime
        }
      }
    }
    return number < 0 ? nil : Descriptor(owning: number)
  }

  #if os(Linux)
  /// `O_NOATIME`, which Swift does not see.
  private static let notingNoTime: Int32 = 0o1_000_000
  #else
  private static let notingNoTime: Int32 = 0
  #endif

  /// Whether the file at `index` can be read without waiting for the disk; false where nobody knows.
  package func isCached(_ index: Int) -> Bool { open(index)?.isCached() ?? true }

  /// What the file system says of the file at `index`; nil when it cannot be asked.
  package func status(_ index: Int) -> FileStatus? {
    withName(index) { folder, name in
      var status = stat()
      return fstatat(folder, name, &status, 0) == 0 ? FileStatus(status) : nil
    }
  }

  private func withName<Result>(
    _ index: Int,
    _ body: (_ folder: Int32, _ name: UnsafePointer<CChar>) -> Result
  ) -> Result {
    guard folderNumber >= 0 else {
      return (path + String(decoding: names[range(index)], as: UTF8.self)).withCString {
        body(AT_FDCWD, $0)
      }
    }
    guard let first = names.baseAddress else { preconditionFailure("there is no such file") }
    // The name at the end of `names` has its zero too.
    return (first + range(index).lowerBound).withMemoryRebound(
      to: CChar.self,
      capacity: range(index).count + 1
    ) { body(folderNumber, $0) }
  }
}

/// How many folders are kept open for opening what is in them; beyond that, paths do.
package final class OpenFolders: Sendable {
  private let count = Atomic<Int>(0)
  private let limit: Int

  package init() {
    // A quarter of what the process may have open; a macOS terminal lets it have 256.
    limit = Descriptor.limit.map { min($0, 4096) / 4 } ?? 64
  }

  /// Has the kernel make room for the descriptors of all folders, to be called before there is a second thread.
  ///
  /// Linux enlarges its table when a number does not fit, from 64 on; once there are threads, each that
  /// opens a file waits until every processor has let go of the old one, some 10 ms.
  package static func makeRoom() {
    guard let limit = Descriptor.limit else { return }
    let last = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, Int32(min(limit, 1280) - 1))
    if last >= 0 { close(last) }
  }

  /// Keeps `folder` open; nil when there are enough, which closes it.
  fileprivate func keep(_ folder: consuming Descriptor) -> KeptFolder? {
    guard count.wrappingAdd(1, ordering: .relaxed).newValue <= limit else {
      release()
      return nil
    }
    return KeptFolder(folder, owner: self)
  }

  fileprivate func release() { count.wrappingSubtract(1, ordering: .relaxed) }
}

/// A folder that stays open as long as its files are wanted.
private final class KeptFolder: Sendable {
  let descriptor: Descriptor
  private let owner: OpenFolders

  init(_ descriptor: consuming Descriptor, owner: OpenFolders) {
    self.descriptor = descriptor
    self.owner = owner
  }

  deinit { owner.release() }
}
