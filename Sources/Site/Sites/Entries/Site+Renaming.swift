import Content
import Foundation
import Frontmatter
import Synchronization
import Values

extension Site {
  /// What giving an entry another id would write: its file under the new name, or its `slug`, and
  /// every reference and link that leads to it.
  ///
  /// Throws `SiteError.entryRefused` when the id is taken, the site's own naming gives another one,
  /// or the entry cannot be edited.
  /// `progress` is told how many files were looked at, on any thread.
  @concurrent package nonisolated func planRename(
    of address: EntryAddress,
    to id: String,
    progress: FileProgress? = nil
  ) async throws(SiteError) -> EntryPlan {
    try await knownSite().planRename(of: address, to: id, progress)
  }
}

extension KnownSite {
  fileprivate func planRename(
    of address: EntryAddress,
    to id: String,
    _ progress: FileProgress?
  ) async throws(SiteError) -> EntryPlan {
    let plan = try editablePlan(address.collection)
    let detail = try detail(of: address.id, file: address.file, in: plan)
    if snapshot.has(id, in: plan.name) {
      throw .entryRefused("\(plan.name)/\(id)", reason: "there is such an entry")
    }
    var renaming = try renaming(address, to: id, detail, plan)
    try retarget(referenceUses(of: address), to: id, &renaming)
    await relink(address, to: id, &renaming, progress)
    // What was not looked at may lead to it as well.
    if Task.isCancelled { throw .stopped(done: 0, of: 1) }
    let trial = try trial(of: renaming.new, renaming.path, renaming.bytes(of: address.file), plan)
    guard trial.state.ids.contains(id) else {
      let other = trial.state.ids.first.map { "the site would call it '\($0)'" }
      throw .entryRefused(address.name, reason: other ?? "it would not be an entry any more")
    }
    return EntryPlan(
      address: EntryAddress(collection: plan.name, id: id, file: renaming.new),
      problems: trial.state.problems.filter { $0.entry == id },
      changes: renaming.changes(titled: "renamed \(address.name) to \(id)")
    )
  }

  private func renaming(
    _ address: EntryAddress,
    to id: String,
    _ detail: EntryDetail,
    _ plan: CollectionPlan
  ) throws(SiteError) -> Renaming {
    var renaming = Renaming(old: address.file, new: address.file, path: address.file)
    renaming.read[address.file] = (detail.document.source.bytes, detail.stamp)
    let slug: ValuePath = detail.base + ["slug"]
    guard plan.isWhole else {
      let isKey = detail.base.last.map { if case .key = $0 { true } else { false } } ?? false
      let name: ValuePath = detail.base + [detail.data[["id"]] == nil ? "slug" : "id"]
      let edit = isKey ? Edit.renameKey(detail.base, id) : .set(name, .string(id))
      renaming.written[address.file] =
        try Self.applying(edit, to: detail.document, address.name).source.bytes
      return renaming
    }
    let naming = naming(of: plan)
    let prefix = naming.base.isEmpty ? 0 : naming.base.utf8.count + 1
    let path = String(Substring(address.file.utf8.dropFirst(prefix)))
    renaming.path = path
    if detail.data[["slug"]] != nil {
      renaming.written[address.file] =
        try Self.applying(.set(slug, .string(id)), to: detail.document, address.name).source.bytes
      return renaming
    }
    renaming.path = naming.path(of: path, renamed: id)
    renaming.new = naming.file(renaming.path)
    guard (try? GlobSet(plan.patterns))?.matches(renaming.path) ?? false else {
      throw .entryRefused(address.name, reason: "no file of that name is in the collection")
    }
    guard !FileManager.default.fileExists(atPath: "\(root)/\(renaming.new)") else {
      throw .entryRefused(renaming.new, reason: "there is such a file")
    }
    return renaming
  }

