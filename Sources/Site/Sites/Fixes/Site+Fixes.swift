import Content
package import Diagnostics
import Foundation
import Synchronization

extension Site {
  /// Problems of one file beyond this are not looked at: each of their fixes is tried on the whole
  /// file.
  static let fixLimit = 200

  /// The fixes of each of `problems`, safe ones first; empty where there is none.
  ///
  /// Costs nothing for no problems; else each file that has one is read again, many at once.
  package func fixes(for problems: [Problem]) async -> [[Fix]] {
    guard !problems.isEmpty else { return [] }
    let places = Dictionary(grouping: problems.indices) { problems[$0].file }
    let found = Mutex([[Fix]](repeating: [], count: problems.count))
    await eachTrial(of: Array(places.keys)) { trial in
      for index in (places[trial.task.path] ?? []).prefix(Self.fixLimit) {
        let fixes = trial.fixes(of: problems[index])
        if !fixes.isEmpty { found.withLock { $0[index] = fixes } }
      }
    }
    return found.withLock { $0 }
  }

  /// What `describe` says of each of `problems`, given the text of its file, nil where that cannot be read;
  /// and how many of them have a safe fix.
  ///
  /// They are all problems of the site (`areAll`) or a part of them. How many of all can be fixed is known from the
  /// last time while nothing changed. Each file is read once, many at the same time.
  package func review(
    _ problems: [Problem],
    areAll: Bool,
    _ describe: @escaping @Sendable (Problem, SourceText?) -> String
  ) async -> (texts: [String], fixableCount: Int) {
    guard !problems.isEmpty, let known = await known() else {
      return (problems.map { describe($0, nil) }, 0)
    }
    let knownCount = areAll ? records.fixableCount : nil
    let places = Dictionary(grouping: problems.indices) { problems[$0].file }
    let texts = Mutex([String](repeating: "", count: problems.count))
    let count = Atomic(0)
    let trials = known.trials
    await known.eachFile(Array(places.keys)) { path, read in
      let file = try? read.get()
      let places = places[path] ?? []
      let source = file.map { SourceText($0.bytes) }
      let described = places.map { describe(problems[$0], source) }
      texts.withLock { for (place, text) in zip(places, described) { $0[place] = text } }
      guard knownCount == nil, let file, let trial = trials.trial(of: path, file) else { return }
      let fixable = places.prefix(Self.fixLimit).count { trial.hasSafeFix(of: problems[$0]) }
      count.wrappingAdd(fixable, ordering: .relaxed)
    }
    let fixableCount = knownCount ?? count.load(ordering: .relaxed)
    if areAll, knownCount == nil { records.keep(fixableCount: fixableCount) }
    return (texts.withLock { $0 }, fixableCount)
  }

  /// The fixes of one problem.
  package func fixes(for problem: Problem) async -> [Fix] {
    await fixes(for: [problem]).first ?? []
  }

  /// What applying `fix` to the file of `problem` would write.
  ///
  /// Throws `SiteError.changedOnDisk` when the file is not the one that the fix was made for.
  package func plan(_ fix: Fix, of problem: Problem) async throws(SiteError) -> ChangeSet {
    guard await fixes(for: problem).contains(fix) else {
      throw .changedOnDisk(file: problem.file)
    }
    let read: FileBytes
    do {
      read = try FileReading.whole("\(root)/\(problem.file)")
    } catch {
      throw .cannotRead(file: problem.file, reason: error.reason)
    }
    let change = FileChange(
      problem.file,
      from: read.bytes,
      to: read.bytes.applying(fix.edits),
      stamp: read.status.stamp(of: read.bytes)
    )
    return ChangeSet(title: "fixed \(problem.entry ?? problem.file): \(fix.title)", files: [change])
  }

  /// Every fix of `problems` that may be applied together, and what that would write.
  ///
  /// The first fix of each problem is taken, only safe ones unless `allowsUnsafe`, only those with
  /// the title `title` where it is given: "fix all like this".
  ///
  /// `progress` is told how many files were looked at, on any thread.
  @concurrent package nonisolated func planFixes(
    of problems: [Problem],
    allowsUnsafe: Bool = false,
    titled title: String? = nil,
    progress: FileProgress? = nil
  ) async -> FixPlan {
    let wanted = Dictionary(grouping: problems, by: \.file)
    let outcomes = Mutex([(items: [FixPlan.Item], change: FileChange)]())
    await eachTrial(of: Array(wanted.keys), progress) { trial in
      var run = FixRun(trial, problems: wanted[trial.task.path] ?? [])
      run.fix { fix in (allowsUnsafe || fix.isSafe) && (title.map { fix.title == $0 } ?? true) }
      guard !run.applied.isEmpty else { return }
      let change = run.change(isOneOfMany: wanted.count > 16)
      let items = run.applied.sorted { $0.start < $1.start }
      outcomes.withLock { $0.append((items, change)) }
    }
    let done = outcomes.withLock { $0 }.sorted { $0.change.file < $1.change.file }
    var plan = FixPlan(items: [], changes: ChangeSet(title: ""))
    for (items, change) in done {
      plan.items += items
      plan.changes.files.append(change)
    }
    plan.changes.title = "fixed \(counted(plan.items.count, "problem"))"
    return plan
  }

