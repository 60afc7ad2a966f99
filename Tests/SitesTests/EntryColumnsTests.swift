import Schemas
import Testing
import Values

@testable import Sites

@Suite struct EntryColumnsTests {
  private func field(_ key: String, _ kind: FieldDescription.Kind) -> FieldDescription {
    FieldDescription(key: key, kind: kind)
  }

  private func columns(_ fields: [FieldDescription]) -> [String] {
    EntryColumns.columns(
      of: FieldDescription(kind: .object(fields, unknownKeys: .strip))
    ).map(\.key)
  }

  @Test func `dates come first, then lists, states, texts and numbers`() {
    let columns = columns([
      field("rating", .number(minimum: nil, maximum: nil, isInteger: true)),
      field("author", .reference(collection: "authors")),
      field("draft", .boolean),
      field("tags", .array(item: field("", .choice(["a"])), minimum: nil, maximum: nil)),
      field("pubDate", .date(minimum: nil, maximum: nil)),
    ])
    #expect(columns == ["pubDate", "tags", "draft", "author", "rating"])
  }

  @Test func `titles, long texts and nested objects have no column`() {
    let columns = columns([
      field("title", .text(.init())), field("description", .text(.init())),
      field("hero", .object([], unknownKeys: .strip)), field("cover", .image),
      field("layout", .text(.init())),
    ])
    #expect(columns == ["layout"])
  }

  @Test func `there are no more than five`() {
    let fields = (0..<20).map { field("f\($0)", .boolean) }
    #expect(columns(fields) == ["f0", "f1", "f2", "f3", "f4"])
  }

  @Test func `a union gives the keys of all its members once`() {
    let members = [["kind", "to"], ["kind", "byline"]].map { keys in
      FieldDescription(
        kind: .object(keys.map { field($0, .text(.init())) }, unknownKeys: .strip)
      )
    }
    let union = FieldDescription(kind: .union(members, discriminator: "kind"))
    #expect(EntryColumns.columns(of: union).map(\.key) == ["kind", "to", "byline"])
    #expect(EntryColumns.columns(of: nil).isEmpty)
  }

  @Test func `the title is the first of the telling keys that is a text`() {
    #expect(EntryColumns.title(of: ["name": "B", "title": "A"]) == "A")
    #expect(EntryColumns.title(of: ["title": "", "label": "C"]) == "C")
    #expect(EntryColumns.title(of: ["title": 5]) == nil)
    #expect(EntryColumns.title(of: []) == nil)
  }
}
