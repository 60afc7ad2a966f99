import Content
import Foundation
import Frontmatter
import Synchronization
import Values

/// One look at all files of a site: lists them, and reads those that are not what they were, on
/// several threads while the list is still growing.
struct ContentScan: Sendable {
  let root: String
  let check: FileCheck
  let known: LazyRecords
  /// Of the configuration that the files are held against.
  let fingerprint: String
  /// Gets every folder before it is listed.
  var watch: FolderWatch?
  /// What is known of files in other folders holds, without a look at them.
  var changes = FolderChanges.all

  /// What a scan came to.
  struct Outcome: Sendable {
    /// The record of every file, in the order in which they were found.
    var rows: [RecordRow] = []
    /// By the place of the collection in the plan.
    var problems: [[Problem]] = []
    var fileCount = 0
    /// How many of them were read.
    var readCount = 0
  }

  /// Runs it; `progress` is called now and then, on any thread.
  func run(_ progress: FileProgress?) async -> Outcome {
    let findings = Findings(progress)
    let start = ScanStart()
    await WorkQueue<FileBatch>.run { [self] queue in
      let listing = FileListing(check.plans, root: root, watch: watch) { batch in
        findings.expect(batch.count)
        queue.add(batch)
      }
      findings.add(listing)
    } work: { [self] queue in
      var worker = ScanWorker(scan: self, start: start, findings: findings)
      while let batch = queue.take() {
        worker.take(batch) { queue.waitsForDisk($0) }
        findings.advance(batch.count)
      }
      worker.finish()
    }
    return findings.outcome(known: known.value(for: fingerprint))
  }
}

/// What a look at one file came to.
private enum FoundRecord {
  /// Nothing new: the record at this place of those that were known.
  case known(Int)
  /// One of the batch's chunk.
  case read(RecordPlace)
  /// Not looked at yet.
  case unread
}

/// The files of one batch, in their order.
private struct FoundBatch {
  let number: Int
  var records: [FoundRecord]
  /// Nil while it is not finished.
  var chunk: RecordChunk?
}

/// A file whose record goes to `place` of its batch.
private struct UnreadFile {
  let place: Int
  /// The folder, by its place in the batch.
  let folder: Int
  let index: Int

  init(_ place: Int, _ folder: Int, _ index: Int) {
    (self.place, self.folder, self.index) = (place, folder, index)
  }
}

/// When a scan began: what changes about then may change again without looking changed.
struct ScanStart: Sendable {
  /// Nanoseconds since 1970.
  private let time: Int64

  init() { time = Int64(Date().timeIntervalSince1970 * 1e9) }

  /// Whether a file in this state can be told from itself after one more change.
  func canTrust(_ status: FileStatus) -> Bool {
    max(status.modified, status.changed) < time - Self.granularity
  }

  /// The coarsest clock that a file system stamps files with, as git's "racy" entries have it.
  private static let granularity: Int64 = 10_000_000
}

/// What the threads of a scan found.
private final class Findings: Sendable {
  private struct Content {
    var batches: [FoundBatch] = []
    var problems: [[Problem]] = []
    var fileCount = 0
    var readCount = 0
  }

  private let content = Mutex(Content())
  private let found = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let progress: FileProgress?

  init(_ progress: FileProgress?) { self.progress = progress }

  /// That many more files will be looked at.
  func expect(_ count: Int) { found.wrappingAdd(count, ordering: .relaxed) }

  /// That many more files were looked at.
  func advance(_ count: Int) {
    let done = done.wrappingAdd(count, ordering: .relaxed).newValue
    progress?(done, found.load(ordering: .relaxed))
  }

  func add(_ listing: FileListing) {
    content.withLock {
      $0.problems = listing.problems
      $0.fileCount = listing.fileCount
    }
  }

  func add(_ batches: [FoundBatch], readCount: Int) {
    content.withLock {
      $0.batches += batches
      $0.readCount += readCount
    }
  }

