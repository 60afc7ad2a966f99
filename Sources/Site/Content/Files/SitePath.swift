import Foundation

/// A site's folder, all links in its own path resolved.
package struct SiteRoot: Sendable, Hashable {
  /// Absolute, without a trailing slash.
  package let path: String

  /// The folder at `path`.
  ///
  /// Throws when there is none.
  package init(_ path: String) throws(FileError) {
    guard let real = Self.real(path) else { throw .system(.open, path: path, code: errno) }
    var status = stat()
    guard stat(real, &status) == 0 else { throw .system(.open, path: path, code: errno) }
    guard status.isFolder else { throw .system(.open, path: path, code: ENOTDIR) }
    self.path = real == "/" ? "" : real
  }

  /// What `path` names once every link is resolved; nil leaves `errno`.
  static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}

/// A place inside a site's folder, proven not to lead out of it: fit for writing.
package struct SitePath: Sendable, Hashable {
  package let root: SiteRoot
  /// As asked for, relative to the root.
  package let relative: String
  /// The folders and the name the path leads to, links resolved; never empty.
  let segments: [String]

  /// The place `relative` under `root`, which need not exist yet.
  ///
  /// Throws `outsideRoot` for an empty or absolute path, one with `.`, `..`, empty segments or NUL,
  /// and one that a link leads out of the folder.
  package init(_ relative: String, in root: SiteRoot) throws(FileError) {
    let named = relative.utf8.split(
      separator: UInt8(ascii: "/"),
      omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    let isProper = named.allSatisfy { name in
      !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(0)
    }
    guard isProper else { throw .outsideRoot(path: relative) }
    // What exists of the path is resolved; the rest is taken as it stands.
    var existing = named.count
    var real: String?
    while existing > 0 {
      let path = root.path + "/" + named[..<existing].joined(separator: "/")
      real = SiteRoot.real(path)
      if real != nil { break }
      let code = errno
      var status = stat()
      guard code == ENOENT, lstat(path, &status) != 0 else {
        // A link to nothing may point anywhere.
        throw code == ENOENT
          ? .outsideRoot(path: relative) : .system(.open, path: relative, code: code)
      }
      existing -= 1
    }
    var segments: [String] = []
    if let real {
      guard real.utf8.starts(with: (root.path + "/").utf8) else {
        throw .outsideRoot(path: relative)
      }
      segments = real.utf8.dropFirst(root.path.utf8.count).split(separator: UInt8(ascii: "/"))
        .map { String(Substring($0)) }
    }
    segments += named[existing...]
    self.root = root
    self.relative = relative
    self.segments = segments
  }

  /// The path as the system takes it, links resolved.
  package var absolute: String { root.path + "/" + segments.joined(separator: "/") }

  var name: String { segments[segments.count - 1] }

  /// Opens the folder the path's file is in, step by step and through no link, making the folders
  /// that are not there when `isMaking`.
  func openFolder(making isMaking: Bool) throws(FileError) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY
    guard var folder = Descriptor.open(root.path + "/", flags: flags) else { throw failure(.open) }
    for segment in segments.dropLast() {
      if let next = Descriptor.open(segment, in: folder.number, flags: flags | O_NOFOLLOW) {
        folder = next
        continue
      }
      guard errno == ENOENT, isMaking else { throw failure(.open) }
      guard mkdirat(folder.number, segment, 0o777) == 0 || errno == EEXIST else {
        throw failure(.makeFolder)
      }
      guard let made = Descriptor.open(segment, in: folder.number, flags: flags | O_NOFOLLOW)
      else { throw failure(.open) }
      folder = made
    }
    return folder
  }

  private func failure(_ operation: FileError.Operation) -> FileError {
    errno == ELOOP || errno == ENOTDIR && operation == .open
      ? .outsideRoot(path: relative) : .system(operation, path: relative, code: errno)
  }
}
