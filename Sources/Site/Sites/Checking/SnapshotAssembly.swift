import Diagnostics
import Values

/// Puts the records of all files together: order, duplicates, references.
struct SnapshotAssembly {
  let plans: [CollectionPlan]
  let listing: FileListing
  let records: EntryRecords
  /// Entries that the site's own loaders made, by the place of the collection.
  let inline: [Int: FileRecord]
  /// Whether a reference to a missing entry fails the build (Astro 2.5 to 4), not only a log line.
  let referencesAreErrors: Bool

  /// The collections in the order of the plan.
  func collections() -> [CollectionSnapshot] {
    var gathered = plans.map { _ in (entries: [EntryRecord](), problems: [Problem]()) }
    for task in listing.tasks {
      guard let known = records.files[task.path] else { continue }
      for (use, item) in zip(task.uses, known.records) {
        gathered[use.plan].entries += item.record.entries
        gathered[use.plan].problems += item.record.problems
      }
    }
    for (plan, record) in inline {
      gathered[plan].entries += record.entries
      gathered[plan].problems += record.problems
    }
    for plan in plans.indices {
      gathered[plan].problems = listing.problems[plan, default: []] + gathered[plan].problems
      gathered[plan].entries.sort { $0.summary.id < $1.summary.id }
      markDuplicates(&gathered[plan].entries, in: plans[plan])
    }
    checkReferences(&gathered)
    return zip(plans, gathered).map { plan, gathered in
      CollectionSnapshot(
        name: plan.name,
        loader: plan.loader,
        base: plan.base,
        patterns: plan.patterns,
        status: plan.status,
        columns: plan.columns,
        entries: gathered.entries.map(\.summary),
        problems: gathered.problems
      )
    }
  }

  /// Two entries of one id: the later one replaces the earlier, which Astro logs.
  private func markDuplicates(_ entries: inout [EntryRecord], in plan: CollectionPlan) {
    for index in entries.indices.dropFirst()
    where entries[index].summary.id == entries[index - 1].summary.id {
      let other = entries[index - 1].summary.file
      let isSameFile = other == entries[index].summary.file
      entries[index].summary.problems.append(
        Problem(
          rule: "entry/duplicate-id",
          severity: .warning,
          message: isSameFile
            ? "another item of the file has the id '\(entries[index].summary.id)' too"
            : "\(other) has the id '\(entries[index].summary.id)' too",
          collection: plan.name,
          entry: entries[index].summary.id,
          file: entries[index].summary.file,
          help: "rename one of them, or give it a slug"
        )
      )
    }
  }

  private func checkReferences(_ gathered: inout [(entries: [EntryRecord], problems: [Problem])]) {
    guard gathered.contains(where: { $0.entries.contains { !$0.references.isEmpty } }) else {
      return
    }
    var ids: [String: Set<String>] = [:]
    for (plan, collection) in zip(plans, gathered) where plan.status == .checked {
      ids[plan.name] = Set(collection.entries.map(\.summary.id))
    }
    let check = ReferenceCheck(ids: ids, areErrors: referencesAreErrors)
    for plan in plans.indices {
      for index in gathered[plan].entries.indices
      where !gathered[plan].entries[index].references.isEmpty {
        let entry = gathered[plan].entries[index]
        gathered[plan].entries[index].summary.problems += entry.references.compactMap {
          check.problem($0, of: entry.summary, in: plans[plan].name)
        }
      }
    }
  }
}
