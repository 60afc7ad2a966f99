import ArgumentParser
import ECMAScript
import Foundation
import Sites
import Values

/// `frontis schema export`: JSON Schema, for editors.
struct SchemaExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write schemas as JSON Schema, for editors.",
    usage: """
      frontis schema export blog > blog.schema.json
      frontis schema export --output .vscode/schemas
      """,
    discussion: """
      The schema says what stands in a file of the collection, in draft 7. Without COLLECTION it is \
      one object with the schema of each, or with --output one file for each.
      """
  )

  @Argument(help: "The collection; without it, all.")
  var collection: String?

  @Option(help: "The site's folder.")
  var site: String = "."

  @Option(help: "Write COLLECTION.schema.json files to this folder.")
  var output: String?

  func run() async throws {
    let world = World.current()
    let schemas = try await SiteSchemas.read(site, in: world)
    let chosen = try collection.map { [try schemas.collection($0)] } ?? schemas.collections
    var documents = ObjectValue()
    for schema in chosen { documents[schema.name] = try Self.document(schema) }
    if let output {
      try write(documents, to: world.absolute(output))
    } else {
      let value = collection.flatMap { documents[$0] } ?? .object(documents)
      StandardOutput.write(JSONText.write(value, indent: 2) + "\n")
    }
  }

  private func write(_ documents: ObjectValue, to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for (name, document) in documents {
        // A collection's name is any text; a file's is not.
        let file = name.replacing("/", with: "-").replacing("\0", with: "")
        try Data((JSONText.write(document, indent: 2) + "\n").utf8)
          .write(to: URL(filePath: "\(folder)/\(file).schema.json"), options: .atomic)
      }
    } catch {
      throw CommandFailure(message: "cannot write to \(folder): \(error.localizedDescription)")
    }
  }

  /// A collection without a schema takes anything.
  private static func document(_ schema: CollectionSchema) throws -> Value {
    do {
      return try schema.jsonSchema() ?? [:]
    } catch {
      throw CommandFailure(message: "the schema of '\(schema.name)' cannot be written: \(error)")
    }
  }
}
