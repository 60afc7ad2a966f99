import Content
import Foundation
import Synchronization

/// What was known of a site at one moment: what takes long works on it, not on the `Site` itself, which
/// answers others meanwhile.
struct KnownSite: Sendable {
  let root: String
  let configuration: Configuration
  let records: EntryRecords
  let snapshot: SiteSnapshot
  let now: @Sendable () -> Date

  var check: FileCheck { configuration.fileCheck(root: root) }

  var references: ReferenceCheck {
    ReferenceCheck(
      entries: snapshot.checkedEntries,
      plans: configuration.plans,
      areErrors: configuration.astroMajor < 5
    )
  }
}

extension Site {
  /// The site as it was looked at last, or is now where it never was; nil when that was stopped.
  func known() async -> KnownSite? {
    if configuration == nil || snapshot == nil { _ = await refresh() }
    guard let configuration, let snapshot else { return nil }
    return KnownSite(
      root: root,
      configuration: configuration,
      records: records,
      snapshot: snapshot,
      now: environment.now
    )
  }

  /// The same where nothing can be done without it.
  func knownSite() async throws(SiteError) -> KnownSite {
    guard let known = await known() else {
      throw .unreadable(root: root, reason: "it was not looked at to the end")
    }
    return known
  }
}

extension KnownSite {
  /// The collection `name`, whose entries have files that can be written.
  func editablePlan(_ name: String) throws(SiteError) -> CollectionPlan {
    guard let plan = configuration.plans.first(where: { $0.name == name }) else {
      throw .noSuchCollection(name)
    }
    guard plan.isEditable else {
      throw .entryRefused(name, reason: "its entries have no file that could be written")
    }
    return plan
  }

  /// The file as it is now.
  func read(_ file: String) throws(SiteError) -> FileBytes {
    do {
      return try FileReading.whole("\(root)/\(file)")
    } catch {
      throw .cannotRead(file: file, reason: error.reason)
    }
  }

  /// The entry `id` of `plan` with the whole of its `file`, read now.
  func detail(
    of id: String,
    file: String,
    in plan: CollectionPlan
  ) throws(SiteError) -> EntryDetail {
    let read = try read(file)
    let document = check.document(read.bytes, file: file, plan)
    return Site.detail(of: id, file: file, document, read.status.stamp(of: read.bytes), plan)
  }

  /// Reads each of `files`, relative to the root, and hands it to `body`, many at once, in no order.
  ///
  /// When the task is cancelled, some are left out. `progress` is told now and then how many were read.
  func eachFile(
    _ files: some Collection<String> & Sendable,
    _ progress: FileProgress? = nil,
    _ body: @escaping @Sendable (String, Result<FileBytes, FileError>) -> Void
  ) async {
    let total = files.count
    let done = Atomic(0)
    await WorkQueue<String>.run(Array(files)) { [root] queue in
      var ownCount = 0
      while let file = queue.take() {
        if ownCount.isMultiple(of: 64) {
          _ = queue.waitsForDisk { FileReading.isCached("\(root)/\(file)") }
        }
        ownCount += 1
        let read = Result<FileBytes, FileError> { () throws(FileError) in
          try FileReading.whole("\(root)/\(file)")
        }
        body(file, read)
        let count = done.wrappingAdd(1, ordering: .relaxed).newValue
        if count.isMultiple(of: 256) { progress?(count, total) }
      }
    }
  }
}
