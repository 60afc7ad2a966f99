import Content
import Diagnostics
import ECMAScript
package import Frontmatter
import Values

extension Site {
  /// The entry `id` of `collection` with the whole of its `file`, read now.
  ///
  /// Throws `SiteError` when there is no such collection, or the file cannot be read.
  package func detail(
    of id: String,
    file: String,
    in collection: String
  ) async throws(SiteError) -> EntryDetail {
    if configuration == nil { _ = await refresh() }
    guard let configuration, let plan = configuration.plans.first(where: { $0.name == collection })
    else { throw .noSuchCollection(collection) }
    if case .inline = plan.source { return made(id, by: plan, configuration, file: file) }
    let read: FileBytes
    do {
      read = try FileReading.whole("\(root)/\(file)")
    } catch {
      throw .cannotRead(file: file, reason: error.reason)
    }
    let document = configuration.fileCheck(root: root).document(read.bytes, file: file, plan)
    return Self.detail(of: id, file: file, document, read.status.stamp(of: read.bytes), plan)
  }

  /// The entry of `detail` as its file is now.
  nonisolated func reread(_ detail: EntryDetail) throws(SiteError) -> EntryDetail {
    let read: FileBytes
    do {
      read = try FileReading.whole("\(root)/\(detail.file)")
    } catch {
      throw .cannotRead(file: detail.file, reason: error.reason)
    }
    let document = FrontmatterDocument(
      read.bytes,
      kind: detail.document.kind,
      rules: detail.document.rules
    )
    let stamp = read.status.stamp(of: read.bytes)
    return Self.detail(of: detail.id, file: detail.file, document, stamp, detail.plan)
  }

  /// What names the bytes of `file` as they are now, like its `FileStamp`; nil where it cannot be read.
  package nonisolated func hash(of file: String) -> UInt64? {
    (try? FileReading.whole("\(root)/\(file)")).map { $0.status.stamp(of: $0.bytes).hash }
  }

  /// An entry that the site's own loader made: its data as JSON, to look at.
  private func made(
    _ id: String,
    by plan: CollectionPlan,
    _ configuration: Configuration,
    file: String
  ) -> EntryDetail {
    let item = configuration.inlineItems(of: plan.name).first { $0[["id"]]?.stringValue == id }
    let text = Array(JSONText.write(item ?? .null, indent: 2).utf8)
    let document = FrontmatterDocument(text, kind: .json, rules: configuration.rules)
    let stamp = FileStamp(size: 0, modified: 0, inode: 0, hash: 0)
    var detail = Self.detail(of: id, file: file, document, stamp, plan)
    // What JSON cannot hold is a text here: the check of the value itself counts.
    detail.problems =
      snapshot?[collection: plan.name]?.entries.first { $0.id == id }?.problems ?? []
    return detail
  }

  static func detail(
    of id: String,
    file: String,
    _ document: FrontmatterDocument,
    _ stamp: FileStamp,
    _ plan: CollectionPlan
  ) -> EntryDetail {
    let base = plan.base(of: id, in: document.data)
    var detail = EntryDetail(
      collection: plan.name,
      id: id,
      file: file,
      base: base,
      document: document,
      stamp: stamp,
      field: plan.check.schema?.field,
      problems: [],
      isEditable: plan.isEditable,
      plan: plan
    )
    detail.problems = Self.problems(of: document, in: detail)
    return detail
  }

  /// What is wrong with `document` as the file of `detail`'s entry.
  private static func problems(
    of document: FrontmatterDocument,
    in detail: EntryDetail
  ) -> [Problem] {
    if let failure = document.failure {
      var problem = Problem(
        failure,
        in: document,
        file: detail.file,
        collection: detail.collection
      )
      problem.entry = detail.id
      return [problem]
    }
    let data = detail.plan.data(at: detail.base, in: document.data)
    return detail.plan.check.check(
      data,
      at: detail.base,
      in: { document },
      entry: detail.id,
      file: detail.file
    ).problems
  }
}

// MARK: - Trying edits

extension Site {
  /// What `edits` would make of the entry, without writing anything.
  @concurrent package nonisolated func check(
    _ edits: [Edit],
    on detail: EntryDetail
  ) async -> DraftCheck {
    let before = detail.document.source.bytes
    do {
      let after = try detail.document.applying(edits, keyOrder: detail.keyOrder)
      let document = FrontmatterDocument(
        after,
        kind: detail.document.kind,
        rules: detail.document.rules
      )
      return DraftCheck(
        problems: Self.problems(of: document, in: detail),
        diff: LineDiff(from: before, to: after)
      )
    } catch {
      return DraftCheck(problems: detail.problems, diff: LineDiff(lines: []), refusal: error.reason)
    }
  }
}
