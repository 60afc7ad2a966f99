import Diagnostics
import Foundation

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

/// Lists the files below a folder that a set of patterns matches, and hands them on folder by folder
/// while it goes on.
///
/// Links to folders are followed, as tinyglobby does; nothing is opened but folders, and nothing is
/// asked of a file but its name. Files come in the order of their folders, sorted by bytes within each.
package struct DirectoryWalk {
  package private(set) var fileCount = 0
  package private(set) var problems: [WalkProblem] = []

  private let globs: GlobSet
  private let limits: Limits
  private let root: String
  private let openFolders: OpenFolders
  private let enter: (String) -> Void
  private let visit: (FolderFiles) -> Void
  /// Folders met, those still to be read last.
  private var folders: [Folder] = []
  private var waiting: [Int] = []
  /// The path of the name that is looked at; kept for its memory.
  private var path: [UInt8] = []

  /// Where a walk stops.
  package struct Limits: Sendable {
    package var depth = 1000
    package var files = 1_000_000
    package var folders = 200_000

    package init() {}
  }

  private struct Folder {
    /// Empty or ending in a slash; UTF-8.
    var prefix: [UInt8]
    /// Whether Astro cuts every path in it.
    let isCutByURL: Bool
    var parent: Int?
    var depth: Int
    var device: UInt64 = 0
    var inode: UInt64 = 0

    init(prefix: [UInt8], parent: Int?, depth: Int) {
      self.prefix = prefix
      self.parent = parent
      self.depth = depth
      isCutByURL = prefix.contains(where: \.isCutByURL)
    }
  }

  /// Walks the folder at `root`; `enter` gets the path of each folder, with a slash at its end, before it
  /// is listed, and `visit` the files of each that has any.
  ///
  /// Throws when that one cannot be listed.
  package init(
    _ root: String,
    matching globs: GlobSet,
    limits: Limits = Limits(),
    openFolders: OpenFolders = OpenFolders(),
    enter: @escaping (String) -> Void = { _ in },
    visit: @escaping (FolderFiles) -> Void
  ) throws(FileError) {
    self.root = root
    self.globs = globs
    self.limits = limits
    self.openFolders = openFolders
    self.enter = enter
    self.visit = visit
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
    enter(path)
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
    guard let names = descriptor.list() else { return errno }
    var files = FolderFiles.Builder(prefix: folder.prefix)
    let firstWaiting = waiting.count
    self.path.removeAll(keepingCapacity: true)
    self.path += folder.prefix
    for place in names.sortedPlaces() { add(names, place, in: index, descriptor, to: &files) }
    waiting[firstWaiting...].reverse()
    if let files = files.finish(root: root, descriptor, openFolders) { visit(files) }
    return nil
  }

  private mutating func add(
    _ names: FolderNames,
    _ place: FolderNames.Place,
    in parent: Int,
    _ folder: borrowing Descriptor,
    to files: inout FolderFiles.Builder
  ) {
    let start = files.prefix.count
    path.removeSubrange(start...)
    path += names.bytes[place.range]
    var type = place.type
    if type == UInt8(DT_LNK) || type == UInt8(DT_UNKNOWN) {
      guard let status = Self.status(path, from: start, in: folder) else {
        let code = errno
        let isBroken = code == ENOENT || code == ELOOP
        if isText(from: start), matches() {
          report(isBroken ? .brokenLink : .unreadable(code), path[...])
        }
        return
      }
      type = UInt8(status.isFolder ? DT_DIR : status.isRegular ? DT_REG : DT_UNKNOWN)
    }
    guard isText(from: start) else { return report(.notText, path[...]) }
    if type == UInt8(DT_DIR) { return goInto(from: parent) }
    guard matches() else { return }
    guard type == UInt8(DT_REG) else { return report(.notRegular, path[...]) }
    guard fileCount < limits.files else { return reportTooMany() }
    guard !folders[parent].isCutByURL, !path[start...].contains(where: \.isCutByURL) else {
      return report(.cutByURL, path[...])
    }
    fileCount += 1
    if place.type != UInt8(DT_REG) { files.hasLinks = true }
    files.add(names.bytes[place.range])
  }

  private static func status(
    _ path: [UInt8],
    from start: Int,
    in folder: borrowing Descriptor
  ) -> stat? {
    var status = stat()
    let number = folder.number
    let result = (path[start...] + [0]).withUnsafeBytes { name in
      name.withMemoryRebound(to: CChar.self) { name in
        name.baseAddress.map { fstatat(number, $0, &status, 0) } ?? -1
      }
    }
    return result == 0 ? status : nil
  }

  private mutating func goInto(from parent: Int) {
    guard globs.enters(String(decoding: path, as: UTF8.self)) else { return }
    let depth = folders[parent].depth + 1
    guard depth <= limits.depth else { return report(.tooDeep, path[...]) }
    guard folders.count < limits.folders else { return reportTooMany() }
    waiting.append(folders.count)
    folders.append(Folder(prefix: path + [Self.slash], parent: parent, depth: depth))
  }

  /// Whether the name that begins at `start` is; folders are only entered when theirs are.
  private func isText(from start: Int) -> Bool {
    UTF8Validity.firstInvalid(in: path, start..<path.count) == nil
  }

  private func matches() -> Bool {
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

extension UInt8 {
  /// Whether Astro, which makes a URL of it, cuts a path here.
  fileprivate var isCutByURL: Bool { self == UInt8(ascii: "#") || self == UInt8(ascii: "?") }
}