  /// Hands each of `files` with what is wrong with it to `body`, many at once, in no order.
  ///
  /// When the task is cancelled, some are left out.
  @concurrent nonisolated func eachTrial(
    of files: [String],
    _ progress: FileProgress? = nil,
    _ body: @escaping @Sendable (FileTrial) -> Void
  ) async {
    guard let known = await known() else { return }
    let trials = known.trials
    await known.eachFile(files, progress) { path, read in
      if let file = try? read.get(), let trial = trials.trial(of: path, file) { body(trial) }
    }
  }
}

extension SiteSnapshot {
  /// The entries of each collection that was checked.
  var checkedEntries: [String: [EntrySummary]] {
    var entries: [String: [EntrySummary]] = [:]
    for collection in collections where collection.status == .checked {
      entries[collection.name] = collection.entries
    }
    return entries
  }
}

/// Fixes of many problems, and what they come to.
package struct FixPlan: Sendable {
  /// Each problem that would be fixed, by file.
  package var items: [Item]
  package var changes: ChangeSet

  /// One of the problems, and the fix that was taken.
  package struct Item: Sendable, Equatable {
    package var problem: Problem
    package var fix: Fix
    /// The lines that it alone changes.
    package var splice: Splice

    /// Where the problem begins in the file, in bytes.
    fileprivate var start: Int { problem.span?.start.offset ?? 0 }
  }
}

/// Applies fixes to one file in memory, one after the other, each to what the last one left.
private struct FixRun {
  private(set) var applied: [FixPlan.Item] = []
  private let original: FileTrial
  private var trial: FileTrial
  private let wanted: [Problem]

  func change(isOneOfMany: Bool) -> FileChange {
    original.change(to: trial.bytes, isOneOfMany: isOneOfMany)
  }

  init(_ trial: FileTrial, problems: [Problem]) {
    original = trial
    self.trial = trial
    wanted = problems
  }

  /// Applies the first fix that `isAllowed` of each problem, until none is left.
  mutating func fix(where isAllowed: (Fix) -> Bool) {
    for _ in 0..<Site.fixLimit {
      guard let (problem, fix) = next(isAllowed) else { return }
      let after = trial.bytes.applying(fix.edits)
      let splice = Splice(from: trial.bytes, to: after, context: 3)
      applied.append(FixPlan.Item(problem: problem, fix: fix, splice: splice))
      trial = trial.with(after)
    }
  }

  private func next(_ isAllowed: (Fix) -> Bool) -> (Problem, Fix)? {
    for problem in trial.state.problems {
      guard let asked = asked(problem) else { continue }
      if let fix = trial.fixes(of: problem).first(where: isAllowed) { return (asked, fix) }
    }
    return nil
  }

  /// The problem as it was asked for, with its place in the file as it stands; nil for one that a fix
  /// uncovered.
  ///
  /// Problems keep their place in the data while others are fixed.
  private func asked(_ problem: Problem) -> Problem? {
    wanted.first { other in
      other.rule == problem.rule && other.path == problem.path && other.entry == problem.entry
        && other.collection == problem.collection
    }
  }
}

/// Makes trials of the files of one site.
struct FileTrials: Sendable {
  let check: FileCheck
  let references: ReferenceCheck
  let records: EntryRecords

  /// The trial of the file at `path`, which was read; nil when no collection reads it.
  func trial(of path: String, _ file: FileBytes) -> FileTrial? {
    FileTask(path, check.plans, in: records).map { task in
      FileTrial(
        task,
        file.bytes,
        file.status.stamp(of: file.bytes),
        known: known(task, RecordStatus(file.status)),
        check: check,
        references: references
      )
    }
  }

  /// What each collection that reads the file had of it, when it was in the state `status` then; else nil.
  private func known(_ task: FileTask, _ status: RecordStatus) -> [FileRecord]? {
    var path = task.path
    return path.withUTF8 { utf8 in
      let path = UnsafeRawBufferPointer(utf8)
      var known: [FileRecord] = []
      for use in task.uses {
        let hash = EntryRecords.hash(path, plan: use.plan)
        let place = FileRecord.Place(file: task.path, collection: check.plans[use.plan].name)
        guard let row = records.row(hash, path, plan: use.plan), row.has(status),
          let record = row.record(at: place)
        else { return nil }
        known.append(record)
      }
      return known
    }
  }
}

extension KnownSite {
  fileprivate var trials: FileTrials {
    FileTrials(check: check, references: references, records: records)
  }
}
