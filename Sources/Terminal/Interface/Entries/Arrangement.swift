package import Sessions
package import Sites

/// Which entries of a collection are shown, and in which order.
package struct Arrangement: Sendable, Equatable {
  package var collection: CollectionSnapshot
  /// As the person typed it.
  package var filter: String
  package var sort: Place.Sort?

  package init(_ collection: CollectionSnapshot, filter: String, sort: Place.Sort?) {
    self.collection = collection
    self.filter = filter
    self.sort = sort
  }

  /// Up to so many entries are arranged on the key itself; more off the main actor.
  static let greatestImmediateCount = 4000

  var isQuick: Bool {
    filter.allSatisfy { $0 == " " } && sort == nil
      || collection.entries.count <= Self.greatestImmediateCount
  }

  /// Indices into the collection's entries.
  package func rows() -> [Int] {
    let filter = EntryFilter(filter, columns: collection.columns)
    var rows = Array(collection.entries.indices)
    if !filter.isEmpty {
      let entries = collection.entries
      rows = entries.withUnsafeBufferPointer { entries in
        rows.filter { filter.matches(entries[$0]) }
      }
    }
    guard let sort else { return rows }
    return EntryOrder(sort, in: collection).sorted(rows)
  }
}
