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

  private func inlineRecord(of plan: CollectionPlan) -> FileRecord {
    let file = file ?? ""
    do {
      var record = FileRecord()
      let document = FrontmatterDocument([], kind: .json, rules: rules)
      for item in try functions?.runLoader(collection: plan.name) ?? [] {
        guard case .object(let object) = item, case .string(let id)? = object["id"] else {
          continue
        }
        var outcome = plan.check.check(item, at: [], in: document, entry: id, file: file)
        for index in outcome.problems.indices { outcome.problems[index].span = nil }
        record.entries.append(
          EntryRecord(
            summary: EntrySummary(
              id: id,
              file: file,
              title: EntryColumns.title(of: item) ?? id,
              cells: plan.columns.map { object[$0.key] ?? .undefined },
              problems: outcome.problems
            )
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
}