  /// All of it; the places are those of `known`.
  func outcome(known: EntryRecords) -> ContentScan.Outcome {
    content.withLock { content in
      content.batches.sort { $0.number < $1.number }
      var rows: [RecordRow] = []
      rows.reserveCapacity(content.fileCount)
      for batch in content.batches {
        for record in batch.records {
          switch record {
          case .known(let place): rows.append(known.rows[place])
          case .read(let place):
            if let chunk = batch.chunk { rows.append(RecordRow(place, in: chunk)) }
          case .unread: assertionFailure("a file was left out")
          }
        }
      }
      return ContentScan.Outcome(
        rows: rows,
        problems: content.problems,
        fileCount: content.fileCount,
        readCount: content.readCount
      )
    }
  }
}

// MARK: - One thread

/// Reads files one after the other, with buffers of its own.
private struct ScanWorker {
  let scan: ContentScan
  let start: ScanStart
  let findings: Findings
  private let records: EntryRecords
  private let head = FileHead()
  private let yaml: YAMLValueReader
  private let fences: FenceRules
  /// By the place of the collection in the plan.
  private let glances: [EntryGlance]
  private var path: [UInt8] = []
  /// What the path gives as an id.
  private var id: [UInt8] = []
  /// The records that are being written, and whose they are.
  private var writer = ByteWriter()
  private var batches: [FoundBatch] = []
  private var readCount = 0
  /// Where the record of the last file that was known is.
  private var lastPlace = -1
  /// Files of the present batch, each with its place in it.
  private var waiting: [(place: Int, file: WaitingFile)] = []

  init(scan: ContentScan, start: ScanStart, findings: Findings) {
    self.scan = scan
    self.start = start
    self.findings = findings
    records = scan.known.value(for: scan.fingerprint)
    yaml = YAMLValueReader(scan.check.rules.yaml)
    fences = scan.check.rules.fences
    glances = scan.check.plans.map { EntryGlance($0) }
    writer.reserveCapacity(Self.chunkCapacity)
  }

  /// Looks at the files of `batch`; when it `waitsForDisk`, that gets many requests together.
  mutating func take(_ batch: FileBatch, waitsForDisk: (_ isCached: () -> Bool) -> Bool) {
    var found: [FoundRecord] = []
    found.reserveCapacity(FileBatch.size)
    switch batch.content {
    case .items(let file):
      path = Array(file.utf8)
      found.append(items(file, plan: batch.plan))
    case .files(let folders):
      var unread: [UnreadFile] = []
      let base = scan.check.plans[batch.plan].base
      let prefix = base.isEmpty ? [] : Array("\(base)/".utf8)
      for part in folders.indices {
        let (folder, range) = folders[part]
        let isSame = !folder.hasLinks && !scan.changes.contains(folder.path)
        for index in range {
          let known = known(prefix, folder, index, plan: batch.plan, isSame: isSame)
          found.append(known ?? .unread)
          if known == nil { unread.append(UnreadFile(found.count - 1, part, index)) }
        }
      }
      let waitsForDisk =
        !unread.isEmpty
        && waitsForDisk { batch.number % 4 != 0 || Self.areCached(unread, of: folders) }
      let count = waitsForDisk ? FileHead.aheadCount : FileBatch.size
      for start in stride(from: 0, to: unread.count, by: count) {
        let files = unread[start..<min(start + count, unread.count)]
        if waitsForDisk { head.openAhead(files.map { (folders[$0.folder].folder, $0.index) }) }
        read(files, of: folders, batch.plan, prefix, &found)
      }
      writeWaiting(&found, plan: batch.plan)
    }
    batches.append(FoundBatch(number: batch.number, records: found))
    if writer.bytes.count > Self.chunkSize { finish() }
  }

