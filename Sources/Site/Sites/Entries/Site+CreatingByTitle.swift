import Content
package import Values

extension Site {
  /// What creating an entry of this title would write: the title stands in the field that the
  /// schema has for it, the slug is made of it.
  ///
  /// Throws as `planNew(in:slug:values:)` does.
  package func planNew(
    in collection: String,
    titled title: String,
    values: [(path: ValuePath, value: Value)] = []
  ) async throws(SiteError) -> EntryPlan {
    let keys = try await collectionPlan(collection).check.keyOrder
    let slug = Slug.text(title).split(separator: "-").joined(separator: "-")
    guard let key = ["title", "name"].first(where: { keys.contains($0) || keys.isEmpty }) else {
      return try await planNew(in: collection, slug: slug, values: values)
    }
    let named = [([.key(key)], .string(title))] + values
    return try await planNew(in: collection, slug: slug, values: named)
  }
}
