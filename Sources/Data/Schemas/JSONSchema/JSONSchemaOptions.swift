/// What a JSON Schema shall be written for (Zod v4: `toJSONSchema`'s parameters).
package struct JSONSchemaOptions: Sendable, Hashable {
  package enum Target: String, Sendable {
    case draft4 = "draft-04"
    case draft7 = "draft-07"
    case draft2020 = "draft-2020-12"
    case openAPI3 = "openapi-3.0"
  }

  package var target: Target
  /// Describes what goes in instead of what comes out; an editor wants that.
  package var isInput: Bool
  /// Takes anything where JSON has no word for a schema, instead of throwing.
  package var allowsUnrepresentable: Bool
  /// Throws for a schema that contains itself, instead of referring to it.
  package var rejectsCycles: Bool
  /// Refers to a schema that is met more than once, instead of writing it again.
  package var sharesReused: Bool
  /// Writes dates as the texts that they are in a file, instead of calling them unrepresentable.
  package var writesDates: Bool

  package init(
    target: Target = .draft2020,
    isInput: Bool = false,
    allowsUnrepresentable: Bool = false,
    rejectsCycles: Bool = false,
    sharesReused: Bool = false,
    writesDates: Bool = false
  ) {
    self.target = target
    self.isInput = isInput
    self.allowsUnrepresentable = allowsUnrepresentable
    self.rejectsCycles = rejectsCycles
    self.sharesReused = sharesReused
    self.writesDates = writesDates
  }
}

extension JSONSchemaOptions.Target {
  /// The target by Zod's name for it, older spellings too.
  package init?(name: String) {
    switch name {
    case "draft-4": self = .draft4
    case "draft-7": self = .draft7
    default: self.init(rawValue: name)
    }
  }

  /// The address that `$schema` has, if any.
  var address: String? {
    switch self {
    case .draft4: "http://json-schema.org/draft-04/schema#"
    case .draft7: "http://json-schema.org/draft-07/schema#"
    case .draft2020: "https://json-schema.org/draft/2020-12/schema"
    case .openAPI3: nil
    }
  }

  /// Where shared schemas are kept.
  var definitions: String { self == .draft2020 ? "$defs" : "definitions" }

  /// Whether a reference stands alone, without other keys beside it.
  var hasLoneReferences: Bool { self != .draft2020 }

  /// Whether exclusive bounds are flags beside the bound.
  var hasFlaggedBounds: Bool { self == .draft4 || self == .openAPI3 }
}
