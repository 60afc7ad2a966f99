import Content
import Frontmatter
package import Values

/// One entry with its schema's output.
package struct ListedEntry: Sendable {
  package var id: String
  /// Relative to the site's root.
  package var file: String
  /// The schema's output; the parsed data where it does not fit the schema, null where there is none.
  package var data: Value
  package var problemCount: Int
}

extension Site {
  /// The entries of the collection `name` with their data, by id; nil when there is no such one.
  package func entries(of name: String) async -> [ListedEntry]? {
    let snapshot = await refresh()
    guard let collection = snapshot[collection: name], let configuration,
      let plan = configuration.plans.first(where: { $0.name == name })
    else { return nil }
    var sources = EntrySources(plan: plan, configuration: configuration, root: root)
    return collection.entries.map { entry in
      guard let source = sources.source(of: entry) else {
        return ListedEntry(
          id: entry.id,
          file: entry.file,
          data: .null,
          problemCount: entry.problems.count
        )
      }
      let outcome = plan.check.check(
        source.data,
        at: source.base,
        in: { source.document },
        entry: entry.id,
        file: entry.file
      )
      return ListedEntry(
        id: entry.id,
        file: entry.file,
        data: outcome.output,
        problemCount: entry.problems.count
      )
    }
  }
}

/// Where the data of one collection's entries comes from, read again.
private struct EntrySources {
  let plan: CollectionPlan
  let configuration: Configuration
  let root: String
  /// What the last file held, and where each entry stands in it.
  private var last: (file: String, document: FrontmatterDocument, value: Value)?
  private var places: [String: ValuePath] = [:]

  init(plan: CollectionPlan, configuration: Configuration, root: String) {
    self.plan = plan
    self.configuration = configuration
    self.root = root
  }

  struct Source {
    var data: Value
    var base: ValuePath
    var document: FrontmatterDocument
  }

  /// Nil when the file cannot be read.
  mutating func source(of entry: EntrySummary) -> Source? {
    if last?.file != entry.file { read(entry.file) }
    guard let last else { return nil }
    switch plan.source {
    case .files:
      guard last.document.failure == nil else { return nil }
      return Source(data: plan.data(at: [], in: last.value), base: [], document: last.document)
    case .items, .inline, .none:
      guard let base = places[entry.id] else { return nil }
      return Source(data: last.value[base] ?? .undefined, base: base, document: last.document)
    }
  }

  private mutating func read(_ file: String) {
    last = nil
    let check = configuration.fileCheck(root: root)
    let nowhere = FrontmatterDocument([], kind: .json, rules: configuration.rules)
    switch plan.source {
    case .inline, .none: last = (file, nowhere, .array(configuration.inlineItems(of: plan.name)))
    case .items(_, hasParser: true):
      guard let value = check.parsedValue(in: "\(root)/\(file)", plan) else { return }
      last = (file, nowhere, value)
    case .items, .files:
      guard let document = check.document(file, plan, root) else { return }
      last = (file, document, document.data)
    }
    if case .files = plan.source { return }
    places = last.map { Self.places(in: $0.value) } ?? [:]
  }

  /// Where each entry stands: the later of two with one id.
  private static func places(in value: Value) -> [String: ValuePath] {
    var places: [String: ValuePath] = [:]
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() {
        places[EntryID.item(item) ?? ""] = [.index(index)]
      }
    case .object(let object): for (id, _) in EntryID.items(of: object) { places[id] = [.key(id)] }
    default: break
    }
    return places
  }
}
