import Values

/// Looks up the entries that other entries name.
struct ReferenceCheck: Sendable {
  /// The ids of each collection that was checked.
  let ids: [String: Set<String>]
  /// Whether a reference to a missing entry fails the build (Astro 2.5 to 4), not only a log line.
  let areErrors: Bool

  /// The problem of a use in `entry`; nil when the entry that it names is there.
  func problem(
    _ use: ReferenceUse,
    of entry: EntrySummary,
    in collection: String
  ) -> Problem? {
    guard let known = ids[use.collection], !known.contains(use.id) else { return nil }
    return Problem(
      rule: "reference/missing",
      severity: areErrors ? .error : .warning,
      message: Self.missing(use, in: entry, collection),
      collection: collection,
      entry: entry.id,
      path: use.path,
      file: entry.file,
      span: use.span
    )
  }

  // Astro 7.2.1, content-layer's reference check: these words.
  private static func missing(
    _ use: ReferenceUse,
    in entry: EntrySummary,
    _ collection: String
  ) -> String {
    let field = use.path.isEmpty ? "" : " (field: \(use.path.dottedText))"
    return
      "Invalid content reference: entry \"\(entry.id)\" in collection \"\(collection)\"\(field) references \"\(use.id)\" in collection \"\(use.collection)\", but that entry does not exist."
  }
}
