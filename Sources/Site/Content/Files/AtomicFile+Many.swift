import CFiles
import Foundation

extension AtomicFile {
  /// What is to become of one of many files.
  package enum Change: Sendable {
    case write([UInt8], expecting: FileStamp?, like: SitePath?)
    case remove(expecting: FileStamp)
  }

  /// Makes each of `changes` as `write` and `remove` do; what went wrong with it stands at its place.
  ///
  /// Where there are more than a few, the disk is waited for twice in all, not twice for each file: before
  /// the new bytes take the places of the old ones, and at the end. All of the bytes are in memory
  /// meanwhile, and beside the files.
  package static func perform(_ changes: [(path: SitePath, change: Change)]) -> [FileError?] {
    var failures: [FileError?] = Array(repeating: nil, count: changes.count)
    var staged: [(index: Int, file: StagedFile)] = []
    let areMany = changes.count > 8
    for (index, (path, change)) in changes.enumerated() {
      guard case .write(let bytes, let expecting, let model) = change else { continue }
      failures[index] = failure { () throws(FileError) in
        let folder = try path.openFolder(making: expecting == nil)
        let file = try stage(
          bytes,
          for: path,
          in: folder,
          expecting: expecting,
          like: model,
          waitsForDisk: !areMany
        )
        staged.append((index, file))
      }
    }
    if areMany { synchronize(staged, &failures) }
    for (index, file) in staged {
      let failed = failures[index]
      failures[index] =
        failure { () throws(FileError) in
          let folder = try file.path.openFolder(making: false)
          guard failed == nil else {
            if let temporary = file.temporary { unlinkat(folder.number, temporary.text, 0) }
            return
          }
          try place(file, in: folder)
        } ?? failed
    }
    for (index, (path, change)) in changes.enumerated() {
      guard case .remove(let expecting) = change else { continue }
      failures[index] = failure { () throws(FileError) in
        try takeAway(path, in: path.openFolder(making: false), expecting: expecting)
      }
    }
    synchronizeFolders(of: changes.map(\.path))
    return failures
  }

  private static func failure(of body: () throws(FileError) -> Void) -> FileError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  /// Has all that was staged reach the disk: with one call for each file system where there is one, else
  /// file by file.
  private static func synchronize(
    _ staged: [(index: Int, file: StagedFile)],
    _ failures: inout [FileError?]
  ) {
    var devices: Set<UInt64> = []
    var isDone = true
    for (_, file) in staged where isDone {
      guard let folder = try? file.path.openFolder(making: false), let status = folder.status()
      else { continue }
      guard devices.insert(UInt64(truncatingIfNeeded: status.st_dev)).inserted else { continue }
      isDone = cfiles_synchronize(folder.number) == 0
    }
    guard !isDone else { return }
    for (index, file) in staged {
      guard let temporary = file.temporary else { continue }
      failures[index] = failure { () throws(FileError) in
        let folder = try file.path.openFolder(making: false)
        guard let written = Descriptor.open(temporary.text, in: folder.number),
          written.synchronize()
        else { throw .system(.write, path: file.path.relative, code: errno) }
      }
    }
  }

  private static func synchronizeFolders(of paths: [SitePath]) {
    var seen: Set<ArraySlice<String>> = []
    for path in paths where seen.insert(path.segments.dropLast()).inserted {
      // All is in place; a folder that cannot be synchronised (some file systems) is no failure.
      guard let folder = try? path.openFolder(making: false) else { continue }
      _ = folder.synchronize()
    }
  }
}
