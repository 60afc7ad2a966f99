import Content
import Diagnostics
import Frontmatter
import SiteScripts
import Values

/// Turns the bytes of one file into the records of the collections that read it.
struct FileCheck: Sendable {
  let plans: [CollectionPlan]
  let rules: DocumentRules
  /// The functions that the configuration passes to loaders; nil where there is no configuration.
  let functions: SiteFunctions?
  /// The site, where a path to an image is only looked up when a page is built; nil before Astro 5.
  let imageRoot: String?
  /// Whether the records are to hold what a list of entries shows: titles and columns.
  let listsEntries: Bool

  /// The record of `file`, whose bytes are `bytes`, for the collection at `plan`.
  ///
  /// `path` is the file's as the collection sees it; `document` what it reads of a file that is one entry, where
  /// somebody has that.
  func record(
    of file: String,
    _ path: String,
    plan: Int,
    _ bytes: [UInt8],
    isWhole: Bool,
    _ document: (() -> FrontmatterDocument)? = nil
  ) -> FileRecord {
    let plan = plans[plan]
    if case .items(_, let hasParser) = plan.source {
      return hasParser ? parsedItems(in: file, plan, bytes) : items(in: file, plan, bytes)
    }
    guard let kind = ContentFormat.kind(of: file, isLegacy: plan.loader == .legacy) else {
      return FileRecord()
    }
    if let problem = sizeProblem(bytes, kind: kind, file: file, plan) {
      return unread(file, path, plan, problem)
    }
    let document =
      document?() ?? FrontmatterDocument(bytes, kind: kind, rules: rules, isWhole: isWhole)
    return entry(in: document, file: file, path: path, plan)
  }

  /// The record of a file that could not be read, whose `path` is as the collection sees it.
  func record(of file: String, _ path: String, plan: Int, failure: FileError) -> FileRecord {
    let plan = plans[plan]
    return unread(
      file,
      path,
      plan,
      Problem(
        rule: "parse/unreadable",
        // Astro 5 and later log it and go on.
        severity: plan.isLegacy ? .error : .warning,
        message: "the file cannot be read: \(failure.reason)",
        collection: plan.name,
        file: file
      )
    )
  }

  /// The record of a Markdown file that holds `data`, of which `head` was read.
  func record(
    of file: String,
    _ path: String,
    plan: Int,
    _ data: Value,
    head: FileHead
  ) -> FileRecord {
    var record = FileRecord()
    let plan = plans[plan]
    // What makes the document takes a copy of what it names.
    let rules = rules
    add(
      data,
      in: { FrontmatterDocument(head.bytes, kind: .markdown, rules: rules, isWhole: head.isWhole) },
      file: file,
      path: path,
      plan,
      to: &record
    )
    return record
  }

  /// The records of Markdown files of one collection, whose data is held against the schema together.
  func records(of files: [WaitingFile], plan: Int) -> [FileRecord] {
    let plan = plans[plan]
    let rules = rules
    let parsed = plan.check.parse(files.map { (plan.schemaData($0.data), $0.file) })
    return zip(files, parsed).map { file, parsed in
      var record = FileRecord()
      add(
        file.data,
        parsed,
        in: {
          FrontmatterDocument(file.bytes, kind: .markdown, rules: rules, isWhole: file.isWhole)
        },
        file: file.file,
        path: file.path,
        plan,
        to: &record
      )
      return record
    }
  }
}

// MARK: - Reading

extension FileCheck {
  /// Reads what the check needs of the file at `path`: of Markdown no more than its frontmatter.
  func read(_ path: String) throws(FileError) -> FileBytes {
    guard ContentFormat.kind(of: path, isLegacy: true) == .markdown else {
      return try FileReading.whole(path)
    }
    let fences = rules.fences
    return try FileReading.head(path) { isEnough(FrontmatterBlock.find(in: $0, rules: fences)) }
  }

  /// The record of a file of which `head` was read, and more if need be.
  func wholeRecord(
    of file: String,
    _ path: String,
    plan: Int,
    head: FileHead,
    root: String
  ) -> FileRecord {
    do {
      let isEnough = head.isWhole || isEnough(head, file)
      let read = isEnough ? nil : try read("\(root)/\(file)")
      return record(
        of: file,
        path,
        plan: plan,
        read?.bytes ?? head.bytes,
        isWhole: read?.isWhole ?? head.isWhole
      )
    } catch {
      return record(of: file, path, plan: plan, failure: error)
    }
  }

  private func isEnough(_ head: FileHead, _ file: String) -> Bool {
    ContentFormat.kind(of: file, isLegacy: true) == .markdown
      && isEnough(FrontmatterBlock.find(in: head.content, rules: rules.fences))
  }

  /// Whether what follows cannot change what was found.
  private func isEnough(_ search: FrontmatterBlock.Search) -> Bool {
    switch search {
    case .found(let block): block.closing != nil
    case .none: true
    case .open: false
    }
  }

