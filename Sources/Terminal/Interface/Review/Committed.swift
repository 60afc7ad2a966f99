package import Sites

/// What making a change came to.
package struct Committed: Sendable {
  package var title: String
  /// How many files were written.
  package var fileCount: Int
  /// The files that are as they were, and why.
  package var failures: [ChangeSet.Refusal]
  package var catalog: Catalog

  package init(
    title: String,
    fileCount: Int,
    failures: [ChangeSet.Refusal] = [],
    catalog: Catalog
  ) {
    self.title = title
    self.fileCount = fileCount
    self.failures = failures
    self.catalog = catalog
  }
}
