import Content
import ECMAScript
import Foundation
import Frontmatter
package import Values

extension Site {
  /// What creating an entry would write: what the schema wants there, with `values` put in.
  ///
  /// Without a `slug` it is made of the title, or of the name. Throws `SiteError.entryRefused`
  /// when there is such an entry, or no file name fits the collection.
  @concurrent package nonisolated func planNew(
    in collection: String,
    slug: String? = nil,
    values: [(path: ValuePath, value: Value)] = []
  ) async throws(SiteError) -> EntryPlan {
    try await knownSite().planNew(in: collection, slug: slug, values: values)
  }

  /// What making a copy of an entry under another slug would write.
  ///
  /// Throws as `planNew` does.
  @concurrent package nonisolated func planDuplicate(
    of address: EntryAddress,
    slug: String
  ) async throws(SiteError) -> EntryPlan {
    try await knownSite().planDuplicate(of: address, slug: slug)
  }

  /// The plan of the collection `name`.
  func collectionPlan(_ name: String) async throws(SiteError) -> CollectionPlan {
    try await knownSite().editablePlan(name)
  }
}

extension KnownSite {
  fileprivate func planNew(
    in collection: String,
    slug: String?,
    values: [(path: ValuePath, value: Value)]
  ) throws(SiteError) -> EntryPlan {
    let plan = try editablePlan(collection)
    let today = DateValue(milliseconds: today())
    let initial = plan.check.schema?.field.initialValue(today: today) ?? .object(ObjectValue())
    var data = initial.objectValue == nil ? .object(ObjectValue()) : initial
    for (path, value) in values {
      guard let next = Edit.set(path, value).applied(to: data) else {
        throw .entryRefused(collection, reason: "'\(path.dottedText)' cannot be there")
      }
      data = next
    }
    let name = slug ?? Self.slug(of: data)
    guard !name.isEmpty else {
      throw .entryRefused(collection, reason: "a new entry needs a slug or a title")
    }
    return try add(data, named: name, to: plan, titled: "created \(collection)/\(name)")
  }

  fileprivate func planDuplicate(
    of address: EntryAddress,
    slug: String
  ) throws(SiteError) -> EntryPlan {
    let plan = try editablePlan(address.collection)
    let detail = try detail(of: address.id, file: address.file, in: plan)
    let title = "copied \(address.name) to \(slug)"
    guard plan.isWhole else {
      return try add(detail.data, named: slug, to: plan, titled: title)
    }
    let path = try newPath(of: slug, in: plan, like: address.file)
    var document = detail.document
    if detail.data[["slug"]] != nil {
      document = try Self.applying(.set(["slug"], .string(slug)), to: document, address.name)
    }
    return try create(path, document.source.bytes, plan, titled: title)
  }
}

// MARK: - Files of one entry, and of many

extension KnownSite {
  /// How the files of `plan` are named.
  func naming(of plan: CollectionPlan) -> EntryNaming {
    let index = configuration.plans.firstIndex { $0.name == plan.name }
    let prefix = plan.base.isEmpty ? 0 : plan.base.utf8.count + 1
    let paths = records.rows.lazy.filter { Int($0.plan) == index }.map { row in
      row.withPath { String(decoding: $0.dropFirst(prefix), as: UTF8.self) }
    }
    return EntryNaming(base: plan.base, patterns: plan.patterns, paths: Array(paths))
  }

  private func add(
    _ data: Value,
    named name: String,
    to plan: CollectionPlan,
    titled title: String
  ) throws(SiteError) -> EntryPlan {
    guard plan.isWhole else { return try append(data, named: name, to: plan, titled: title) }
    let path = try newPath(of: name, in: plan, like: nil)
    let kind = ContentFormat.kind(of: path, isLegacy: plan.loader == .legacy) ?? .markdown
    let bytes = try Self.document(data, kind, configuration.rules, name)
    return try create(path, bytes, plan, titled: title)
  }

  private func newPath(
    of slug: String,
    in plan: CollectionPlan,
    like file: String?
  ) throws(SiteError) -> String {
    let naming = naming(of: plan)
    let today = DateGuess.day(today())
    let path =
      file.map { naming.path(of: $0, renamed: slug) } ?? naming.path(of: slug, today: today)
    guard let path, (try? GlobSet(plan.patterns))?.matches(path) ?? false else {
      let patterns = plan.patterns.joined(separator: ", ")
      throw .entryRefused(
        "\(plan.name)/\(slug)",
        reason: "no file of that name matches \(patterns); put a folder before it"
      )
    }
    return path
  }