  /// The document of `file` as the check reads it; nil when it cannot be read.
  func document(_ file: String, _ plan: CollectionPlan, _ root: String) -> FrontmatterDocument? {
    (try? read("\(root)/\(file)")).map { document($0.bytes, file: file, plan) }
  }

  /// The whole document of a file that `plan` reads.
  func document(_ bytes: [UInt8], file: String, _ plan: CollectionPlan) -> FrontmatterDocument {
    let kind = ContentFormat.kind(of: file, isLegacy: plan.loader == .legacy) ?? .markdown
    return FrontmatterDocument(bytes, kind: kind, rules: rules)
  }
}

// MARK: - One entry a file

extension FileCheck {
  private func entry(
    in document: FrontmatterDocument,
    file: String,
    path: String,
    _ plan: CollectionPlan
  ) -> FileRecord {
    if let failure = document.failure {
      return unread(
        file,
        path,
        plan,
        Problem(failure, in: document, file: file, collection: plan.name)
      )
    }
    var record = FileRecord(problems: textProblems(in: document, file: file, plan))
    let data = document.data
    if data == .null || data.isUndefined,
      lacksKeys(document, file: file, path: path, plan, into: &record)
    {
      return record
    }
    guard isData(data) else {
      let problem = Problem(
        rule: "entry/not-an-object",
        severity: .error,
        message: "the file's data is not an object",
        collection: plan.name,
        file: file,
        span: SourceSpan(document.top, in: document.source),
        help: "write keys and values, as title: …"
      )
      record.entries += unread(file, path, plan, problem).entries
      return record
    }
    add(data, in: { document }, file: file, path: path, plan, to: &record)
    if let last = record.entries.indices.last {
      let id = record.entries[last].id
      record.entries[last].problems += dateShifts(in: document, file: file, plan, entry: id)
    }
    return record
  }

  /// The record of a file whose data cannot be known: still an entry, named by its path, and what is
  /// wrong with it.
  private func unread(
    _ file: String,
    _ path: String,
    _ plan: CollectionPlan,
    _ problem: Problem
  ) -> FileRecord {
    guard let id = plan.id(of: path) else { return FileRecord(problems: [problem]) }
    var problem = problem
    problem.entry = id
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return FileRecord(entries: [
      EntryRecord(
        id: id,
        title: id.isEmpty ? name : id,
        cells: plan.columns.map { _ in .undefined },
        problems: [problem]
      )
    ])
  }

  /// Of a file that holds nothing, the schema says best what is missing.
  private func lacksKeys(
    _ document: FrontmatterDocument,
    file: String,
    path: String,
    _ plan: CollectionPlan,
    into record: inout FileRecord
  ) -> Bool {
    let data: Value = [:]
    guard let id = id(of: path, data, file: file, plan, { document }, into: &record) else {
      return true
    }
    let entry = entry(id: id, data, at: [], in: { document }, file: file, plan)
    guard !entry.problems.isEmpty else { return false }
    record.entries.append(entry)
    return true
  }

  /// Adds the entry that a file's `data` is; `document` is only made when there is something to
  /// point at.
  private func add(
    _ data: Value,
    _ parsed: EntryCheck.Parsed? = nil,
    in document: () -> FrontmatterDocument,
    file: String,
    path: String,
    _ plan: CollectionPlan,
    to record: inout FileRecord
  ) {
    let slug = plan.isLegacy ? data[["slug"]]?.stringValue : nil
    guard let id = id(of: path, data, file: file, plan, document, into: &record) else { return }
    let data = plan.schemaData(data)
    var entry = entry(id: id, data, parsed, at: [], in: document, file: file, plan)
    entry.slug = slug ?? ""
    record.entries.append(entry)
  }

  /// What JavaScript's `typeof` calls an object reaches the schema; `{}` stands for nothing at all.
  private func isData(_ value: Value) -> Bool {
    switch value {
    case .object, .array, .date: true
    default: false
    }
  }

