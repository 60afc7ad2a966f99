/// Why something asked of a site could not be done.
package enum SiteError: Error, Sendable, Equatable {
  /// There is no such folder, or it cannot be read.
  case unreadable(root: String, reason: String)
  case noSuchCollection(String)
  case noSuchEntry(String, collection: String)
  /// The file is another than the one that was read.
  case changedOnDisk(file: String)
  /// The file's folder or the file itself must not be written, or the disk is full.
  case cannotWrite(file: String, reason: String)
  case cannotRead(file: String, reason: String)
  /// The change cannot be made without touching other bytes.
  case editRefused(file: String, reason: String)
  /// An entry cannot be created, renamed or removed; nothing was written.
  case entryRefused(String, reason: String)
  /// The file is no longer what was written to it; `diff` is from that to what it is now.
  case changedSince(file: String, diff: LineDiff)
  /// A step of undo or redo was not wanted any more after so many of its files; it can be gone on with.
  case stopped(done: Int, of: Int)
  /// What is removed could not be kept, so that nothing was.
  case trash(reason: String)
  /// Another process writes to the site, or takes back what was written.
  case busy
  /// There is nothing to undo.
  case nothingToUndo
  /// There is nothing to redo.
  case nothingToRedo
  /// The history of writes cannot be read or written, with the reason.
  case history(String)
  /// The site says nowhere how it is built.
  case noBuildCommand
  /// The person has not allowed the site's own programs to run.
  case untrusted(root: String)
}

extension SiteError: CustomStringConvertible {
  /// One sentence, lower case start, no full stop.
  package var description: String {
    switch self {
    case .unreadable(let root, let reason): "cannot open \(root): \(reason)"
    case .noSuchCollection(let name): "there is no collection '\(name)'"
    case .noSuchEntry(let id, let collection): "there is no entry '\(id)' in \(collection)"
    case .changedOnDisk(let file):
      "\(file) changed on disk since it was read; nothing was written"
    case .cannotWrite(let file, let reason): "cannot write \(file): \(reason)"
    case .cannotRead(let file, let reason): "cannot read \(file): \(reason)"
    case .editRefused(let file, let reason): "\(file) was not changed: \(reason)"
    case .entryRefused(let name, let reason): "\(name): \(reason)"
    case .untrusted(let root):
      "\(root) is not trusted to run its own programs; allow it once with 'frontis serve --trust'"
    case .changedSince(let file, _):
      "\(file) changed since frontis wrote it; nothing was written"
    case .stopped(let done, let total): "stopped after \(done) of \(total) files"
    case .trash(let reason):
      "what is removed cannot be kept: \(reason); nothing was written"
    case .busy:
      "another frontis is writing to this site; nothing was written, try again when it is done"
    case .nothingToUndo: "there is nothing to undo"
    case .nothingToRedo: "there is nothing to redo"
    case .history(let reason): reason
    case .noBuildCommand:
      "no build command: add a \"build\" script to package.json, or build = \"…\" to frontis.toml"
    }
  }
}