  /// Whether the files can be read without waiting for the disk, as far as three of them tell: the system may have
  /// let go of a single one.
  private static func areCached(
    _ files: [UnreadFile],
    of folders: [(folder: FolderFiles, range: Range<Int>)]
  ) -> Bool {
    func isCached(_ file: UnreadFile) -> Bool { folders[file.folder].folder.isCached(file.index) }
    guard let first = files.first, let last = files.last, !isCached(first) else { return true }
    return isCached(files[files.count / 2]) && isCached(last)
  }

  /// Hands over what was found so far.
  mutating func finish() {
    let chunk = RecordChunk(writer.take())
    writer.reserveCapacity(Self.chunkCapacity)
    for batch in batches.indices {
      batches[batch].chunk = chunk
    }
    findings.add(batches, readCount: readCount)
    batches = []
    readCount = 0
  }

  private static let chunkSize = 1 << 16
  /// With most of the batch that makes it big enough, so that it seldom grows.
  private static let chunkCapacity = chunkSize + 3 << 13

  /// Makes `path` that of the file at `index` of `folder`, which is in the folder `prefix` of the site.
  private mutating func setPath(_ prefix: [UInt8], _ folder: FolderFiles, _ index: Int) {
    path.removeAll(keepingCapacity: true)
    path += prefix
    folder.appendPath(index, to: &path)
  }

  /// What is known of the file at `index` of `folder`, as the other does it; sets `path` only where that takes it.
  private mutating func known(
    _ prefix: [UInt8],
    _ folder: FolderFiles,
    _ index: Int,
    plan: Int,
    isSame: Bool
  ) -> FoundRecord? {
    guard !records.rows.isEmpty else { return nil }
    setPath(prefix, folder, index)
    return known(plan: plan, isSame: isSame) { folder.status(index) }
  }

  /// What is known of the file at `path`, when that still holds: it `isSame`, or has its old `status`.
  private mutating func known(
    plan: Int,
    isSame: Bool,
    _ status: () -> FileStatus?
  ) -> FoundRecord? {
    guard !records.rows.isEmpty else { return nil }
    let found = path.withUnsafeBytes { path in
      records.place(after: lastPlace, path, plan: plan)
        ?? records.place(EntryRecords.hash(path, plan: plan), path, plan: plan)
    }
    guard let place = found else { return nil }
    lastPlace = place
    if isSame { return .known(place) }
    guard let status = status(), records.has(RecordStatus(status), at: place) else { return nil }
    return .known(place)
  }

  /// Reads files of the collection at `number`, which is in the folder `prefix`; some are left waiting.
  private mutating func read(
    _ files: ArraySlice<UnreadFile>,
    of folders: [(folder: FolderFiles, range: Range<Int>)],
    _ number: Int,
    _ prefix: [UInt8],
    _ found: inout [FoundRecord]
  ) {
    var rest = files
    while let first = rest.first {
      // Not anew for each file: other threads count references to it too.
      let folder = folders[first.folder].folder
      for file in rest {
        guard file.folder == first.folder else { break }
        rest.removeFirst()
        setPath(prefix, folder, file.index)
        let record = record(file, in: folder, number, baseCount: prefix.count)
        if let record { found[file.place] = record }
      }
    }
  }

  /// The record of a file; nil when it is left waiting.
  private mutating func record(
    _ unread: UnreadFile,
    in folder: FolderFiles,
    _ number: Int,
    baseCount: Int
  ) -> FoundRecord? {
    let record: FileRecord
    var status = FileStatus(size: 0, modified: .max, changed: .max, inode: 0)
    var file: String { String(decoding: path, as: UTF8.self) }
    var name: String { String(decoding: path[baseCount...], as: UTF8.self) }
    do throws(FileError) {
      try head.read(folder, unread.index, asksStatus: records.areKept)
      status = head.status ?? status
      if let data = data(number) {
        if let found = plainRecord(data, number, status, baseCount: baseCount) {
          return found
        }
        // Whoever tries fixes wants to know whether it is still the file.
        status = head.askedStatus() ?? status
        if glances[number].isQuickerTogether {
          waiting.append((unread.place, WaitingFile(file, name, data, head: head, status)))
          return nil
        }
        record = scan.check.record(of: file, name, plan: number, data, head: head)
      } else {
        status = head.askedStatus() ?? status
        record = scan.check.wholeRecord(
          of: file,
          name,
          plan: number,
          head: head,
          root: scan.root
        )
      }
    } catch {
      record = scan.check.record(of: file, name, plan: number, failure: error)
    }
    return write(record, status, plan: number)
  }

