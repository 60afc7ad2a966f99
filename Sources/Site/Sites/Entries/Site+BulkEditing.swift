import Content
import Frontmatter
import Synchronization
package import Values

/// Changes of many entries, worked out and not yet written.
package struct BulkPlan: Sendable {
  /// What becomes of one value of one entry.
  package struct Item: Sendable, Equatable {
    package var address: EntryAddress
    package var path: ValuePath
    /// Nil where there is none.
    package var before: Value?
    package var after: Value?
  }

  /// Only what differs afterwards, by file.
  package var items: [Item]
  /// Problems that there were not before.
  package var newProblems: [Problem]
  package var changes: ChangeSet
}

extension Site {
  /// What making `changes` on each of `entries` would write, as one step of undo.
  ///
  /// Where a change cannot be made on an entry, none is made on that entry, and it is refused.
  ///
  /// `progress` is told how many files were looked at, on any thread.
  @concurrent package nonisolated func plan(
    _ changes: [EntryChange],
    on entries: [EntryAddress],
    titled title: String,
    progress: FileProgress? = nil
  ) async -> BulkPlan {
    let wanted = Dictionary(grouping: entries, by: \.file)
    let outcomes = Mutex([String: FileOutcome]())
    await eachTrial(of: Array(wanted.keys), progress) { trial in
      var editing = FileEditing(trial)
      for address in wanted[trial.task.path] ?? [] { editing.make(changes, on: address) }
      let outcome = editing.outcome(isOneOfMany: wanted.count > 16)
      outcomes.withLock { $0[trial.task.path] = outcome }
    }
    let done = outcomes.withLock { $0 }
    var plan = BulkPlan(items: [], newProblems: [], changes: ChangeSet(title: title))
    for file in wanted.keys.sorted() {
      guard let outcome = done[file] else {
        let reason = SiteError.cannotRead(file: file, reason: "it is not there").description
        plan.changes.refusals.append(ChangeSet.Refusal(subject: file, reason: reason))
        continue
      }
      plan.items += outcome.items
      plan.changes.refusals += outcome.refusals
      plan.newProblems += outcome.newProblems
      if let change = outcome.change { plan.changes.files.append(change) }
    }
    return plan
  }
}

/// What the changes of one file's entries come to.
private struct FileOutcome: Sendable {
  var items: [BulkPlan.Item]
  var refusals: [ChangeSet.Refusal]
  var newProblems: [Problem] = []
  /// Nil where nothing differs.
  var change: FileChange?
}

/// Changes the entries of one file in memory, one after the other.
private struct FileEditing {
  private let trial: FileTrial
  private var bytes: [UInt8]
  private var items: [BulkPlan.Item] = []
  private var refusals: [ChangeSet.Refusal] = []

  init(_ trial: FileTrial) {
    self.trial = trial
    bytes = trial.bytes
  }

  mutating func make(_ changes: [EntryChange], on address: EntryAddress) {
    guard let plan = trial.plan(of: address.collection) else { return }
    if let reason = plan.readOnlyReason { return refuse(address, reason) }
    var document = trial.check.document(bytes, file: address.file, plan)
    if let failure = document.failure {
      refuse(address, EditError.unreadable(failure).reason)
      return
    }
    let order = plan.isWhole ? plan.check.keyOrder : []
    var made: [BulkPlan.Item] = []
    for change in changes {
      let value = document.data
      let base = plan.base(of: address.id, in: value)
      let data = value[base] ?? .undefined
      do {
        for edit in change.written(in: document.format).edits(on: data, at: base) {
          document = try document.applying(edit, keyOrder: order)
        }
      } catch {
        refuse(address, error.reason)
        return
      }
      made += Self.items(change, address, data, document.data[base] ?? .undefined)
    }
    items += made
    bytes = document.source.bytes
  }

  func outcome(isOneOfMany: Bool) -> FileOutcome {
    var outcome = FileOutcome(items: items, refusals: refusals)
    guard bytes != trial.bytes else { return outcome }
    outcome.newProblems = trial.newProblems(in: bytes)
    outcome.change = trial.change(to: bytes, isOneOfMany: isOneOfMany)
    return outcome
  }

  private mutating func refuse(_ address: EntryAddress, _ reason: String) {
    refusals.append(ChangeSet.Refusal(subject: address.name, reason: reason))
  }

  private static func items(
    _ change: EntryChange,
    _ address: EntryAddress,
    _ before: Value,
    _ after: Value
  ) -> [BulkPlan.Item] {
    var paths = [change.path]
    if case .renameKey(let path, let name) = change { paths.append(path.dropLast() + [.key(name)]) }
    if case .replaceText = change, case .object(let object)? = before[change.path] {
      paths = object.keys.map { change.path + [.key($0)] }
    }
    return paths.compactMap { path in
      let item = BulkPlan.Item(
        address: address,
        path: path,
        before: before[path],
        after: after[path]
      )
      return item.before == item.after ? nil : item
    }
  }
}

extension EntryChange {
  /// The change with its value as `format` can hold it.
  fileprivate func written(in format: DocumentFormat?) -> EntryChange {
    switch self {
    case .set(let path, let value): .set(path, value.written(in: format))
    case .addItem(let path, let value): .addItem(path, value.written(in: format))
    case .removeItem(let path, let value): .removeItem(path, value.written(in: format))
    default: self
    }
  }
}
