import Content
import Diagnostics
import EntryIndex
import Foundation
import Frontmatter
package import Sessions
import SiteScripts
import Values

/// Told how many files have been read or written, of those that were found so far.
package typealias FileProgress = @Sendable (_ done: Int, _ total: Int) -> Void

/// One opened site: the only thing that the commands and the screen talk to.
///
/// Opening reads nothing; `refresh` evaluates the site's configuration and checks its content.
package actor Site {
  /// The site's folder, absolute.
  package nonisolated let root: String
  /// Where the person was, drafts and undo; nil where nothing of that is kept, as in a check.
  package nonisolated let sessions: SessionStore?

  let environment: SiteEnvironment
  var configuration: Configuration?
  var records: EntryRecords
  var snapshot: SiteSnapshot?
  /// Nil while nobody asks what changes.
  var watch: FolderWatch?
  /// Only one scan at a time: a slow one must not replace what a later one found.
  let turns = Turns()
  /// What the last look at all files came to, with what was written since.
  var scan: ContentScan.Outcome?
  /// What a crash left was tidied away.
  var hasSwept = false
  /// The files that the configuration was made from, as they were then.
  private var inputs: Inputs?
  /// The server actions, once one was asked for.
  var servedActions: SiteActions?

  /// The site in the folder `root`, an absolute path.
  ///
  /// Throws `SiteError.unreadable` when there is no such folder
  /// or it must not be read.
  package init(
    at root: String,
    environment: SiteEnvironment,
    sessions: SessionStore? = nil
  ) throws(SiteError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: root, isDirectory: &isFolder) else {
      throw .unreadable(root: root, reason: "there is no such folder")
    }
    guard isFolder.boolValue else { throw .unreadable(root: root, reason: "it is not a folder") }
    guard access(root, R_OK | X_OK) == 0 else {
      throw .unreadable(root: root, reason: SystemError.text(errno))
    }
    self.root = root
    self.environment = environment
    self.sessions = sessions
    let name = String(FileHash.hash(Array(root.utf8)), radix: 16)
    let index = "\(environment.cacheFolder)/\(name)/index.sqlite"
    records = EntryRecords(store: environment.usesIndex ? IndexStore(path: index) : nil)
  }

  /// The folder's own name.
  package nonisolated var name: String { root.split(separator: "/").last.map(String.init) ?? root }
}

// MARK: - Checking

extension Site {
  /// Checks the whole site: what changed since the last time is read, the rest is known.
  ///
  /// Never throws: what goes wrong is a problem of the snapshot. `progress` is called now and then
  /// while files are read, on any thread. When the task is cancelled, the result is of no worth.
  package func refresh(progress: FileProgress? = nil) async -> SiteSnapshot {
    await turns.take()
    defer { turns.pass() }
    return await refresh(after: .all, progress)
  }

  /// The same when nothing but `changes` happened since the last time.
  ///
  /// One at a time: the caller has the turn.
  func refresh(after changes: FolderChanges, _ progress: FileProgress?) async -> SiteSnapshot {
    let clock = ContinuousClock()
    let start = clock.now
    watchConfiguration()
    sweepAfterCrash()
    let known = LazyRecords(records)
    if known.areUnread { SpareThreads.shared.run { known.prefetch() } }
    let configuration = await loadConfiguration()
    self.configuration = configuration
    watchConfiguration()
    let isOther = records.fingerprint != configuration.fingerprint
    let found = await ContentScan(
      root: root,
      check: configuration.fileCheck(root: root, listsEntries: environment.listsEntries),
      known: known,
      fingerprint: configuration.fingerprint,
      watch: watch,
      changes: isOther ? .all : changes
    ).run(progress)
    records = known.value(for: configuration.fingerprint)
    // A scan that was cancelled has not seen all files.
    if !Task.isCancelled {
      records.replace(found.rows, readCount: found.readCount)
      scan = found
    }
    var snapshot = await assemble(configuration, found, watchProblem(configuration))
    snapshot.seconds = (clock.now - start) / .seconds(1)
    if !Task.isCancelled { self.snapshot = snapshot }
    return snapshot
  }

  /// The configuration as its files say it now, or what stands in for one that never ends.
  func loadConfiguration() async -> Configuration {
    // Each attempt would leave another thread behind.
    if let configuration, configuration.isEndless { return configuration }
    // Fetching again at every change would never end: what came stays while the code does.
    if environment.allowsNetwork, let configuration,
      inputs == Inputs(configuration.inputs, root: root)
    {
      return configuration
    }
    let configuration = await evaluatedConfiguration()
    inputs = Inputs(configuration.inputs, root: root)
    return configuration
  }

  private func evaluatedConfiguration() async -> Configuration {
    let cached = Configuration.cached(root: root, environment: environment, isTrusted: isTrusted)
    if let cached { return cached }
    return await FirstOf.finish(within: .seconds(120), else: Configuration.endless) {
      [root, environment, isTrusted] in
      await Configuration.load(root: root, environment: environment, isTrusted: isTrusted)
    }
  }

  /// The site as `found`; not on the actor, since entries are read meanwhile.
  @concurrent nonisolated func assemble(
    _ configuration: Configuration,
    _ found: ContentScan.Outcome,
    _ watchProblem: Problem?
  ) async -> SiteSnapshot {
    let assembly = SnapshotAssembly(
      plans: configuration.plans,
      found: found,
      inline: configuration.inlineRecords(),
      config: configuration.file ?? "",
      referencesAreErrors: configuration.astroMajor < 5
    )
    return SiteSnapshot(
      root: root,
      name: name,
      config: configuration.file,
      astroVersion: configuration.astroVersion,
      zodMajor: configuration.zodMajor,
      collections: await assembly.collections(),
      problems: configuration.problems + [watchProblem].compactMap { $0 },
      fileCount: found.fileCount,
      changedFileCount: found.readCount
    )
  }
}

/// Files in a state that can be told from a later one.
private struct Inputs: Equatable {
  private let states: [String: FileStatus?]

  init(_ paths: [String], root: String) {
    states = Dictionary(
      paths.map { ($0, FileStatus(path: $0.hasPrefix("/") ? $0 : "\(root)/\($0)")) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
