package import Values

/// What a form needs to know of a schema: a tree of fields, all checks reduced to bounds.
package struct FieldDescription: Sendable, Equatable {
  /// What can be entered.
  package indirect enum Kind: Sendable, Equatable {
    case text(TextRule)
    case number(minimum: Double?, maximum: Double?, isInteger: Bool)
    case boolean
    case date(minimum: DateValue?, maximum: DateValue?)
    case choice([Value])
    case array(item: FieldDescription, minimum: Int?, maximum: Int?)
    case object([FieldDescription], unknownKeys: UnknownKeys)
    case record(key: FieldDescription, value: FieldDescription)
    /// One of several; `discriminator` is the key that tells them apart, if one does.
    case union([FieldDescription], discriminator: String?)
    /// An entry of the collection of that name.
    case reference(collection: String)
    /// The path of an image.
    case image
    case literal(Value)
    /// Anything: the schema says nothing that a form could use.
    case any
  }

  /// What a text must be.
  package struct TextRule: Sendable, Equatable {
    /// In UTF-16 code units.
    package var minimum: Int?
    /// In UTF-16 code units.
    package var maximum: Int?
    /// Zod's name for a format, such as `email`, `url` or `date`.
    package var format: String?

    package init(minimum: Int? = nil, maximum: Int? = nil, format: String? = nil) {
      self.minimum = minimum
      self.maximum = maximum
      self.format = format
    }
  }

  /// What becomes of keys that an object's schema does not name.
  package enum UnknownKeys: Sendable, Equatable {
    /// Left out of the output.
    case strip
    /// An issue.
    case reject
    /// Kept as they are.
    case keep
    /// Checked like this field.
    case check(FieldDescription)
  }

  /// The object key, or empty for the root, an item, a member of a union.
  package var key: String
  /// `meta({ title })`, else the key.
  package var label: String
  /// `describe(…)` or `meta({ description })`.
  package var help: String?
  /// Whether leaving it out is an issue.
  package var isRequired: Bool
  package var isNullable: Bool
  /// What stands in when it is left out; nil when nothing does or only a callback knows.
  package var defaultValue: Value?
  package var kind: Kind

  package init(
    key: String = "",
    label: String = "",
    help: String? = nil,
    isRequired: Bool = true,
    isNullable: Bool = false,
    defaultValue: Value? = nil,
    kind: Kind
  ) {
    self.key = key
    self.label = label
    self.help = help
    self.isRequired = isRequired
    self.isNullable = isNullable
    self.defaultValue = defaultValue
    self.kind = kind
  }
}
