import Foundation

/// Tells other processes that this one writes to a site, until it is released or the process ends.
///
/// Any number of processes may write files at once; one that takes back what was written must be alone, for
/// it cannot tell a write that goes on from one that a crash cut short.
package struct SiteLock: ~Copyable {
  private let folder: Int32

  /// Nil where another process keeps this one out.
  ///
  /// A file system that knows no locks keeps nobody out.
  package init?(_ root: String, isAlone: Bool) {
    folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let wanted = isAlone ? LOCK_EX : LOCK_SH
    if folder >= 0, flock(folder, wanted | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(folder)
      return nil
    }
  }

  /// To be called once.
  package borrowing func release() {
    guard folder >= 0 else { return }
    // A program that is being started has the folder open too, until it runs: that must not keep the lock.
    flock(folder, LOCK_UN)
    close(folder)
  }
}
