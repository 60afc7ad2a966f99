import Content

/// One file that one or more collections read.
struct FileTask: Sendable {
  /// Relative to the site's root.
  let path: String
  /// The collections, by their place in the plan, and the path as each of them sees it.
  let uses: [Use]

  struct Use: Sendable {
    let plan: Int
    /// Relative to the collection's base; the file's own name for a file with many entries.
    let path: String
  }

  init(path: String, uses: [Use]) {
    self.path = path
    self.uses = uses
  }

  /// The file at `path`, as `records` have it; nil when no collection reads it.
  init?(_ path: String, _ plans: [CollectionPlan], in records: EntryRecords) {
    var text = path
    let uses = text.withUTF8 { utf8 in
      let path = UnsafeRawBufferPointer(utf8)
      return plans.indices.compactMap { plan -> Use? in
        let hash = EntryRecords.hash(path, plan: plan)
        guard records.row(hash, path, plan: plan) != nil else { return nil }
        return Use(plan: plan, path: plans[plan].path(of: path))
      }
    }
    guard !uses.isEmpty else { return nil }
    self.path = path
    self.uses = uses
  }
}

extension CollectionPlan {
  /// The path of one of its files as it sees it, from one relative to the root.
  fileprivate func path(of file: UnsafeRawBufferPointer) -> String {
    guard case .files(let base, _, _) = source, !base.isEmpty else {
      return String(decoding: file, as: UTF8.self)
    }
    return String(decoding: file.dropFirst(base.utf8.count + 1), as: UTF8.self)
  }
}
