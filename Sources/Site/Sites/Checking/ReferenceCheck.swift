import Content
import Values

/// Looks up the entries that other entries name.
struct ReferenceCheck: Sendable {
  /// The entries of each collection that was checked, in the order of their ids.
  let entries: [String: [EntrySummary]]
  /// Whether a reference to a missing entry fails the build (Astro 2.5 to 4), not only a log line.
  let areErrors: Bool
  /// Of each content collection of Astro 2 to 4 the slugs, by which its entries are named there.
  private let slugs: [String: Set<String>]

  /// `entries` are those of the collections of `plans` that were checked.
  init(entries: [String: [EntrySummary]], plans: [CollectionPlan], areErrors: Bool) {
    self.entries = entries
    self.areErrors = areErrors
    var slugs: [String: Set<String>] = [:]
    for plan in plans {
      guard case .files(_, _, .legacy(isData: false)) = plan.source else { continue }
      slugs[plan.name] = entries[plan.name].map { Set($0.map(\.slug)) }
    }
    self.slugs = slugs
  }

  /// The problem of a use in the entry with the id `entry`; nil when the entry that it names is there.
  func problem(
    _ use: ReferenceUse,
    of entry: String,
    _ file: String,
    in collection: String
  ) -> Problem? {
    guard let known = entries[use.collection] else { return nil }
    if let slugs = slugs[use.collection] {
      guard !slugs.contains(use.id) else { return nil }
    } else {
      guard !known.contains(id: use.id) else { return nil }
    }
    return Problem(
      rule: "reference/missing",
      severity: areErrors ? .error : .warning,
      message: Self.missing(use, in: entry, collection),
      collection: collection,
      entry: entry,
      path: use.path,
      file: file,
      span: use.span
    )
  }

  // Astro 7.2.1, content-layer's reference check: these words.
  private static func missing(
    _ use: ReferenceUse,
    in entry: String,
    _ collection: String
  ) -> String {
    let field = use.path.isEmpty ? "" : " (field: \(use.path.dottedText))"
    return
      "Invalid content reference: entry \"\(entry)\" in collection \"\(collection)\"\(field) references \"\(use.id)\" in collection \"\(use.collection)\", but that entry does not exist."
  }
}