  /// The entry's id, or nil when it has none: `record` has the entry then, with the reason.
  private func id(
    of path: String,
    _ data: Value,
    file: String,
    _ plan: CollectionPlan,
    _ document: () -> FrontmatterDocument,
    into record: inout FileRecord
  ) -> String? {
    var id: String
    switch plan.source {
    case .files(_, _, .generated):
      do {
        id =
          try functions?.generateId(
            collection: plan.name,
            entry: path,
            base: plan.base,
            data: data
          ) ?? ""
      } catch {
        let problem = Problem(
          rule: "entry/id",
          severity: .error,
          message: "generateId failed: \(error.message)",
          collection: plan.name,
          file: file
        )
        record.entries += unread(file, path, plan, problem).entries
        return nil
      }
    case .files(_, _, .legacy(let isData)) where isData: return EntryID.legacyData(path: path).id
    case .files(_, _, .legacy):
      guard let legacy = EntryID.legacyContent(path: path, data: data) else {
        let document = document()
        let range = document.range(ofProblemAt: ["slug"])
        let problem = Problem(
          rule: "entry/slug",
          severity: .error,
          message: "`slug` must be a string",
          collection: plan.name,
          path: ["slug"],
          file: file,
          span: SourceSpan(range, in: document.source)
        )
        record.entries += unread(file, path, plan, problem).entries
        return nil
      }
      return legacy.id
    case .files(_, _, .emulated): id = EntryID.emulated(path: path, data: data)
    default: id = EntryID.glob(path: path, data: data)
    }
    if id.isEmpty {
      // Astro asks the schema before it stores the entry.
      let named = plan.id(of: path) ?? ""
      let schemaData = plan.schemaData(data)
      let broken = entry(id: named, schemaData, at: [], in: document, file: file, plan)
      if !broken.problems.isEmpty {
        record.entries.append(broken)
        return nil
      }
      let problem = Problem(
        rule: "entry/empty-id",
        severity: .error,
        message: "the file's name leaves an empty id",
        collection: plan.name,
        file: file,
        help: "rename the file, or give it a slug"
      )
      record.entries += unread(file, path, plan, problem).entries
      return nil
    }
    return id
  }

  /// The entry that `data`, which stands at `base`, is, with all that is wrong with it; `document` is only
  /// made when there is something to point at.
  private func entry(
    id: String,
    _ data: Value,
    _ parsed: EntryCheck.Parsed? = nil,
    at base: ValuePath,
    in document: () -> FrontmatterDocument,
    file: String,
    _ plan: CollectionPlan
  ) -> EntryRecord {
    let outcome = plan.check.check(data, parsed, at: base, in: document, entry: id, file: file)
    let images = missingImages(data, at: base, in: document, file: file, entry: id, plan)
    return EntryRecord(
      id: id,
      title: listsEntries ? EntryColumns.title(of: data) ?? id : "",
      cells: listsEntries ? EntryColumns.cells(of: data, plan.columns) : [],
      problems: outcome.problems + images,
      references: outcome.references
    )
  }
}

// MARK: - Many entries a file

extension FileCheck {
  private func items(
    in file: String,
    _ plan: CollectionPlan,
    _ bytes: [UInt8]
  ) -> FileRecord {
    guard let kind = ContentFormat.kind(of: file), kind != .markdown else {
      let problem = Problem(
        rule: "collection/unresolved",
        severity: .error,
        message: "no parser was found for '\(file)'",
        collection: plan.name,
        file: file,
        help: "pass a parser to the file loader"
      )
      return FileRecord(problems: [problem])
    }
    let document = FrontmatterDocument(bytes, kind: kind, rules: rules)
    if let failure = document.failure {
      // Astro only logs it, and the site is built without any of these entries.
      return FileRecord(problems: [
        Problem(failure, in: document, file: file, collection: plan.name)
      ])
    }
    var record = items(of: document.value, file: file, plan, document)
    record.problems += dateShifts(in: document, file: file, plan, entry: nil)
    return record
  }

  /// The records of the items of `value`, of which `places` knows where they stand in `document`; without
  /// it, `value` is what the document says.
  func items(
    of value: Value,
    file: String,
    _ plan: CollectionPlan,
    _ document: FrontmatterDocument,
    places: ParsedPlaces? = nil
  ) -> FileRecord {
    var record = FileRecord()
    var found: [(id: String, data: Value, base: ValuePath)] = []
    switch value {
    case .array(let items):
      for (index, item) in items.enumerated() {
        if let id = EntryID.item(item) {
          found.append((id, item, [.index(index)]))
        } else {
          let place = places?.place(of: .index(index)) ?? [.index(index)]
          let range = document.range(ofProblemAt: place)
          record.problems.append(
            Problem(
              rule: "parse/missing-id",
              // Astro logs it as an error, and the site lacks the item.
              severity: .error,
              message: "item \(index + 1) is missing an id or slug field",
              collection: plan.name,
              file: file,
              span: SourceSpan(range, in: document.source)
            )
          )
        }
      }
    case .object(let object):
      found = EntryID.items(of: object).map { ($0, $1, [.key($0)]) }
    default:
      record.problems.append(
        Problem(
          rule: "entry/not-an-object",
          severity: .error,
          message: "the file must hold an array or an object",
          collection: plan.name,
          file: file,
          span: SourceSpan(document.top, in: document.source)
        )
      )
    }
    let parsed = plan.check.parse(found.map { ($0.data, file) })
    for (item, parsed) in zip(found, parsed) {
      record.entries.append(
        entry(
          id: item.id,
          item.data,
          parsed,
          at: places.map { $0.place(of: item.base[0]) } ?? item.base,
          in: { document },
          file: file,
          plan
        )
      )
    }
    return record
  }
}
