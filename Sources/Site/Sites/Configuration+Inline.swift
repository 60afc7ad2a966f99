import ECMAScript
import Frontmatter
import JavaScript
import Values

extension Configuration {
  /// The entries that the site's own loaders make, by the place of their collection.
  ///
  /// They stand in no file: their problems are shown at the configuration.
  func inlineRecords() -> [Int: FileRecord] {
    var records: [Int: FileRecord] = [:]
    for (index, plan) in plans.enumerated() {
      guard case .inline = plan.source, plan.status == .checked else { continue }
      records[index] = inlineRecord(of: plan)
    }
    return records
  }

  /// The entries that the loader of `collection` gives; none when it fails.
  func inlineItems(of collection: String) -> [Value] {
    do {
      return try functions?.runLoader(collection: collection) ?? []
    } catch {
      // Checking the collection said so.
      return []
    }
  }

  private func inlineRecord(of plan: CollectionPlan) -> FileRecord {
    let file = file ?? ""
    do {
      var record = FileRecord()
      let document = FrontmatterDocument([], kind: .json, rules: rules)
      for item in try functions?.runLoader(collection: plan.name) ?? [] {
        guard case .object(let object) = item else { continue }
        let (id, refusal) = self.id(of: object, plan.name)
        var outcome = plan.check.check(item, at: [], in: { document }, entry: id, file: file)
        for index in outcome.problems.indices { outcome.problems[index].span = nil }
        record.entries.append(
          EntryRecord(
            id: id,
            title: EntryColumns.title(of: item) ?? id,
            cells: plan.columns.map { object[$0.key] ?? .undefined },
            problems: outcome.problems + (refusal.map { [$0] } ?? [])
          )
        )
      }
      return record
    } catch {
      return FileRecord(problems: [
        Problem(
          rule: "collection/loader",
          severity: .error,
          message: "the loader of '\(plan.name)' failed: \(error.message)",
          collection: plan.name,
          file: file
        )
      ])
    }
  }

  /// The entry's id as text, and what is wrong with it.
  // Astro 5 and later, ContentLoaderReturnsInvalidId: an id must be a text.
  private func id(of entry: ObjectValue, _ collection: String) -> (String, Problem?) {
    let value = entry["id"] ?? .undefined
    if case .string(let id) = value, !id.isEmpty { return (id, nil) }
    let isEmpty = value == .undefined || value == ""
    let id = isEmpty ? "" : JSONText.write(value)
    let problem = Problem(
      rule: isEmpty ? "entry/empty-id" : "entry/invalid-id",
      severity: .warning,
      message: isEmpty
        ? "the loader of '\(collection)' returned an entry without an id"
        : "the loader of '\(collection)' returned an entry with an invalid `id`: \(id) is no text",
      collection: collection,
      entry: id,
      file: file ?? "",
      help: "Astro 5 and later refuse it: return String(id)"
    )
    return (id, problem)
  }
}
