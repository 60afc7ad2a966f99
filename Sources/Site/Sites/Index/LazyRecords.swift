import EntryIndex
import Synchronization

/// The records of one look at the site, read from the index beside what else has to be done first: the
/// configuration is loaded, the walk begins.
final class LazyRecords: Sendable {
  private struct Content {
    var records: EntryRecords
    /// What the index holds; nil before it was read, or where it is of no use.
    var stored: IndexContent?

    /// Whether an index will be asked for that was not read yet.
    var areUnread: Bool { records.areKept && records.fingerprint == nil }
  }

  private let content: Mutex<Content>

  /// `records`, until others are asked for.
  init(_ records: EntryRecords) { content = Mutex(Content(records: records)) }

  /// Whether an index will be asked for that was not read yet.
  var areUnread: Bool { content.withLock { $0.areUnread } }

  /// Reads the index, unless somebody was first.
  func prefetch() {
    content.withLock { content in
      if content.areUnread { content.stored = content.records.stored() }
    }
  }

  /// The records of `fingerprint`; blocks while another thread reads them.
  func value(for fingerprint: String) -> EntryRecords {
    content.withLock { content in
      content.records.use(fingerprint, content.stored)
      content.stored = nil
      return content.records
    }
  }
}
