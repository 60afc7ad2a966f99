import CCopyAttributes
import Foundation

/// Saving a file so that at every moment it holds all old bytes or all new ones.
///
/// The new bytes go to a temporary file beside it, reach the disk, and take its name in one step;
/// mode, owner and extended attributes go with them, a link is followed to what it names. Only a
/// file with several names (hard links), or one whose owner we cannot give to a new file, is
/// written in place, with the old bytes kept beside it until that is done.
package enum AtomicFile {
  /// Saves `bytes` at `path` and returns the stamp of what is there now.
  ///
  /// `expecting` is what was read: when the file no longer holds that, it throws `changedOnDisk`.
  /// Nil makes a new file (and its folders), and throws `exists` when there is one. After any
  /// failure the file is as it was. A new file has the mode, and where that is allowed the owner and
  /// the extended attributes, of the file at `model`.
  @discardableResult
  package static func write(
    _ bytes: [UInt8],
    to path: SitePath,
    expecting: FileStamp?,
    like model: SitePath? = nil
  ) throws(FileError) -> FileStamp {
    let folder = try path.openFolder(making: expecting == nil)
    guard let expecting else { return try create(bytes, at: path, in: folder, like: model) }
    let old = try present(path, in: folder, expecting: expecting)
    let temporary = TemporaryName()
    do throws(FileError) {
      let isAlone = old.st_nlink == 1
      guard isAlone,
        try prepare(bytes, for: path, in: folder, like: old, temporary: temporary)
      else {
        try overwrite(bytes, at: path, in: folder, old: old)
        unlinkat(folder.number, temporary.text, 0)
        return try finish(bytes, at: path, in: folder)
      }
      try checkUntouched(path, in: folder, old)
      try replace(path, in: folder, old: old, expecting: expecting, by: temporary)
    } catch {
      unlinkat(folder.number, temporary.text, 0)
      throw error
    }
    return try finish(bytes, at: path, in: folder)
  }

  /// Deletes the file at `path`, unless it is no longer what `expecting` says.
  package static func remove(_ path: SitePath, expecting: FileStamp) throws(FileError) {
    let folder = try path.openFolder(making: false)
    let old = try present(path, in: folder, expecting: expecting)
    try checkUntouched(path, in: folder, old)
    // Under another name first: what was written to it in the last moment comes back.
    let temporary = TemporaryName()
    guard renameat(folder.number, path.name, folder.number, temporary.text) == 0 else {
      throw .system(.remove, path: path.relative, code: errno)
    }
    do throws(FileError) {
      try checkUnwritten(temporary.text, path, in: folder, since: old, expecting)
      guard unlinkat(folder.number, temporary.text, 0) == 0 else {
        throw .system(.remove, path: path.relative, code: errno)
      }
    } catch {
      var other = stat()
      if fstatat(folder.number, path.name, &other, AT_SYMLINK_NOFOLLOW) != 0 {
        renameat(folder.number, temporary.text, folder.number, path.name)
      }
      throw error
    }
    _ = folder.synchronize()
  }
}

// MARK: - What is there

extension AtomicFile {
  /// The status of the file, which must hold what was read.
  private static func present(
    _ path: SitePath,
    in folder: borrowing Descriptor,
    expecting: FileStamp
  ) throws(FileError) -> stat {
    guard let file = Descriptor.open(path.name, in: folder.number, flags: O_RDONLY | O_NOFOLLOW),
      let status = file.status()
    else {
      let isGone = errno == ENOENT || errno == ELOOP
      throw isGone
        ? .changedOnDisk(path: path.relative)
        : .system(.open, path: path.relative, code: errno)
    }
    guard status.isRegular, Int64(status.st_size) == expecting.size,
      FileHash.hash(try contents(of: file, path)) == expecting.hash
    else { throw .changedOnDisk(path: path.relative) }
    return status
  }

  /// All that can be read of an open file.
  static func contents(
    of file: borrowing Descriptor,
    _ path: SitePath
  ) throws(FileError) -> [UInt8] {
    guard let bytes = file.all() else {
      throw errno == EFBIG
        ? .tooBig(path: path.relative, limit: FileReading.limit)
        : .system(.read, path: path.relative, code: errno)
    }
    return bytes
  }

  /// Throws when the name no longer leads to the file that was checked, or that one was touched.
  static func checkUntouched(
    _ path: SitePath,
    in folder: borrowing Descriptor,
    _ old: stat
  ) throws(FileError) {
    var now = stat()
    guard fstatat(folder.number, path.name, &now, AT_SYMLINK_NOFOLLOW) == 0,
      now.st_dev == old.st_dev, FileStatus(now) == FileStatus(old)
    else { throw .changedOnDisk(path: path.relative) }
  }

  /// Has the folder reach the disk, and tells what the file is now.
  private static func finish(
    _ bytes: [UInt8],
    at path: SitePath,
    in folder: borrowing Descriptor
  ) throws(FileError) -> FileStamp {
    // The file is in place; a folder that cannot be synchronised (some file systems) is no failure.
    _ = folder.synchronize()
    var now = stat()
    guard fstatat(folder.number, path.name, &now, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .system(.open, path: path.relative, code: errno)
    }
    return FileStatus(now).stamp(of: bytes)
  }
}

