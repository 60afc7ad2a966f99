import Diagnostics
import Values

/// Puts the records of all files together: order, duplicates, references.
struct SnapshotAssembly {
  let plans: [CollectionPlan]
  let found: ContentScan.Outcome
  /// Entries that the site's own loaders made, by the place of the collection.
  let inline: [Int: FileRecord]
  /// Where those are said to stand.
  let config: String
  /// Whether a reference to a missing entry fails the build (Astro 2.5 to 4), not only a log line.
  let referencesAreErrors: Bool

  /// What one collection has.
  private struct Gathered {
    var entries: [Entry] = []
    var problems: [Problem] = []
  }

  private struct Entry {
    var summary: EntrySummary
    var references: [ReferenceUse] = []
  }

  /// The collections in the order of the plan.
  func collections() -> [CollectionSnapshot] {
    var gathered = plans.map { _ in Gathered() }
    var counts = plans.map { _ in 0 }
    for row in found.rows where counts.indices.contains(Int(row.plan)) {
      counts[Int(row.plan)] += 1
    }
    for plan in plans.indices { gathered[plan].entries.reserveCapacity(counts[plan]) }
    for row in found.rows where plans.indices.contains(Int(row.plan)) {
      add(row, to: &gathered[Int(row.plan)])
    }
    for (plan, record) in inline {
      gathered[plan].entries += record.entries.map {
        Entry(summary: EntrySummary($0, file: config), references: $0.references)
      }
      gathered[plan].problems += record.problems
    }
    for plan in plans.indices {
      gathered[plan].problems = found.problems[plan, default: []] + gathered[plan].problems
      order(&gathered[plan].entries, of: plans[plan])
    }
    let entries = checkedReferences(gathered)
    return zip(zip(plans, gathered), entries).map { pair, entries in
      let (plan, gathered) = pair
      return CollectionSnapshot(
        name: plan.name,
        loader: plan.loader,
        base: plan.base,
        patterns: plan.patterns,
        status: plan.status,
        columns: plan.columns,
        entries: entries,
        problems: gathered.problems
      )
    }
  }

  private func add(_ row: RecordRow, to gathered: inout Gathered) {
    if let entry = row.plainEntry {
      let summary = EntrySummary(row.chunk, record: row.offset, entry: entry, problems: [])
      gathered.entries.append(Entry(summary: summary))
      return
    }
    guard let header = row.header else { return }
    let payload = Int(row.offset) + RecordHeader.size + header.pathCount
    var reader = ByteReader(row.chunk.bytes, at: payload)
    let place = FileRecord.Place(file: row.path, collection: plans[Int(row.plan)].name)
    do {
      for _ in 0..<(try reader.int()) {
        let start = UInt32(reader.offset)
        let entry = try reader.entry(at: place)
        let summary = EntrySummary(
          row.chunk,
          record: row.offset,
          entry: start,
          problems: entry.problems
        )
        gathered.entries.append(Entry(summary: summary, references: entry.references))
      }
      gathered.problems += try reader.array { try $0.problem(at: place, entry: nil) }
    } catch {
      // The checksum of the index held, so this record was written so: a fault of ours.
      assertionFailure("a record of \(place.file) cannot be read: \(error)")
    }
  }

  /// Sorts `entries` by their ids, and marks those of which there are two.
  ///
  /// The walks find files in the order of their paths, which mostly is that of their ids.
  private func order(_ entries: inout [Entry], of plan: CollectionPlan) {
    let isOrdered = entries.indices.dropFirst().allSatisfy {
      entries[$0 - 1].summary.precedes(entries[$0].summary)
    }
    if isOrdered { return }
    entries.sort { $0.summary.precedes($1.summary) }
    markDuplicates(&entries, in: plan)
  }

  /// Two entries of one id: the later one replaces the earlier, which Astro logs.
  private func markDuplicates(_ entries: inout [Entry], in plan: CollectionPlan) {
    for index in entries.indices.dropFirst()
    where entries[index].summary.hasSameID(as: entries[index - 1].summary) {
      let entry = entries[index].summary
      // That it has none was said.
      guard !entry.id.isEmpty else { continue }
      let other = entries[index - 1].summary.file
      entries[index].summary.problems.append(
        Problem(
          rule: "entry/duplicate-id",
          severity: .warning,
          message: other == entry.file
            ? "another item of the file has the id '\(entry.id)' too"
            : "\(other) has the id '\(entry.id)' too",
          collection: plan.name,
          entry: entry.id,
          file: entry.file,
          help: "rename one of them, or give it a slug",
          related: [RelatedPlace(message: "the other entry", file: other)]
        )
      )
    }
  }

  /// The entries of each collection, with what is wrong with their references.
  private func checkedReferences(_ gathered: [Gathered]) -> [[EntrySummary]] {
    var checked = gathered.map { $0.entries.map(\.summary) }
    var targets: [String: [EntrySummary]] = [:]
    for (plan, entries) in zip(plans, checked) where plan.status == .checked {
      targets[plan.name] = entries
    }
    let check = ReferenceCheck(
      entries: targets,
      plans: plans,
      areErrors: referencesAreErrors
    )
    for plan in plans.indices {
      for (index, entry) in gathered[plan].entries.enumerated() where !entry.references.isEmpty {
        checked[plan][index].problems += entry.references.compactMap { use in
          check.problem(use, of: entry.summary.id, entry.summary.file, in: plans[plan].name)
        }
      }
    }
    return checked
  }
}
