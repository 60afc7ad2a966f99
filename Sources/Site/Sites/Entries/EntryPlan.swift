/// A new entry, or one that gets another id, worked out and not yet written.
package struct EntryPlan: Sendable {
  /// The entry as it will be.
  package var address: EntryAddress
  /// What will be wrong with it.
  package var problems: [Problem]
  package var changes: ChangeSet
}
