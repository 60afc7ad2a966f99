import Content
import Diagnostics
import Synchronization
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
    var references: [(place: Int, uses: [ReferenceUse])] = []
    var problems: [Problem] = []

    mutating func add(_ entry: EntrySummary, _ uses: [ReferenceUse]) {
      if !uses.isEmpty { references.append((entries.count, uses)) }
      entries.append(entry)
    }
  }

  /// The collections in the order of the plan.
  func collections() async -> [CollectionSnapshot] {
    var gathered = await gathered()
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

  /// What each collection has, before references are looked up.
  private func gathered() async -> [Gathered] {
    let places = places()
    guard found.rows.count > Self.manyRows else {
      return plans.indices.map { gathered($0, places[$0]) }
    }
    let all = Mutex(plans.map { _ in Gathered() })
    await WorkQueue<Int>.run(Array(plans.indices)) { queue in
      while let plan = queue.take() {
        let gathered = gathered(plan, places[plan])
        all.withLock { $0[plan] = gathered }
      }
    }
    return all.withLock { $0 }
  }

  /// With fewer rows, to wake another thread takes longer than it helps.
  private static let manyRows = 4096

  /// Where the rows of each collection stand: mostly in one stretch.
  private func places() -> [[Range<Int>]] {
    var places: [[Range<Int>]] = plans.map { _ in [] }
    var start = 0
    while start < found.rows.count {
      let plan = found.rows[start].plan
      let end = found.rows[start...].firstIndex { $0.plan != plan } ?? found.rows.count
      if places.indices.contains(Int(plan)) { places[Int(plan)].append(start..<end) }
      start = end
    }
    return places
  }

  /// What the collection at `plan` has, whose rows stand at `places`.
  private func gathered(_ plan: Int, _ places: [Range<Int>]) -> Gathered {
    var gathered = Gathered()
    gathered.entries.reserveCapacity(places.reduce(0) { $0 + $1.count })
    for range in places { for row in found.rows[range] { add(row, to: &gathered) } }
    if let record = inline[plan] {
      for entry in record.entries {
        gathered.add(EntrySummary(entry, file: config), entry.references)
      }
      gathered.problems += record.problems
    }
    if found.problems.indices.contains(plan) {
      gathered.problems = found.problems[plan] + gathered.problems
    }
    order(&gathered, of: plans[plan])
    return gathered
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
    if !gathered.references.isEmpty {
      var places = order
      for (place, old) in order.enumerated() { places[old] = place }
      for index in gathered.references.indices {
        gathered.references[index].place = places[gathered.references[index].place]
      }
    }
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
