import Foundation

extension AtomicFile {
  /// Writes into the file itself, with its old bytes in a journal until the new ones are on disk.
  ///
  /// A crash in between leaves the journal, from which `sweep` puts the old bytes back.
  static func overwrite(
    _ bytes: [UInt8],
    at path: SitePath,
    in folder: borrowing Descriptor,
    old: stat
  ) throws(FileError) {
    let flags = O_RDWR | O_NOFOLLOW
    guard let file = Descriptor.open(path.name, in: folder.number, flags: flags) else {
      throw .system(.write, path: path.relative, code: errno)
    }
    let oldBytes = try contents(of: file, path)
    let temporary = TemporaryName()
    defer { unlinkat(folder.number, temporary.text, 0) }
    _ = try fill(temporary, oldBytes, mode: 0o600, for: path, in: folder)
    try checkUntouched(path, in: folder, old)
    // The journal counts only under its own name, which it takes when it is whole.
    let journal = TemporaryName.journal(of: path.name)
    guard renameat(folder.number, temporary.text, folder.number, journal) == 0,
      folder.synchronize()
    else { throw .system(.write, path: path.relative, code: errno) }
    if !replace(file, bytes) {
      let code = errno
      if replace(file, oldBytes) { unlinkat(folder.number, journal, 0) }
      throw .system(.write, path: path.relative, code: code)
    }
    unlinkat(folder.number, journal, 0)
  }

  private static func replace(_ file: borrowing Descriptor, _ bytes: [UInt8]) -> Bool {
    lseek(file.number, 0, SEEK_SET) == 0 && file.write(bytes)
      && ftruncate(file.number, off_t(bytes.count)) == 0 && file.synchronize()
  }
}

// MARK: - After a crash

extension AtomicFile {
  /// What `sweep` found in a folder.
  package struct Swept: Sendable, Hashable {
    /// How many temporary files were removed.
    package var removed = 0
    /// Names of files that a write in place had left torn and that hold their old bytes again.
    package var restored: [String] = []
    /// Names of journals that were left alone: their file was changed by someone later.
    package var kept: [String] = []

    package init() {}
  }

  /// Tidies the folder at `relative` (empty for the root) of what a crash of ours left there.
  ///
  /// What belongs to a process that still runs stays.
  package static func sweep(_ relative: String, in root: SiteRoot) throws(FileError) -> Swept {
    // The last segment is only a stand-in: what is opened is the folder.
    let stray = relative.isEmpty ? TemporaryName.prefix : relative + "/" + TemporaryName.prefix
    let path = try SitePath(stray, in: root)
    let folder = try path.openFolder(making: false)
    guard let names = folder.names() else {
      throw .system(.list, path: relative, code: errno)
    }
    var swept = Swept()
    for name in names where TemporaryName.isStray(name) {
      if unlinkat(folder.number, name, 0) == 0 { swept.removed += 1 }
    }
    for journal in names where TemporaryName.isStrayJournal(journal) {
      let target = names.first { TemporaryName.isJournal(journal, of: $0) }
      if let target, restore(target, from: journal, in: folder) {
        swept.restored.append(target)
      } else {
        swept.kept.append(journal)
      }
    }
    return swept
  }

  private static func restore(
    _ name: String,
    from journal: String,
    in folder: borrowing Descriptor
  ) -> Bool {
    let flags = O_RDWR | O_NOFOLLOW
    guard let record = Descriptor.open(journal, in: folder.number, flags: O_RDONLY | O_NOFOLLOW),
      let file = Descriptor.open(name, in: folder.number, flags: flags),
      let recorded = record.status(), let written = file.status(), written.isRegular,
      abs(FileStatus(written).modified - FileStatus(recorded).modified) < 60_000_000_000
        || FileStatus(written).modified < FileStatus(recorded).modified,
      let oldBytes = record.all(), replace(file, oldBytes)
    else { return false }
    return unlinkat(folder.number, journal, 0) == 0
  }
}
