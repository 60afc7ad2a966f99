import Content
import Diagnostics
import Frontmatter
import Synchronization
import Values

extension Site {
  /// Every place that leads to the entry: references by their entries, then links by their files.
  ///
  /// Reads the body of every Markdown file of the site.
  @concurrent package nonisolated func uses(of address: EntryAddress) async -> [EntryUse] {
    guard let known = await known() else { return [] }
    return known.referenceUses(of: address) + (await known.linkUses(of: address))
  }
}

extension KnownSite {
  /// The references to the entry, by their files.
  func referenceUses(of address: EntryAddress) -> [EntryUse] {
    referenceUses(of: [address]).map(\.use)
  }

  /// The references to any of `addresses`, by their files; the site is gone through once.
  ///
  /// Of no worth when the task was cancelled.
  func referenceUses(of addresses: [EntryAddress]) -> [(target: EntryAddress, use: EntryUse)] {
    let targets = ReferenceTargets(addresses)
    var uses: [(target: EntryAddress, use: EntryUse)] = []
    let plans = configuration.plans
    for row in records.rows where plans.indices.contains(Int(row.plan)) {
      if Task.isCancelled { return [] }
      let collection = plans[Int(row.plan)].name
      for entry in row.entriesWithReferences(in: collection) {
        for use in entry.references {
          guard let target = targets.entry(use.id, in: use.collection) else { continue }
          let by = EntryAddress(collection: collection, id: entry.id, file: row.path)
          let kind = EntryUse.Kind.reference(by: by, path: use.path)
          uses.append((target, EntryUse(kind: kind, file: by.file, span: use.span, text: use.id)))
        }
      }
    }
    return uses.sorted { ($0.use.file, $0.use.start) < ($1.use.file, $1.use.start) }
  }

  func linkUses(of address: EntryAddress) async -> [EntryUse] {
    let uses = Mutex([EntryUse]())
    await eachBody { file, bytes, links in
      let found = links.filter { link in
        link.following(address.file, to: address.file, from: file, now: file) != nil
          || link.following(address.id, to: address.id, in: address.collection) != nil
      }
      guard !found.isEmpty, file != address.file else { return }
      let source = SourceText(bytes)
      uses.withLock {
        $0 += found.map { link in
          EntryUse(
            kind: .link,
            file: file,
            span: SourceSpan(link.range, in: source),
            text: link.target,
            range: link.range
          )
        }
      }
    }
    return uses.withLock { $0 }.sorted { ($0.file, $0.start) < ($1.file, $1.start) }
  }

  /// Hands the links of each Markdown file's body to `visit`, many files at once, in no order.
  ///
  /// When the task is cancelled, some are left out.
  func eachBody(
    _ progress: FileProgress? = nil,
    _ visit: @escaping @Sendable (String, [UInt8], [MarkdownLink]) -> Void
  ) async {
    let rules = configuration.rules
    let files = Set(records.rows.lazy.map(\.path)).filter {
      ContentFormat.kind(of: $0, isLegacy: true) == .markdown
    }
    await eachFile(files, progress) { path, read in
      guard let file = try? read.get() else { return }
      let document = FrontmatterDocument(file.bytes, kind: .markdown, rules: rules)
      visit(path, file.bytes, MarkdownLinks.all(in: file.bytes, from: document.bodyStart))
    }
  }
}

extension RecordRow {
  /// The entries of the record, where it has any that may refer to others.
  fileprivate func entriesWithReferences(in collection: String) -> [EntryRecord] {
    guard let header, !header.isPlain else { return [] }
    var reader = ByteReader(chunk.bytes, at: Int(offset) + RecordHeader.size + header.pathCount)
    return (try? reader.record(at: FileRecord.Place(file: path, collection: collection)))?.entries
      ?? []
  }
}

extension EntryUse {
  /// Where it begins in the file, in bytes.
  var start: Int { span?.start.offset ?? 0 }
}

/// Entries that are looked for, by collection and id.
private struct ReferenceTargets {
  private var entries: [String: [String: EntryAddress]] = [:]

  init(_ addresses: [EntryAddress]) {
    for address in addresses { entries[address.collection, default: [:]][address.id] = address }
  }

  func entry(_ id: String, in collection: String) -> EntryAddress? { entries[collection]?[id] }
}
