import ECMAScript
import Frontmatter
import Sessions
import Values

/// Form drafts as the bytes that sessions keep.
enum DraftCoding {
  static func encode(_ draft: FormDraft) -> [UInt8] {
    let object = ObjectValue([
      ("collection", .string(draft.entry.collection)),
      ("id", draft.entry.id.map(Value.string) ?? .null),
      ("original", TypedCoder.standard.encode(draft.original)),
      ("data", TypedCoder.standard.encode(draft.data)),
    ])
    return JSONText.bytes(.object(object))
  }

  /// Nil for what another version of frontis wrote.
  static func decode(_ draft: Draft) -> FormDraft? {
    // JSON is YAML, and the reader for that is at hand.
    var reader = YAMLReader(.jsYAML4(minor: 3))
    guard case .success(let tree) = reader.read(draft.payload, in: 0..<draft.payload.count),
      let object = tree.value.objectValue, let collection = object["collection"]?.stringValue,
      let original = object["original"], let data = object["data"]
    else { return nil }
    let entry = EntryReference(
      collection: collection,
      id: object["id"]?.stringValue,
      file: draft.file
    )
    return FormDraft(
      entry: entry,
      original: TypedCoder.standard.decode(original),
      data: TypedCoder.standard.decode(data),
      baseHash: draft.baseHash
    )
  }
}