  /// The data of a Markdown file whose head was read, and more of it if need be; nil when it takes more than a
  /// value to be known of it.
  private func data(_ number: Int) -> Value? {
    guard glances[number].isMarkdown(path) else { return nil }
    if let data = yaml.value(ofMarkdown: head.content, fences: fences) { return data }
    return head.readOn() ? yaml.value(ofMarkdown: head.content, fences: fences) : nil
  }

  /// The record of a Markdown file that holds `data`, when there is nothing to say of it; nil when there may be.
  private mutating func plainRecord(
    _ data: Value,
    _ number: Int,
    _ status: FileStatus,
    baseCount: Int
  ) -> FoundRecord? {
    guard glances[number].isPlain(data) else { return nil }
    let isListed = scan.check.listsEntries
    let title = isListed ? EntryColumns.title(of: data) : ""
    let cells = isListed ? EntryColumns.cells(of: data, scan.check.plans[number].columns) : []
    id.removeAll(keepingCapacity: true)
    guard EntryID.appendSlugged(path, from: baseCount, to: &id), !id.isEmpty else { return nil }
    readCount += 1
    return .read(
      writer.writePlainRecord(
        state(status),
        plan: number,
        path: path,
        id: id,
        title: title,
        cells: cells
      )
    )
  }

  /// Adds the records of the files that wait.
  private mutating func writeWaiting(_ found: inout [FoundRecord], plan: Int) {
    guard !waiting.isEmpty else { return }
    let records = scan.check.records(of: waiting.map(\.file), plan: plan)
    for (waiting, record) in zip(waiting, records) {
      path = Array(waiting.file.file.utf8)
      found[waiting.place] = write(record, waiting.file.status, plan: plan)
    }
    waiting = []
  }

  /// What is remembered of a file's state when it was read.
  private func state(_ status: FileStatus) -> RecordStatus {
    var state = RecordStatus(status)
    if !start.canTrust(status) { state.size = RecordStatus.never }
    return state
  }

  private mutating func items(_ file: String, plan: Int) -> FoundRecord {
    let absolute = "\(scan.root)/\(file)"
    let known = known(plan: plan, isSame: false) { FileStatus(path: absolute) }
    if let known { return known }
    do {
      let read = try FileReading.whole(absolute)
      let record = scan.check.record(of: file, file, plan: plan, read.bytes, isWhole: true)
      return write(record, read.status, plan: plan)
    } catch {
      let record = scan.check.record(of: file, file, plan: plan, failure: error)
      let status = FileStatus(size: 0, modified: .max, changed: .max, inode: 0)
      return write(record, status, plan: plan)
    }
  }

  private mutating func write(
    _ record: FileRecord,
    _ status: FileStatus,
    plan: Int
  ) -> FoundRecord {
    readCount += 1
    var state = state(status)
    if record.lacksImages { state.size = RecordStatus.never }
    return .read(
      writer.writeRecord(state, plan: plan, path: path, record)
    )
  }
}

extension RecordStatus {
  /// The size of no file: it is read again the next time.
  fileprivate static let never: Int64 = -1

  init(_ status: FileStatus) {
    self.init(
      size: status.size,
      modified: status.modified,
      changed: status.changed,
      inode: status.inode
    )
  }
}
