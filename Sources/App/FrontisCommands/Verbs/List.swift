import ArgumentParser
import ECMAScript
import Foundation
import Sites
import Values

/// `frontis list`: a site's collections, or the entries of one with their data.
struct List: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List a site's collections, or the entries of one.",
    usage: """
      frontis list
      frontis list blog --format json
      frontis list blog --fields title,pubDate
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, ndjson
  }

  @Argument(help: "The collection whose entries to list; without it, the collections.")
  var collection: String?

  @Option(help: "The site's folder.")
  var site: String = "."

  @Option(help: "How to print: table, json or ndjson.")
  var format: Format = .table

  @Option(help: "Only these keys of the data, separated by commas.")
  var fields: String?

  @Flag(help: "Write what JSON cannot hold as tagged objects.")
  var typed = false

  @Flag(help: "Let the site's loaders fetch from the network; their entries are read-only.")
  var allowNetwork = false

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: [site], in: world)
    let opened = try world.open(target.root, allowsNetwork: allowNetwork)
    if let collection {
      try await listEntries(of: collection, in: opened)
    } else {
      await listCollections(of: opened)
    }
  }
}

// MARK: - Collections

extension List {
  private func listCollections(of site: Site) async {
    let snapshot = await site.refresh()
    switch format {
    case .table:
      let rows = snapshot.collections.map { collection in
        [
          collection.name, String(collection.entries.count), String(collection.errorCount),
          String(collection.warningCount), collection.status.reason ?? collection.base,
        ]
      }
      StandardOutput.write(
        TextTable(header: ["collection", "entries", "errors", "warnings", "where"], rows: rows).text
      )
    case .json:
      StandardOutput.write(
        JSONText.write(.array(snapshot.collections.map(value)), indent: 2) + "\n"
      )
    case .ndjson:
      for item in snapshot.collections { StandardOutput.write(JSONText.write(value(item)) + "\n") }
    }
  }

  private func value(_ collection: CollectionSnapshot) -> Value {
    [
      "collection": .string(collection.name), "entries": .number(Double(collection.entries.count)),
      "errors": .number(Double(collection.errorCount)),
      "warnings": .number(Double(collection.warningCount)), "base": .string(collection.base),
      "reason": collection.status.reason.map(Value.string) ?? .null,
    ]
  }
}

// MARK: - Entries

extension List {
  private func listEntries(of collection: String, in site: Site) async throws {
    guard let entries = await site.entries(of: collection) else {
      throw CommandFailure(
        message: "there is no collection '\(collection)'",
        help: "'frontis list' names them"
      )
    }
    let keys = fields.map { $0.split(separator: ",").map(String.init) }
    switch format {
    case .table:
      let rows = entries.map { entry in
        [entry.id, entry.file, String(entry.problemCount)]
          + (keys ?? []).map { text(entry.data, $0) }
      }
      StandardOutput.write(
        TextTable(header: ["id", "file", "problems"] + (keys ?? []), rows: rows).text
      )
    case .json:
      let items = entries.map { value($0, in: collection, keys) }
      StandardOutput.write(JSONText.write(.array(items), indent: 2) + "\n")
    case .ndjson:
      for entry in entries {
        StandardOutput.write(JSONText.write(value(entry, in: collection, keys)) + "\n")
      }
    }
  }

  private func value(_ entry: ListedEntry, in collection: String, _ keys: [String]?) -> Value {
    var data = entry.data
    if let keys, case .object(let object) = data {
      data = .object(ObjectValue(keys.compactMap { key in object[key].map { (key, $0) } }))
    }
    return [
      "collection": .string(collection), "id": .string(entry.id), "file": .string(entry.file),
      "data": typed ? TypedCoder.standard.encode(data) : data,
      "problems": .number(Double(entry.problemCount)),
    ]
  }

  private func text(_ data: Value, _ key: String) -> String {
    guard case .object(let object) = data, let value = object[key] else { return "" }
    if case .string(let text) = value { return text }
    return JSONText.write(value)
  }
}
