import Diagnostics
package import Sites

/// A site's snapshot with what the screens would otherwise count for every frame.
///
/// Made off the main actor; O(entries) once.
package struct Catalog: Sendable {
  package let snapshot: SiteSnapshot
  /// In the order of the snapshot's collections.
  let totals: [Total]
  let total: Total
  /// Of each collection, the columns that more than a few of its entries fill, by their numbers.
  let shownColumns: [[Int]]
  /// All problems: of the site, then collection by collection, by file and place.
  let problems: [Problem]
  /// The rules with the most problems first.
  let problemCountsByRule: [(rule: String, count: Int)]

  /// What one collection, or the whole site, amounts to.
  struct Total: Sendable, Equatable {
    var entries = 0
    var errors = 0
    var warnings = 0
    /// Entries with at least one error.
    var entriesWithErrors = 0

    static func + (left: Total, right: Total) -> Total {
      Total(
        entries: left.entries + right.entries,
        errors: left.errors + right.errors,
        warnings: left.warnings + right.warnings,
        entriesWithErrors: left.entriesWithErrors + right.entriesWithErrors
      )
    }
  }

  package init(_ snapshot: SiteSnapshot) {
    self.snapshot = snapshot
    problems = snapshot.allProblems
    var counts: [String: Int] = [:]
    for problem in problems { counts[problem.rule, default: 0] += 1 }
    problemCountsByRule = counts.map { ($0.key, $0.value) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    totals = snapshot.collections.map(Self.total)
    shownColumns = snapshot.collections.map(Self.shownColumns)
    let ofSite = Total(
      errors: snapshot.problems.count(.error),
      warnings: snapshot.problems.count(.warning)
    )
    total = totals.reduce(ofSite, +)
  }

  /// A column of dashes tells nothing: at least a tenth of the entries have a value in each.
  private static func shownColumns(of collection: CollectionSnapshot) -> [Int] {
    var filled = Array(repeating: 0, count: collection.columns.count)
    for entry in collection.entries {
      for (column, value) in entry.cells.enumerated() where column < filled.count {
        switch value {
        case .undefined, .null: break
        case .array(let items) where items.isEmpty: break
        default: filled[column] += 1
        }
      }
    }
    return filled.indices.filter { filled[$0] * 10 >= collection.entries.count }
  }

  private static func total(of collection: CollectionSnapshot) -> Total {
    var total = Total(entries: collection.entries.count)
    for problem in collection.problems { total.add(problem.severity) }
    for entry in collection.entries where !entry.problems.isEmpty {
      let errors = total.errors
      for problem in entry.problems { total.add(problem.severity) }
      if total.errors > errors { total.entriesWithErrors += 1 }
    }
    return total
  }
}

extension Catalog.Total {
  fileprivate mutating func add(_ severity: Severity) {
    switch severity {
    case .error: errors += 1
    case .warning: warnings += 1
    case .hint: break
    }
  }
}

extension Catalog {
  var collections: [CollectionSnapshot] { snapshot.collections }

  /// The columns of its table that are worth their room.
  func columns(of index: Int) -> [EntryColumn] {
    shownColumns[index].map { collections[index].columns[$0] }
  }

  func index(of collection: String) -> Int? {
    collections.firstIndex { $0.name == collection }
  }
}
