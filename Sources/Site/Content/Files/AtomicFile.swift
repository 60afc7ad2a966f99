import CFiles
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
    let staged = try stage(bytes, for: path, in: folder, expecting: expecting, like: model)
    try place(staged, in: folder)
    // The file is in place; a folder that cannot be synchronised (some file systems) is no failure.
    _ = folder.synchronize()
    return try stamp(of: bytes, at: path, in: folder)
  }

  /// Deletes the file at `path`, unless it is no longer what `expecting` says.
  package static func remove(_ path: SitePath, expecting: FileStamp) throws(FileError) {
    let folder = try path.openFolder(making: false)
    try takeAway(path, in: folder, expecting: expecting)
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

  /// What the file is now that it holds `bytes`.
  private static func stamp(
    of bytes: [UInt8],
    at path: SitePath,
    in folder: borrowing Descriptor
  ) throws(FileError) -> FileStamp {
    var now = stat()
    guard fstatat(folder.number, path.name, &now, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw .system(.open, path: path.relative, code: errno)
    }
    return FileStatus(now).stamp(of: bytes)
  }
}

// MARK: - Writing

/// A file's new bytes, beside it where that can be, and not yet in its place.
struct StagedFile {
  let path: SitePath
  let bytes: [UInt8]
  /// What is replaced, which was checked, and what was read of it; nil for a new file.
  var old: (status: stat, stamp: FileStamp)?
  /// Where the bytes are; nil when they have to be written into the file itself.
  var temporary: TemporaryName?
}

extension AtomicFile {
  /// Writes `bytes` beside the file at `path`, which must hold what was read.
  ///
  /// Returns when they have reached the disk, unless the caller waits for that: `waitsForDisk` is false
  /// then.
  static func stage(
    _ bytes: [UInt8],
    for path: SitePath,
    in folder: borrowing Descriptor,
    expecting: FileStamp?,
    like model: SitePath?,
    waitsForDisk: Bool = true
  ) throws(FileError) -> StagedFile {
    let temporary = TemporaryName()
    var staged = StagedFile(path: path, bytes: bytes, temporary: temporary)
    do throws(FileError) {
      if let expecting {
        let old = try present(path, in: folder, expecting: expecting)
        staged.old = (old, expecting)
        var isReady = old.st_nlink == 1
        if isReady {
          isReady = try prepare(
            staged,
            temporary,
            in: folder,
            like: old,
            waitsForDisk: waitsForDisk
          )
        }
        if !isReady {
          unlinkat(folder.number, temporary.text, 0)
          staged.temporary = nil
        }
      } else {
        let file = try fill(temporary, bytes, mode: 0o666, for: path, in: folder, waitsForDisk)
        if let model { dress(file, like: model) }
      }
    } catch {
      unlinkat(folder.number, temporary.text, 0)
      throw error
    }
    return staged
  }

  /// Puts what was staged, and is on the disk by now, in its place; nothing is left of it when it throws.
  static func place(
    _ staged: StagedFile,
    in folder: borrowing Descriptor
  ) throws(FileError) {
    let path = staged.path
    guard let temporary = staged.temporary else {
      guard let old = staged.old else { return }
      return try overwrite(staged.bytes, at: path, in: folder, old: old.status)
    }
    do throws(FileError) {
      if let old = staged.old {
        try checkUntouched(path, in: folder, old.status)
        try replace(path, in: folder, old: old.status, expecting: old.stamp, by: temporary)
      } else {
        try link(temporary, at: path, in: folder)
      }
    } catch {
      unlinkat(folder.number, temporary.text, 0)
      throw error
    }
  }

  /// Deletes the file, unless it is no longer what `expecting` says.
  static func takeAway(
    _ path: SitePath,
    in folder: borrowing Descriptor,
    expecting: FileStamp
  ) throws(FileError) {
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
  }

  /// Puts the temporary file in the place of the old one, and looks once more at what came out of
  /// there: what somebody put there in the last moment goes back.
  private static func replace(
    _ path: SitePath,
    in folder: borrowing Descriptor,
    old: stat,
    expecting: FileStamp,
    by temporary: TemporaryName
  ) throws(FileError) {
    guard cfiles_exchange(folder.number, temporary.text, path.name) == 0 else {
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
      _ = cfiles_exchange(folder.number, temporary.text, path.name)
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
    while cfiles_has_writer(file.number) != 0 {
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

  /// Gives the temporary file the name of a new one.
  private static func link(
    _ temporary: TemporaryName,
    at path: SitePath,
    in folder: borrowing Descriptor
  ) throws(FileError) {
    // A link never takes the place of a file, as a rename would.
    guard linkat(folder.number, temporary.text, folder.number, path.name, 0) == 0 else {
      if errno == EEXIST { throw .exists(path: path.relative) }
      throw .system(.write, path: path.relative, code: errno)
    }
    unlinkat(folder.number, temporary.text, 0)
  }

  /// Gives a new file what the one at `model` has besides its bytes; what it cannot have is left out.
  private static func dress(_ file: borrowing Descriptor, like model: SitePath) {
    guard let folder = try? model.openFolder(making: false),
      let source = Descriptor.open(model.name, in: folder.number), let status = source.status()
    else { return }
    _ = fchown(file.number, status.st_uid, status.st_gid)
    cfiles_copy_attributes(source.number, file.number)
    fchmod(file.number, status.st_mode & 0o7777)
  }

  /// Makes the temporary file with the new bytes and all that `old` has besides; false when its owner
  /// cannot be had.
  private static func prepare(
    _ staged: StagedFile,
    _ temporary: TemporaryName,
    in folder: borrowing Descriptor,
    like old: stat,
    waitsForDisk: Bool
  ) throws(FileError) -> Bool {
    let path = staged.path
    let file = try fill(temporary, staged.bytes, mode: 0o600, for: path, in: folder, waitsForDisk)
    guard let made = file.status() else {
      throw .system(.write, path: path.relative, code: errno)
    }
    if made.st_uid != old.st_uid || made.st_gid != old.st_gid {
      guard fchown(file.number, old.st_uid, old.st_gid) == 0 else { return false }
    }
    if let source = Descriptor.open(path.name, in: folder.number) {
      cfiles_copy_attributes(source.number, file.number)
    }
    guard fchmod(file.number, old.st_mode & 0o7777) == 0 else { return false }
    return true
  }

  /// Makes the temporary file with `bytes`, which have reached the disk when it `waitsForDisk`.
  static func fill(
    _ temporary: TemporaryName,
    _ bytes: [UInt8],
    mode: mode_t,
    for path: SitePath,
    in folder: borrowing Descriptor,
    _ waitsForDisk: Bool = true
  ) throws(FileError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    guard
      let file = Descriptor.open(temporary.text, in: folder.number, flags: flags, mode: mode),
      file.write(bytes), !waitsForDisk || file.synchronize()
    else { throw .system(.write, path: path.relative, code: errno) }
    return file
  }
}
