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
    var entries: [EntrySummary] = []
    /// Those of the entries that name others, by their place in `entries`.
    var references: [Int: [ReferenceUse]] = [:]
    var problems: [Problem] = []

    mutating func add(_ entry: EntrySummary, _ uses: [ReferenceUse]) {
      if !uses.isEmpty { references[entries.count] = uses }
      entries.append(entry)
    }
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
      for entry in record.entries {
        gathered[plan].add(EntrySummary(entry, file: config), entry.references)
      }
      gathered[plan].problems += record.problems
    }
    for plan in plans.indices {
      gathered[plan].problems = found.problems[plan, default: []] + gathered[plan].problems
      order(&gathered[plan], of: plans[plan])
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
        entries: gathered.entries,
        problems: gathered.problems
      )
    }
  }

  private func add(_ row: RecordRow, to gathered: inout Gathered) {
    if let entry = row.plainEntry {
      gathered.entries.append(
        EntrySummary(row.chunk, record: row.offset, entry: entry, problems: [])
      )
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
        gathered.add(summary, entry.references)
      }
      gathered.problems += try reader.array { try $0.problem(at: place, entry: nil) }
    } catch {
      // The checksum of the index held, so this record was written so: a fault of ours.
      assertionFailure("a record of \(place.file) cannot be read: \(error)")
    }
  }

  /// Sorts the entries by their ids, and marks those of which there are two.
  ///
  /// The walks find files in the order of their paths, which mostly is that of their ids.
  private func order(_ gathered: inout Gathered, of plan: CollectionPlan) {
    let entries = gathered.entries
    let isOrdered = entries.indices.dropFirst().allSatisfy {
      entries[$0 - 1].precedes(entries[$0])
    }
    if isOrdered { return }
    let order = entries.indices.sorted { entries[$0].precedes(entries[$1]) }
    gathered.entries = order.map { entries[$0] }
    let references = gathered.references
    gathered.references = [:]
    for (place, old) in order.enumerated() { gathered.references[place] = references[old] }
    markDuplicates(&gathered.entries, in: plan)
  }

  /// Two entries of one id: the later one replaces the earlier, which Astro logs.
  private func markDuplicates(_ entries: inout [EntrySummary], in plan: CollectionPlan) {
    for index in entries.indices.dropFirst()
    where entries[index].hasSameID(as: entries[index - 1]) {
      let entry = entries[index]
      // That it has none was said.
      guard !entry.id.isEmpty else { continue }
      let other = entries[index - 1].file
      entries[index].problems.append(
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

  /// Adds what is wrong with the references of the entries.
  private func checkReferences(_ gathered: inout [Gathered]) {
    var targets: [String: [EntrySummary]] = [:]
    for (plan, gathered) in zip(plans, gathered) where plan.status == .checked {
      targets[plan.name] = gathered.entries
    }
    let check = ReferenceCheck(
      entries: targets,
      plans: plans,
      areErrors: referencesAreErrors
    )
    for plan in plans.indices {
      for (place, uses) in gathered[plan].references {
        let entry = gathered[plan].entries[place]
        let problems = uses.compactMap { use in
          check.problem(use, of: entry.id, entry.file, in: plans[plan].name)
        }
        if !problems.isEmpty { gathered[plan].entries[place].problems += problems }
      }
    }
  }
}
