import Sites

/// Changes are worked out to be looked at, then made.
extension RequestPerformer {
  func propose(
    _ intent: Intent,
    _ progress: FileProgress? = nil
  ) async throws(SiteError) -> Proposal {
    switch intent {
    case .fix(let problems): await fixes(of: problems)
    case .fixAll(let problems): await allFixes(of: problems, progress)
    case .edit(let entries, let command): Proposal(try await plan(command, on: entries, progress))
    case .create(let collection, let title):
      Proposal(try await site.planNew(in: collection, titled: title))
    case .duplicate(let address, let id):
      Proposal(try await site.planDuplicate(of: address, slug: id))
    case .rename(let address, let id):
      Proposal(try await site.planRename(of: address, to: id, progress: progress))
    case .remove(let entries):
      Proposal(try await site.planRemoval(of: entries, progress: progress))
    case .restore: Proposal(rows: try await removedFiles())
    }
  }

  /// What `intent`, narrowed to what is ticked, comes to.
  func combine(_ intent: Intent) async throws(SiteError) -> ChangeSet {
    switch intent {
    case .fixAll(let problems): await site.planFixes(of: problems, allowsUnsafe: true).changes
    case .edit(let entries, let command): try await plan(command, on: entries).changes
    case .fix, .create, .duplicate, .rename, .remove, .restore: try await propose(intent).changes
    }
  }

  /// What `command` does to `entries`, its value read as their schema wants it.
  private func plan(
    _ command: BulkCommand,
    on entries: [EntryAddress],
    _ progress: FileProgress? = nil
  ) async throws(SiteError) -> BulkPlan {
    let collection = entries.first?.collection ?? ""
    let change: EntryChange
    switch command {
    case .set(let path, let text):
      change = .set(path, try await site.value(of: text, at: path, in: collection))
    case .addItem(let path, let text):
      let item = try await site.value(of: text, at: path + [.index(0)], in: collection)
      change = .addItem(path, item)
    case .removeItem(let path, let text):
      let item = try await site.value(of: text, at: path + [.index(0)], in: collection)
      change = .removeItem(path, item)
    case .unset(let path): change = .unset(path)
    case .renameKey(let path, let name): change = .renameKey(path, name)
    case .replaceText(let path, let old, let new): change = .replaceText(path, old, with: new)
    }
    var plan = await site.plan([change], on: entries, titled: "", progress: progress)
    plan.changes.title = Set(plan.items.map(\.address)).sorted { $0.id < $1.id }.changeTitle
    return plan
  }

  /// A row for each file that can be restored, the one removed last first.
  private func removedFiles() async throws(SiteError) -> [Proposal.Row] {
    let times = ActivityText(zone: surroundings.zone, now: surroundings.now())
    var rows: [Proposal.Row] = []
    for removed in try await site.trash(limit: 200) {
      // What is not kept any more is nothing to choose.
      guard let changes = try? await site.planRestore(of: removed), let change = changes.files.first
      else { continue }
      let time = times.time(of: removed.date)
      rows.append(
        Proposal.Row(
          subject: removed.file,
          file: removed.file,
          action: time,
          lines: .change(change),
          changes: changes
        )
      )
    }
    return rows
  }

  private func fixes(of problems: [Problem]) async -> Proposal {
    var rows: [Proposal.Row] = []
    for (problem, fixes) in zip(problems, await site.fixes(for: problems)) {
      for fix in fixes {
        // A file that changed meanwhile has other problems, or none: it is looked at again later.
        guard let changes = try? await site.plan(fix, of: problem), let file = changes.files.first
        else { continue }
        rows.append(Proposal.Row(fix, of: problem, .change(file), changes: changes))
      }
    }
    return Proposal(rows: rows)
  }

  /// The safe fixes, ticked; those of the other problems beside them.
  private func allFixes(
    of problems: [Problem],
    _ progress: FileProgress?
  ) async -> Proposal {
    let safe = await site.planFixes(of: problems, progress: progress)
    let fixed = Set(safe.items.map(\.problem))
    let others = problems.filter { !fixed.contains($0) }
    let unsafe = await site.planFixes(of: others, allowsUnsafe: true, progress: progress)
    // A safe one here is one of the first again: it solves more than one problem.
    let guesses = unsafe.items.filter { !$0.fix.isSafe }
    let rows = (safe.items + guesses).map {
      Proposal.Row($0.fix, of: $0.problem, .splice($0.splice))
    }
    let place = { (row: Proposal.Row) in (row.file, row.problem?.span?.start.offset ?? 0) }
    return Proposal(rows: rows.sorted { place($0) < place($1) }, changes: safe.changes)
  }

  func commit(_ changes: ChangeSet, _ send: Send) async {
    do {
      let commit = try await telling("writing", send) { (progress) async throws(SiteError) in
        try await site.commit(changes, progress: progress)
      }
      let committed = Committed(
        title: commit.title,
        // A file that moves is one, as the plan showed it.
        fileCount: commit.files.count - (changes.move == nil || commit.files.count < 2 ? 0 : 1),
        failures: commit.failures,
        unwanted: commit.unwanted,
        catalog: Catalog(commit.snapshot)
      )
      await send(.committed(committed))
    } catch {
      await send(.writingFailed("\(error)"))
    }
  }
}

extension Proposal {
  /// A row for each value that becomes another.
  init(_ plan: BulkPlan) {
    let changes = Dictionary(plan.changes.files.map { ($0.file, $0) }) { first, _ in first }
    let rows = plan.items.map { item in
      var row = Row(
        subject: item.address.id,
        file: item.address.file,
        action: item.path.dottedText,
        lines: changes[item.address.file].map(Row.Lines.change) ?? .diff(LineDiff(lines: [])),
        values: Row.Values(
          before: item.before.map(ValueText.flow) ?? "",
          after: item.after.map(ValueText.flow) ?? ""
        )
      )
      row.address = item.address
      return row
    }
    self.init(
      rows: rows,
      changes: plan.changes,
      notes: Self.words(plan.newProblems) + plan.changes.words
    )
  }

  /// A row for each file that is written.
  init(_ plan: EntryPlan) {
    self.init(plan.changes)
    notes = Self.words(plan.problems) + notes
    target = plan.address
  }

  init(_ changes: ChangeSet) {
    let move = changes.move
    let rows = changes.files.filter { $0 != move?.old }.map { change in
      let isMoved = change == move?.new
      return Row(
        subject: change.file,
        file: change.file,
        action: isMoved ? "moved" : change.kind.word,
        lines: isMoved ? .diff(move?.diff ?? LineDiff(lines: [])) : .change(change)
      )
    }
    self.init(rows: rows, changes: changes, notes: changes.words)
  }

  private static func words(_ problems: [Problem]) -> [String] {
    let words = problems.prefix(5).map { "\($0.entry ?? $0.file): \($0.summary)" }
    return problems.count > 5 ? words + ["and \(problems.count - 5) problems more"] : words
  }
}

extension ChangeSet {
  fileprivate var words: [String] {
    refusals.map { "\($0.subject) is left out: \($0.reason)" } + notes
  }
}

extension FileChange.Kind {
  fileprivate var word: String {
    switch self {
    case .created: "created"
    case .edited: "edited"
    case .removed: "removed"
    }
  }
}
