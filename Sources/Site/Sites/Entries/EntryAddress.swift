/// Which entry is meant: two files may give the same id.
package struct EntryAddress: Sendable, Hashable {
  package var collection: String
  package var id: String
  /// Relative to the site's root.
  package var file: String

  package init(collection: String, id: String, file: String) {
    self.collection = collection
    self.id = id
    self.file = file
  }

  /// `blog/hello-world`, as the command line takes it.
  package var name: String { "\(collection)/\(id)" }
}

extension SiteSnapshot {
  /// Every entry, collection by collection.
  package var addresses: [EntryAddress] {
    collections.flatMap { collection in
      collection.entries.map {
        EntryAddress(collection: collection.name, id: $0.id, file: $0.file)
      }
    }
  }
}

extension SiteSnapshot {
  /// Whether `collection` has an entry of that id.
  func has(_ id: String, in collection: String) -> Bool {
    self[collection: collection]?.entries.contains(id: id) ?? false
  }
}
