#if canImport(Darwin)
import CoreServices
import Foundation
import Synchronization

/// What macOS says of some folders: FSEvents, which reports the folder in which something happened.
final class FolderEvents: Sendable {
  private struct Watched {
    /// As the system names them, links resolved, and as they were added.
    var folders: [String: Set<String>] = [:]
    /// What is watched with everything in it.
    var roots: [String] = []
  }

  private let watched = Mutex(Watched())
  private let streams = Mutex<[FolderStream]>([])
  private let report: @Sendable (FolderChanges) -> Void

  init?(report: @escaping @Sendable (FolderChanges) -> Void) { self.report = report }

  /// False when the system does not take it.
  func add(_ path: String) -> Bool {
    var folder = path
    while !FileManager.default.fileExists(atPath: folder),
      let slash = folder.dropLast().lastIndex(of: "/")
    {
      folder = String(folder[...slash])
    }
    let real = Self.resolved(folder)
    let isNew = watched.withLock { watched in
      watched.folders[real, default: []].insert(folder)
      guard !watched.roots.contains(where: { real.hasPrefix($0) }) else { return false }
      watched.roots.append(real)
      return true
    }
    guard isNew else { return true }
    guard let stream = FolderStream(real, report: { [weak self] in self?.happened(in: $0) }) else {
      return false
    }
    streams.withLock { $0.append(stream) }
    return true
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    let text = String(cString: real)
    return text.hasSuffix("/") ? text : text + "/"
  }

  /// `path` is nil when the system lost count.
  private func happened(in path: String?) {
    guard let path else { return report(.all) }
    let folder = path.hasSuffix("/") ? path : path + "/"
    if let names = watched.withLock({ $0.folders[folder] }) { report(.folders(names)) }
  }
}

/// One stream of events of a folder and all below it.
private final class FolderStream: @unchecked Sendable {
  // Set once in `init`, and only released in `deinit`.
  private var stream: FSEventStreamRef?

  /// What the system's stream keeps: an event may still be on its way when this one is gone.
  private final class Reporter {
    let report: @Sendable (String?) -> Void

    init(_ report: @escaping @Sendable (String?) -> Void) { self.report = report }
  }

  init?(_ root: String, report: @escaping @Sendable (String?) -> Void) {
    let reporter = Unmanaged.passRetained(Reporter(report))
    var context = FSEventStreamContext(
      version: 0,
      info: reporter.toOpaque(),
      retain: nil,
      release: { info in
        if let info { Unmanaged<Reporter>.fromOpaque(info).release() }
      },
      copyDescription: nil
    )
    let flags = kFSEventStreamCreateFlagUseCFTypes | kFSEventStreamCreateFlagNoDefer
    let callback: FSEventStreamCallback = { _, info, count, paths, flags, _ in
      guard let info else { return }
      let report = Unmanaged<Reporter>.fromOpaque(info).takeUnretainedValue().report
      let names = Unmanaged<CFArray>.fromOpaque(paths).takeUnretainedValue() as? [String] ?? []
      let lost = FSEventStreamEventFlags(
        kFSEventStreamEventFlagMustScanSubDirs | kFSEventStreamEventFlagUnmount
      )
      for (index, name) in names.enumerated() where index < count {
        report(flags[index] & lost == 0 ? name : nil)
      }
    }
    stream = FSEventStreamCreate(
      nil,
      callback,
      &context,
      [root] as CFArray,
      FSEventStreamEventId(kFSEventStreamEventIdSinceNow),
      0.02,
      FSEventStreamCreateFlags(flags)
    )
    guard let stream else {
      reporter.release()
      return nil
    }
    FSEventStreamSetDispatchQueue(stream, DispatchQueue(label: "frontis.folders"))
    guard FSEventStreamStart(stream) else { return nil }
  }

  deinit {
    guard let stream else { return }
    FSEventStreamStop(stream)
    FSEventStreamInvalidate(stream)
    FSEventStreamRelease(stream)
  }
}
#endif
