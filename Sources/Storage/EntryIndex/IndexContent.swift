/// What an index holds.
package struct IndexContent: Sendable, Equatable {
  /// What the shards depend on beside the files.
  package let fingerprint: String
  /// Another one after each change of the shards.
  package let revision: Int64
  /// What was worked out of all shards, in the caller's own terms; nil since they changed.
  package let digest: Int64?
  /// The bytes of all shards, one after the other in the order of their numbers.
  package internal(set) var bytes: [UInt8] = []

  init(fingerprint: String, revision: Int64, digest: Int64?) {
    self.fingerprint = fingerprint
    self.revision = revision
    self.digest = digest
  }

  /// Adds the shard that is stored as `stored`; false when it is damaged.
  mutating func append(stored: UnsafeRawBufferPointer) -> Bool {
    guard let body = IndexShard.body(of: stored) else { return false }
    bytes.append(contentsOf: body)
    return true
  }
}
