package import Sites

/// What making a change came to.
package struct Committed: Sendable {
  package var title: String
  /// How many files were written.
  package var fileCount: Int
  /// The files that are as they were, and why.
  package var failures: [ChangeSet.Refusal]
  /// How many files were left as they are, since the person stopped it.
  package var unwanted: Int
  package var catalog: Catalog

  package init(
    title: String,
    fileCount: Int,
    failures: [ChangeSet.Refusal] = [],
    unwanted: Int = 0,
    catalog: Catalog
  ) {
    self.title = title
    self.fileCount = fileCount
    self.failures = failures
    self.unwanted = unwanted
    self.catalog = catalog
  }
}
