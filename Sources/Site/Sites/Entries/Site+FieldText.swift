import Frontmatter
import Schemas
package import Values

extension Site {
  /// The value that a typed text means at `path` of the collection's entries: what the schema wants
  /// there, where the text can be that; else what YAML makes of it.
  package func value(
    of text: String,
    at path: ValuePath,
    in collection: String
  ) async throws(SiteError) -> Value {
    let plan = try await collectionPlan(collection)
    let fields = plan.check.schema.map { $0.field.fields(at: path) } ?? []
    let value = Self.yaml(text)
    guard let first = fields.first else { return value }
    let kinds = fields.map(\.kind)
    switch first.kind {
    case .array(let item, _, _) where fields.count == 1:
      if value.arrayValue != nil { return value }
      return text.isEmpty ? [] : [Self.isText(item.kind) ? .string(text) : value]
    case _ where kinds.allSatisfy(Self.isText): return .string(text)
    case .choice(let options) where options.contains(.string(text)): return .string(text)
    case .literal(.string(text)): return .string(text)
    default: return value
    }
  }

  private static func isText(_ kind: FieldDescription.Kind) -> Bool {
    switch kind {
    case .text, .reference, .image: true
    default: false
    }
  }

  private static func yaml(_ text: String) -> Value {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    let bytes = Array(text.utf8)
    guard case .success(let tree) = reader.read(bytes, in: 0..<bytes.count) else {
      return .string(text)
    }
    return tree.value.isUndefined ? .null : tree.value
  }
}

extension FieldDescription {
  /// The fields that may stand at `path`, the members of a union one by one.
  func fields(at path: ValuePath) -> [FieldDescription] {
    path.reduce([self]) { fields, segment in
      fields.flatMap(\.choices).flatMap { $0.inner(segment) }
    }
    .flatMap(\.choices)
  }
}
