package import Frontmatter
package import Values

/// An entry that somebody else changed while it was edited here: what each side made of each field.
package struct SaveConflict: Sendable {
  /// The entry as it is now.
  package var now: EntryDetail
  /// What either side changed, in the order of the data.
  package var fields: [Field]

  /// One value that changed.
  package struct Field: Sendable, Equatable {
    package var path: ValuePath
    /// Nil where there was none.
    package var before: Value?
    /// As it is edited here.
    package var mine: Value?
    /// As it is in the file now.
    package var theirs: Value?

    package init(path: ValuePath, before: Value?, mine: Value?, theirs: Value?) {
      self.path = path
      self.before = before
      self.mine = mine
      self.theirs = theirs
    }

    /// Who changed it.
    package var side: Side {
      mine == before ? .theirs : theirs == before || mine == theirs ? .mine : .both
    }
  }

  package enum Side: Sendable, Equatable {
    case mine, theirs
    /// Both, and each differently: a person has to choose.
    case both
  }

  /// Whether what both sides changed goes together without a choice.
  package var isMergeable: Bool { !fields.contains { $0.side == .both } }

  /// The edits of the entry as it is now that put in what was changed here; of a field that both
  /// changed only where `keepsMine` says so.
  package func edits(keepingMine keepsMine: (Field) -> Bool = { _ in false }) -> [Edit] {
    fields.compactMap { field in
      guard field.side == .mine || field.side == .both && keepsMine(field) else { return nil }
      guard field.mine != field.theirs else { return nil }
      let path = now.base + field.path
      return field.mine.map { .set(path, $0) } ?? .unset(path)
    }
  }
}

extension SaveConflict {
  /// What either side made of each value of an entry's data, objects compared key by key.
  ///
  /// Returns one field for each value that `mine` or `theirs` has not as `before`.
  package static func fields(from before: Value, mine: Value, theirs: Value) -> [Field] {
    var fields: [Field] = []
    compare(before, mine, theirs, at: [], &fields)
    return fields
  }

  private static func compare(
    _ before: Value?,
    _ mine: Value?,
    _ theirs: Value?,
    at path: ValuePath,
    _ fields: inout [Field]
  ) {
    if before == mine, before == theirs { return }
    let objects = [before, mine, theirs].map { $0?.objectValue }
    guard let own = objects[1], let other = objects[2], path.isEmpty || objects[0] != nil else {
      fields.append(Field(path: path, before: before, mine: mine, theirs: theirs))
      return
    }
    let old = objects[0] ?? [:]
    var seen: Set<String> = []
    for key in old.keys + own.keys + other.keys where seen.insert(key).inserted {
      compare(old[key], own[key], other[key], at: path + [.key(key)], &fields)
    }
  }
}

extension Site {
  /// What stands against saving `edits` since the file of `detail` changed; nil when it did not.
  ///
  /// Throws when the file cannot be read any more, or the edits cannot be made at all.
  package func conflict(
    saving edits: [Edit],
    to detail: EntryDetail
  ) async throws(SiteError) -> SaveConflict? {
    let now = try await self.detail(of: detail.id, file: detail.file, in: detail.collection)
    guard now.stamp.hash != detail.stamp.hash else { return nil }
    if let failure = now.document.failure {
      throw .editRefused(file: detail.file, reason: EditError.unreadable(failure).reason)
    }
    var mine = detail.document.data
    for edit in edits {
      guard let next = edit.applied(to: mine) else {
        throw .editRefused(file: detail.file, reason: EditError.pathNotFound(edit.path).reason)
      }
      mine = next
    }
    let fields = SaveConflict.fields(
      from: detail.data,
      mine: mine[detail.base] ?? .undefined,
      theirs: now.data
    )
    return SaveConflict(now: now, fields: fields)
  }
}