  /// The new file at `path` below the collection's folder, checked as it will be.
  func create(
    _ path: String,
    _ bytes: [UInt8],
    _ plan: CollectionPlan,
    titled title: String
  ) throws(SiteError) -> EntryPlan {
    let file = naming(of: plan).file(path)
    guard !FileManager.default.fileExists(atPath: "\(root)/\(file)") else {
      throw .entryRefused(file, reason: "there is such a file")
    }
    let trial = try trial(of: file, path, bytes, plan)
    guard let id = trial.state.ids.first else {
      throw .entryRefused(file, reason: trial.state.problems.first?.message ?? "it has no id")
    }
    if snapshot.has(id, in: plan.name) {
      throw .entryRefused("\(plan.name)/\(id)", reason: "there is such an entry")
    }
    return EntryPlan(
      address: EntryAddress(collection: plan.name, id: id, file: file),
      problems: trial.state.problems,
      changes: ChangeSet(title: title, files: [FileChange(creating: file, bytes)])
    )
  }

  /// What a file that is not there yet would be to the collection.
  func trial(
    of file: String,
    _ path: String,
    _ bytes: [UInt8],
    _ plan: CollectionPlan
  ) throws(SiteError) -> FileTrial {
    guard let index = configuration.plans.firstIndex(where: { $0.name == plan.name }) else {
      throw .noSuchCollection(plan.name)
    }
    let task = FileTask(path: file, uses: [FileTask.Use(plan: index, path: path)])
    return FileTrial(
      task,
      bytes,
      FileStamp(size: 0, modified: 0, inode: 0, hash: 0),
      check: check,
      references: references
    )
  }

  /// One more entry in a file of many.
  private func append(
    _ data: Value,
    named name: String,
    to plan: CollectionPlan,
    titled title: String
  ) throws(SiteError) -> EntryPlan {
    let subject = "\(plan.name)/\(name)"
    if snapshot.has(name, in: plan.name) {
      throw .entryRefused(subject, reason: "there is such an entry")
    }
    let read = try read(plan.base)
    var document = check.document(read.bytes, file: plan.base, plan)
    var data = data
    let isArray = document.data.arrayValue != nil
    if isArray, case .object(var object) = data {
      let key = object["id"] == nil && object["slug"] != nil ? "slug" : "id"
      object[key] = .string(name)
      data = .object(object)
    }
    data = data.written(in: document.format)
    let edit = isArray ? Edit.append([], data) : .set([.key(name)], data)
    document = try Self.applying(edit, to: document, subject)
    let trial = try trial(of: plan.base, plan.base, document.source.bytes, plan)
    let change = FileChange(
      plan.base,
      from: read.bytes,
      to: document.source.bytes,
      stamp: read.status.stamp(of: read.bytes)
    )
    return EntryPlan(
      address: EntryAddress(collection: plan.name, id: name, file: plan.base),
      problems: trial.state.problems.filter { $0.entry == name },
      changes: ChangeSet(title: title, files: [change])
    )
  }

  static func applying(
    _ edit: Edit,
    to document: FrontmatterDocument,
    _ subject: String
  ) throws(SiteError) -> FrontmatterDocument {
    do {
      return try document.applying(edit, keyOrder: [])
    } catch {
      throw .entryRefused(subject, reason: error.reason)
    }
  }
}

// MARK: - Texts

extension KnownSite {
  /// A new file that holds `data`.
  private static func document(
    _ data: Value,
    _ kind: DocumentKind,
    _ rules: DocumentRules,
    _ name: String
  ) throws(SiteError) -> [UInt8] {
    let data = data.written(in: kind == .json ? .json : .yaml)
    if kind == .json { return Array((JSONText.write(data, indent: 2) + "\n").utf8) }
    if kind == .markdown, data.objectValue?.isEmpty ?? true { return Array("---\n---\n".utf8) }
    var document = FrontmatterDocument([], kind: kind, rules: rules)
    guard kind == .toml else {
      return try applying(.set([], data), to: document, name).source.bytes
    }
    for (key, value) in data.objectValue ?? [:] {
      document = try applying(.set([.key(key)], value), to: document, name)
    }
    return document.source.bytes
  }

  /// The slug that github-slugger, and so Astro, makes of a title.
  private static func slug(of data: Value) -> String {
    for key in ["title", "name"] {
      guard let text = data[[.key(key)]]?.stringValue, !text.isEmpty else { continue }
      let slug = Slug.text(text)
      return slug.split(separator: "-").joined(separator: "-")
    }
    return ""
  }

  /// Midnight UTC of the local date.
  private func today() -> Double {
    let parts = Calendar.current.dateComponents([.year, .month, .day], from: now())
    let fields = DateFields(
      year: parts.year ?? 1970,
      month: (parts.month ?? 1) - 1,
      day: parts.day ?? 1
    )
    return fields.universalMilliseconds
  }
}
