package import Schemas
package import Values

/// What one collection's entries must be, for showing it and for editors.
package struct CollectionSchema: Sendable {
  package let name: String
  package let loader: LoaderKind
  /// The folder that a glob loader reads, or the file of a file loader; relative to the root.
  package let base: String
  package let patterns: [String]
  /// Why entries are not held against it, when they are not.
  package let status: CollectionStatus
  private let schema: Schema?
  private let callbacks: any SchemaCallbacks

  init(_ plan: CollectionPlan) {
    name = plan.name
    loader = plan.loader
    base = plan.base
    patterns = plan.patterns
    status = plan.status
    schema = plan.check.schema
    callbacks = plan.check.callbacks
  }

  /// The schema as a form sees it; nil when the collection has none.
  package var field: FieldDescription? { schema?.field }

  /// The schema of one of the collection's files as JSON Schema, for an editor; nil when the
  /// collection has none.
  ///
  /// It says what is written, not what the site gets, and takes anything where JSON Schema has no
  /// word. Throws `SchemaError` for a default that a function of the site makes and fails to.
  package func jsonSchema() throws(SchemaError) -> Value? {
    guard let schema else { return nil }
    let options = JSONSchemaOptions(
      target: .draft7,
      isInput: true,
      allowsUnrepresentable: true,
      writesDates: true
    )
    guard case .object(let written) = try schema.jsonSchema(options, calling: callbacks).document
    else { return nil }
    return .object(loader == .file ? Self.many(written) : Self.one(written))
  }

  // Astro 7, types-generator.ts: an object may name its schema.
  private static func one(_ written: ObjectValue) -> ObjectValue {
    guard written["type"] == "object", case .object(var properties)? = written["properties"] else {
      return written
    }
    var written = written
    if properties["$schema"] == nil { properties["$schema"] = ["type": "string"] }
    written["properties"] = .object(properties)
    return written
  }

  // Astro 7, types-generator.ts: a file of many entries is an array or an object of them.
  private static func many(_ written: ObjectValue) -> ObjectValue {
    var entry = written
    var whole = ObjectValue()
    for key in ["$schema", "definitions"] {
      whole[key] = entry[key]
      entry[key] = nil
    }
    whole["anyOf"] = [
      ["type": "array", "items": .object(entry)],
      [
        "type": "object", "properties": ["$schema": ["type": "string"]],
        "additionalProperties": .object(entry),
      ],
    ]
    return whole
  }
}

/// The schemas of a site's collections, and what is wrong with its configuration.
package struct SiteSchemas: Sendable {
  /// In the order in which the config declares them.
  package let collections: [CollectionSchema]
  package let problems: [Problem]
}

extension Site {
  /// The collections' schemas; reads the configuration and no entry.
  package func schemas() async -> SiteSchemas {
    let configuration = await loadConfiguration()
    self.configuration = configuration
    return SiteSchemas(
      collections: configuration.plans.map(CollectionSchema.init),
      problems: configuration.problems
    )
  }
}
