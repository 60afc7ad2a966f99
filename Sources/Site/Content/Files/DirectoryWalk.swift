import Diagnostics
import Foundation

/// One file that a walk found.
package struct WalkedFile: Sendable, Hashable {
  /// Relative to the walk's folder, `/` separated.
  package var path: String
  package var status: FileStatus
}

/// Something a walk met that is no readable file.
package struct WalkProblem: Sendable, Hashable {
  /// Relative to the walk's folder; what is not UTF-8 shown as U+FFFD.
  package var path: String
  package var kind: Kind

  package enum Kind: Sendable, Hashable {
    /// A folder that could not be listed, or a file whose status could not be had (an `errno`).
    case unreadable(Int32)
    /// A FIFO, device or socket under a name that matches.
    case notRegular
    /// A link to nothing, under a name that matches.
    case brokenLink
    /// A link to a folder that it stands in.
    case loop
    /// The name is not UTF-8.
    case notText
    /// The name has `#` or `?`, where Astro cuts the path.
    case cutByURL
    case tooDeep
    /// There are more files or folders than the walk's limit; the rest is left out.
    case tooMany
  }
}

/// Lists the files below a folder that a set of patterns matches.
///
/// Links to folders are followed, as tinyglobby does; nothing is opened but folders. Files come in
/// the order of their folders, sorted by bytes within each.
package struct DirectoryWalk {
  package private(set) var files: [WalkedFile] = []
  package private(set) var problems: [WalkProblem] = []

  private let globs: GlobSet
  private let limits: Limits
  private let root: String
  /// Folders met, those still to be read last.
  private var folders: [Folder] = []
  private var waiting: [Int] = []

  /// Where a walk stops.
  package struct Limits: Sendable {
    package var depth = 1000
    package var files = 1_000_000
    package var folders = 200_000

    package init() {}
  }

  private struct Folder {
    /// Empty or ending in a slash.
    var prefix: [UInt8]
    var parent: Int?
    var depth: Int
    var device: UInt64 = 0
    var inode: UInt64 = 0
  }

  /// Walks the folder at `root`.
  ///
  /// Throws when that one cannot be listed.
  package init(
    _ root: String,
    matching globs: GlobSet,
    limits: Limits = Limits()
  ) throws(FileError) {
    self.root = root
    self.globs = globs
    self.limits = limits
    let base = Array(globs.base.utf8)
    let start = Folder(prefix: base.isEmpty ? [] : base + [Self.slash], parent: nil, depth: 0)
    if let code = read(start) {
      // A missing base folder is an empty one: only the walk's own must be there.
      guard !base.isEmpty, code == ENOENT || code == ENOTDIR, Self.isFolder(root) else {
        throw .system(.list, path: root, code: code)
      }
    }
    while let next = waiting.popLast() {
      let folder = folders[next]
      if let code = read(folder, index: next) {
        report(.unreadable(code), folder.prefix.dropLast())
      }
    }
  }

  private static let slash = UInt8(ascii: "/")

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.isFolder
  }
}

// MARK: - One folder

extension DirectoryWalk {
  /// Lists `folder`; the `errno` when that fails.
  private mutating func read(_ folder: Folder, index: Int? = nil) -> Int32? {
    let path = root + "/" + String(decoding: folder.prefix, as: UTF8.self)
    guard let descriptor = Descriptor.open(path, flags: O_RDONLY | O_DIRECTORY),
      let status = descriptor.status()
    else { return errno }
    var folder = folder
    folder.device = UInt64(truncatingIfNeeded: status.st_dev)
    folder.inode = UInt64(truncatingIfNeeded: status.st_ino)
    if isAncestor(folder, of: folder.parent) {
      report(.loop, folder.prefix.dropLast())
      return nil
    }
    let index = index ?? folders.count
    if index == folders.count { folders.append(folder) } else { folders[index] = folder }
    guard var entries = descriptor.entries() else { return errno }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    let firstWaiting = waiting.count
    for entry in entries { add(entry, in: index, descriptor) }
    waiting[firstWaiting...].reverse()
    return nil
  }

  private mutating func add(_ entry: FolderEntry, in parent: Int, _ folder: borrowing Descriptor) {
    let path = folders[parent].prefix + entry.name
    guard UTF8Validity.firstInvalid(in: path) == nil else { return report(.notText, path[...]) }
    var type = entry.type
    var known: stat?
    if type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN) {
      guard let status = Self.status(entry.name, in: folder) else {
        let code = errno
        let isBroken = code == ENOENT || code == ELOOP
        if matches(path) { report(isBroken ? .brokenLink : .unreadable(code), path[...]) }
        return
      }
      known = status
      type = UInt8(status.isFolder ? DT_DIR : status.isRegular ? DT_REG : DT_UNKNOWN)
    }
    if type == UInt8(DT_DIR) { return enter(path, from: parent) }
    guard matches(path) else { return }
    guard type == UInt8(DT_REG) else { return report(.notRegular, path[...]) }
    guard files.count < limits.files else { return reportTooMany() }
    let text = String(decoding: path, as: UTF8.self)
    guard !EntryID.isUnreadable(path: text) else { return report(.cutByURL, path[...]) }
    guard let status = known ?? Self.status(entry.name, in: folder) else {
      return report(.unreadable(errno), path[...])
    }
    files.append(WalkedFile(path: text, status: FileStatus(status)))
  }

  private static func status(_ name: [UInt8], in folder: borrowing Descriptor) -> stat? {
    var status = stat()
    let number = folder.number
    let result = (name + [0]).withUnsafeBytes { name in
      name.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { fstatat(number, $0, &status, 0) } ?? -1
      }
    }
    return result == 0 ? status : nil
  }

  private mutating func enter(_ path: [UInt8], from parent: Int) {
    guard globs.enters(String(decoding: path, as: UTF8.self)) else { return }
    let depth = folders[parent].depth + 1
    guard depth <= limits.depth else { return report(.tooDeep, path[...]) }
    guard folders.count < limits.folders else { return reportTooMany() }
    waiting.append(folders.count)
    folders.append(Folder(prefix: path + [Self.slash], parent: parent, depth: depth))
  }

  private func matches(_ path: [UInt8]) -> Bool {
    path.withUnsafeBufferPointer { globs.matchesFile($0) }
  }

  private func isAncestor(_ folder: Folder, of place: Int?) -> Bool {
    var place = place
    while let index = place {
      let other = folders[index]
      if other.inode == folder.inode, other.device == folder.device { return true }
      place = other.parent
    }
    return false
  }

  private mutating func report(_ kind: WalkProblem.Kind, _ path: ArraySlice<UInt8>) {
    problems.append(WalkProblem(path: String(decoding: path, as: UTF8.self), kind: kind))
  }

  private mutating func reportTooMany() {
    if problems.last?.kind != .tooMany { report(.tooMany, []) }
  }
}
