import Interface
import Schemas
import Values

/// An entry whose schema has a field of every kind.
enum EveryField {
  static func entry(_ data: Value = data) -> OpenEntry {
    var entry = SampleSite.hello
    entry.data = data
    entry.field = FieldDescription(kind: .object(fields, unknownKeys: .strip))
    entry.problems = []
    return entry
  }

  static let data: Value = [
    "title": "Hello", "day": "2025-01-04T09:30", "count": 3,
    "links": ["home": "/", "docs": "/docs"], "media": "plain text",
  ]

  static func field(
    _ key: String,
    _ kind: FieldDescription.Kind,
    isNullable: Bool = false,
    defaultValue: Value? = nil
  ) -> FieldDescription {
    FieldDescription(
      key: key,
      label: key,
      isRequired: false,
      isNullable: isNullable,
      defaultValue: defaultValue,
      kind: kind
    )
  }

  private static let text = FieldDescription(kind: .text(.init()))

  static let fields: [FieldDescription] = [
    field("title", .text(.init(maximum: 40))),
    field(
      "day",
      .date(minimum: nil, maximum: DateValue(milliseconds: 20_820 * 86_400_000))
    ),
    field("iso", .text(.init(format: "date"))),
    field("count", .number(minimum: 0, maximum: 5, isInteger: true)),
    field("subtitle", .text(.init()), isNullable: true),
    field("flag", .boolean, isNullable: true, defaultValue: true),
    field("links", .record(key: text, value: text)),
    field("media", .union(branches, discriminator: nil)),
    field("flags", .array(item: FieldDescription(kind: .boolean), minimum: nil, maximum: nil)),
    field("anything", .any),
    field("picture", .image),
  ]

  private static let branches = [
    text,
    FieldDescription(
      kind: .object(
        [field("src", .text(.init())), field("alt", .text(.init()))],
        unknownKeys: .strip
      )
    ),
    FieldDescription(kind: .number(minimum: nil, maximum: nil, isInteger: false)),
  ]
}
