import ArgumentParser
import ECMAScript
import Foundation
import Sites

/// `frontis schema show`: what a collection's entries must be, for people.
struct SchemaShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what the entries of a collection must be.",
    usage: """
      frontis schema show blog
      frontis schema show blog --format json
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The collection.")
  var collection: String

  @Option(help: "The site's folder.")
  var site: String = "."

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  func run() async throws {
    let schemas = try await SiteSchemas.read(site, in: World.current())
    let schema = try schemas.collection(collection)
    let outline = SchemaOutline(schema, style: .standardOutput(World.current().variables))
    switch format {
    case .text: StandardOutput.write(outline.text)
    case .json: StandardOutput.write(JSONText.write(outline.value, indent: 2) + "\n")
    }
  }
}

extension SiteSchemas {
  /// The schemas of the site that `path` is in.
  ///
  /// Throws `CommandFailure` when its configuration cannot be evaluated.
  static func read(_ path: String, in world: World) async throws -> SiteSchemas {
    let target = try SiteTarget(paths: [path], in: world)
    let schemas = await (try world.open(target.root)).schemas()
    if schemas.collections.isEmpty, let problem = schemas.problems.first {
      let place = problem.span.map { ":\($0.start.line):\($0.start.column)" } ?? ""
      throw CommandFailure(message: "\(problem.file)\(place): \(problem.message)")
    }
    return schemas
  }

  /// Throws `CommandFailure` when there is no such collection.
  func collection(_ name: String) throws -> CollectionSchema {
    if let found = collections.first(where: { $0.name == name }) { return found }
    throw CommandFailure(
      message: "there is no collection '\(name)'",
      help: "the site has \(collections.map(\.name).joined(separator: ", "))"
    )
  }
}
