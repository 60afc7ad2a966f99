#if canImport(Glibc)
import Dispatch
import Foundation
import Glibc
import Synchronization

/// What Linux says of some folders: inotify(7).
final class FolderEvents: @unchecked Sendable {
  // Activated in `init` and cancelled in `deinit`, where nobody else has it: the rest is Sendable.
  private let source: any DispatchSourceRead
  private let number: Int32
  /// A folder may be reached by several paths.
  private let paths: Mutex<[Int32: Set<String>]>

  /// Nil when the system has no more of it to give.
  init?(report: @escaping @Sendable (FolderChanges) -> Void) {
    let number = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard number >= 0 else { return nil }
    self.number = number
    paths = Mutex([:])
    source = DispatchSource.makeReadSource(
      fileDescriptor: number,
      queue: DispatchQueue(label: "frontis.folders", qos: .userInitiated)
    )
    source.setEventHandler { [weak self] in
      if let changes = self?.read() { report(changes) }
    }
    source.setCancelHandler { close(number) }
    source.activate()
  }

  deinit { source.cancel() }

  private static let mask =
    UInt32(IN_CREATE | IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_DELETE | IN_MOVED_FROM)
    | UInt32(IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

  /// False when the system does not take it: there are no more watches, or the path is too long.
  func add(_ path: String) -> Bool {
    var path = path
    while true {
      let watch = inotify_add_watch(number, path, Self.mask)
      if watch >= 0 {
        _ = paths.withLock { $0[watch, default: []].insert(path) }
        return true
      }
      // What may not be read shows nothing that could change.
      if errno == EACCES { return true }
      guard errno == ENOENT || errno == ENOTDIR, let slash = path.dropLast().lastIndex(of: "/")
      else { return false }
      path = String(path[...slash])
    }
  }

  /// All that has happened; nil for nothing that could matter.
  private func read() -> FolderChanges? {
    var changes: FolderChanges?
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(number, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        add(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: &changes)
      }
    }
    return changes
  }

  private func add(_ bytes: UnsafeRawBufferPointer, to changes: inout FolderChanges?) {
    var place = 0
    while place + MemoryLayout<inotify_event>.size <= bytes.count {
      let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
      let start = place + MemoryLayout<inotify_event>.size
      place = start + Int(event.len)
      let name = bytes[start..<min(place, bytes.count)].prefix { $0 != 0 }
      guard let change = change(event, name: name) else { continue }
      if changes == nil { changes = change } else { changes?.formUnion(change) }
    }
  }

  private func change(
    _ event: inotify_event,
    name: Slice<UnsafeRawBufferPointer>
  ) -> FolderChanges? {
    if event.mask & UInt32(IN_Q_OVERFLOW | IN_UNMOUNT) != 0 { return .all }
    return paths.withLock { paths in
      if event.mask & UInt32(IN_IGNORED) != 0 {
        paths[event.wd] = nil
        return nil
      }
      // Editors and we keep hidden files while they write; of those only `.env` says something.
      let isHidden = name.first == UInt8(ascii: ".") && !name.starts(with: ".env".utf8)
      return isHidden ? nil : paths[event.wd].map { .folders($0) }
    }
  }
}
#endif