  /// Has each reference name the entry by its new id.
  private func retarget(
    _ uses: [EntryUse],
    to id: String,
    _ renaming: inout Renaming
  ) throws(SiteError) {
    for use in uses {
      guard case .reference(let by, let path) = use.kind,
        let plan = configuration.plans.first(where: { $0.name == by.collection }), plan.isEditable,
        let bytes = bytes(of: use.file, &renaming)
      else { continue }
      let document = check.document(bytes, file: use.file, plan)
      let place = plan.base(of: by.id, in: document.data) + path
      let target = [place, place + ["id"], place + ["slug"]].first { target in
        document.data[target]?.stringValue == use.text
      }
      guard let target, let after = try? document.applying(.set(target, .string(id)), keyOrder: [])
      else {
        renaming.notes.append("\(by.name) refers to it in a way that was not understood")
        continue
      }
      renaming.written[use.file] = after.source.bytes
    }
  }

  private func bytes(of file: String, _ renaming: inout Renaming) -> [UInt8]? {
    if renaming.read[file] == nil, let read = try? FileReading.whole("\(root)/\(file)") {
      renaming.read[file] = (read.bytes, read.status.stamp(of: read.bytes))
    }
    return renaming.read[file].map { renaming.written[file] ?? $0.bytes }
  }

  /// Has each link lead to the entry's new place, and the entry's own links lead where they led.
  private func relink(
    _ address: EntryAddress,
    to id: String,
    _ renaming: inout Renaming,
    _ progress: FileProgress?
  ) async {
    let found = Mutex([String: [(target: String, new: String)]]())
    let (old, new) = (renaming.old, renaming.new)
    await eachBody(progress) { file, _, links in
      let place = file == old ? new : file
      let changes = links.compactMap { link -> (target: String, new: String)? in
        let next =
          link.following(old, to: new, from: file, now: place)
          ?? link.following(address.id, to: id, in: address.collection)
          ?? (file == old ? link.moved(from: old, to: new) : nil)
        return next.flatMap { $0 == link.target ? nil : (link.target, $0) }
      }
      if !changes.isEmpty { found.withLock { $0[file] = changes } }
    }
    for (file, changes) in found.withLock({ $0 }) {
      guard let bytes = bytes(of: file, &renaming) else { continue }
      renaming.written[file] = relinked(bytes, changes)
    }
  }

  /// The frontmatter may have changed its length meanwhile: the links are found again.
  private func relinked(_ bytes: [UInt8], _ changes: [(target: String, new: String)]) -> [UInt8] {
    let document = FrontmatterDocument(bytes, kind: .markdown, rules: configuration.rules)
    let edits = MarkdownLinks.all(in: bytes, from: document.bodyStart).compactMap { link in
      changes.first { $0.target == link.target }.map { ByteEdit(link.range, $0.new) }
    }
    return bytes.applying(edits)
  }
}

/// What becomes of the files when an entry is renamed.
private struct Renaming {
  let old: String
  /// The entry's file afterwards.
  var new: String
  /// The same, relative to the collection's folder.
  var path: String
  var read: [String: (bytes: [UInt8], stamp: FileStamp)] = [:]
  var written: [String: [UInt8]] = [:]
  var notes: [String] = []

  init(old: String, new: String, path: String) {
    self.old = old
    self.new = new
    self.path = path
  }

  func bytes(of file: String) -> [UInt8] { written[file] ?? read[file]?.bytes ?? [] }

  /// The new file first and the old one last: at no moment there is neither.
  func changes(titled title: String) -> ChangeSet {
    var changes = ChangeSet(title: title, notes: notes)
    if new != old { changes.files.append(FileChange(creating: new, bytes(of: old))) }
    for (file, after) in written.sorted(by: { $0.key < $1.key }) where file != old || new == old {
      guard let before = read[file] else { continue }
      changes.files.append(
        FileChange(file, from: before.bytes, to: after, stamp: before.stamp)
      )
    }
    if new != old, let before = read[old] {
      changes.files.append(FileChange(removing: old, before.bytes, stamp: before.stamp))
      changes.moveDiff = LineDiff(from: before.bytes, to: bytes(of: old))
    }
    return changes
  }
}