// MARK: - Writing

extension AtomicFile {
  /// Puts the temporary file in the place of the old one, and looks once more at what came out of
  /// there: what somebody put there in the last moment goes back.
  private static func replace(
    _ path: SitePath,
    in folder: borrowing Descriptor,
    old: stat,
    expecting: FileStamp,
    by temporary: TemporaryName
  ) throws(FileError) {
    guard ccopy_exchange(folder.number, temporary.text, path.name) == 0 else {
      if errno == ENOENT { throw .changedOnDisk(path: path.relative) }
      // Not every file system can have names change places.
      guard renameat(folder.number, temporary.text, folder.number, path.name) == 0 else {
        throw .system(.replace, path: path.relative, code: errno)
      }
      return
    }
    do throws(FileError) {
      try checkUnwritten(temporary.text, path, in: folder, since: old, expecting)
    } catch {
      _ = ccopy_exchange(folder.number, temporary.text, path.name)
      throw error
    }
    unlinkat(folder.number, temporary.text, 0)
  }

  /// Throws when the file that is called `name` now is not what was read, or may still become
  /// something else: nobody can open it by its old name any more, but who has it open writes on.
  private static func checkUnwritten(
    _ name: String,
    _ path: SitePath,
    in folder: borrowing Descriptor,
    since old: stat,
    _ expecting: FileStamp
  ) throws(FileError) {
    guard let file = Descriptor.open(name, in: folder.number, flags: O_RDONLY | O_NOFOLLOW),
      let found = file.status(), found.st_dev == old.st_dev, found.st_ino == old.st_ino
    else { throw .changedOnDisk(path: path.relative) }
    var patience = 20
    while ccopy_has_writer(file.number) != 0 {
      guard patience > 0 else { throw .beingWritten(path: path.relative) }
      patience -= 1
      usleep(5_000)
    }
    guard let status = file.status(), FileStatus(status).modified == FileStatus(old).modified else {
      throw .changedOnDisk(path: path.relative)
    }
    guard isRecent(status) else { return }
    guard FileHash.hash(try contents(of: file, path)) == expecting.hash else {
      throw .changedOnDisk(path: path.relative)
    }
  }

  /// Whether a write since the file was read may have left its time of modification as it was: that
  /// goes by the ticks of a clock.
  private static func isRecent(_ status: stat) -> Bool {
    Date.now.timeIntervalSince1970 - Double(FileStatus(status).modified) / 1e9 < 2
  }

  private static func create(
    _ bytes: [UInt8],
    at path: SitePath,
    in folder: borrowing Descriptor,
    like model: SitePath?
  ) throws(FileError) -> FileStamp {
    let temporary = TemporaryName()
    defer { unlinkat(folder.number, temporary.text, 0) }
    let file = try fill(temporary, bytes, mode: 0o666, for: path, in: folder)
    if let model { dress(file, like: model) }
    // A link never takes the place of a file, as a rename would.
    guard linkat(folder.number, temporary.text, folder.number, path.name, 0) == 0 else {
      if errno == EEXIST { throw .exists(path: path.relative) }
      throw .system(.write, path: path.relative, code: errno)
    }
    _ = consume file
    return try finish(bytes, at: path, in: folder)
  }

  /// Gives a new file what the one at `model` has besides its bytes; what it cannot have is left out.
  private static func dress(_ file: borrowing Descriptor, like model: SitePath) {
    guard let folder = try? model.openFolder(making: false),
      let source = Descriptor.open(model.name, in: folder.number), let status = source.status()
    else { return }
    _ = fchown(file.number, status.st_uid, status.st_gid)
    ccopy_attributes(source.number, file.number)
    fchmod(file.number, status.st_mode & 0o7777)
  }

  /// Makes the temporary file with `bytes` and all that `old` has besides; false when its owner
  /// cannot be had.
  private static func prepare(
    _ bytes: [UInt8],
    for path: SitePath,
    in folder: borrowing Descriptor,
    like old: stat,
    temporary: TemporaryName
  ) throws(FileError) -> Bool {
    let file = try fill(temporary, bytes, mode: 0o600, for: path, in: folder)
    guard let made = file.status() else {
      throw .system(.write, path: path.relative, code: errno)
    }
    if made.st_uid != old.st_uid || made.st_gid != old.st_gid {
      guard fchown(file.number, old.st_uid, old.st_gid) == 0 else { return false }
    }
    if let source = Descriptor.open(path.name, in: folder.number) {
      ccopy_attributes(source.number, file.number)
    }
    guard fchmod(file.number, old.st_mode & 0o7777) == 0 else { return false }
    return true
  }

  /// Makes the temporary file and has `bytes` reach the disk.
  static func fill(
    _ temporary: TemporaryName,
    _ bytes: [UInt8],
    mode: mode_t,
    for path: SitePath,
    in folder: borrowing Descriptor
  ) throws(FileError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    guard
      let file = Descriptor.open(temporary.text, in: folder.number, flags: flags, mode: mode),
      file.write(bytes), file.synchronize()
    else { throw .system(.write, path: path.relative, code: errno) }
    return file
  }
}
