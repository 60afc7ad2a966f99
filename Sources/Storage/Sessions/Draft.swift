package import Foundation

/// What a person typed into a file and has not saved.
package struct Draft: Sendable, Equatable {
  /// Relative to the site's root.
  package var file: String
  /// The editor's own JSON.
  package var payload: [UInt8]
  /// The hash of the file the draft began from: another one on disk means it changed since.
  package var baseHash: String
  package var updatedAt: Date

  package init(file: String, payload: [UInt8], baseHash: String, updatedAt: Date) {
    self.file = file
    self.payload = payload
    self.baseHash = baseHash
    self.updatedAt = updatedAt
  }
}

/// Keys typed after the last full draft was saved, in the editor's own encoding.
package struct JournalEntry: Sendable, Equatable, Identifiable {
  /// Grows with every entry of the store.
  package let id: Int64
  package let keys: [UInt8]
}
