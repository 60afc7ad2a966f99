import Foundation
import Schemas
import Sites
import Testing
import Values

/// A collection's schema as editors and people get it.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct CollectionSchemaTests {
  private func schema(_ definition: String, named name: String = "blog") async throws
    -> CollectionSchema
  {
    let folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "7.0.0" } }"#,
      "src/content.config.ts": """
      import { defineCollection, reference } from 'astro:content';
      import { file, glob } from 'astro/loaders';
      import { z } from 'astro/zod';
      const blog = defineCollection(\(definition));
      export const collections = { blog };
      """,
    ])
    return try #require(await folder.open().schemas().collections.first { $0.name == name })
  }

  private static let glob = "loader: glob({ pattern: '*.md', base: 'src/blog' })"

  @Test func `what is written is described, not what the site gets`() async throws {
    let schema = try await schema(
      """
      { \(Self.glob), schema: z.object({
        title: z.string().max(9), on: z.date(), at: z.coerce.date().optional(),
        tags: z.string().transform((text) => text.split(',')).default('a'),
      }) }
      """
    )
    let expected: Value = [
      "$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
      "properties": [
        "title": ["type": "string", "maxLength": 9],
        "on": ["type": "string", "anyOf": [["format": "date"], ["format": "date-time"]]],
        "at": ["type": ["string", "number"]], "tags": ["type": "string"],
        "$schema": ["type": "string"],
      ], "required": ["title", "on"],
    ]
    #expect(try schema.jsonSchema() == expected)
  }

  @Test func `a file of many entries is a list or an object of them`() async throws {
    let schema = try await schema(
      "{ loader: file('src/people.json'), schema: z.object({ id: z.string() }) }"
    )
    let entry: Value = [
      "type": "object", "properties": ["id": ["type": "string"]], "required": ["id"],
    ]
    let expected: Value = [
      "$schema": "http://json-schema.org/draft-07/schema#",
      "anyOf": [
        ["type": "array", "items": entry],
        [
          "type": "object", "properties": ["$schema": ["type": "string"]],
          "additionalProperties": entry,
        ],
      ],
    ]
    #expect(try schema.jsonSchema() == expected)
  }

  @Test func `a whole number's bounds are those that a person can write`() async throws {
    let schema = try await schema(
      "{ \(Self.glob), schema: z.object({ a: z.number().int(), b: z.number().int().positive() }) }"
    )
    guard case .object(let fields, _)? = schema.field?.kind else { return #expect(Bool(false)) }
    #expect(
      fields.map(\.kind) == [
        .number(minimum: nil, maximum: nil, isInteger: true),
        .number(minimum: 1, maximum: nil, isInteger: true),
      ]
    )
  }

  @Test func `a collection without a schema has none`() async throws {
    let schema = try await schema("{ \(Self.glob) }")
    #expect(schema.field == nil)
    #expect(try schema.jsonSchema() == nil)
  }
}
