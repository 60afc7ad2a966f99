import Sites

/// The entries of one collection that are marked for what is done to several at once.
///
/// They stay marked when a filter hides them.
struct EntryMarks: Sendable, Equatable {
  private(set) var ids: Set<String> = []
  /// The row where a range began that follows the cursor; nil while there is none.
  private(set) var anchor: Int?

  var isEmpty: Bool { ids.isEmpty && anchor == nil }

  mutating func toggle(_ id: String) {
    if ids.remove(id) == nil { ids.insert(id) }
  }

  mutating func beginRange(at row: Int) { anchor = row }

  /// Ends the range; its entries stay marked.
  mutating func endRange(marking ids: some Sequence<String>) {
    self.ids.formUnion(ids)
    anchor = nil
  }

  /// Marks all of `ids`, or none of them when all were marked.
  mutating func toggleAll(_ ids: [String]) {
    if ids.allSatisfy(self.ids.contains) {
      self.ids.subtract(ids)
    } else {
      self.ids.reserveCapacity(self.ids.count + ids.count)
      self.ids.formUnion(ids)
    }
  }

  /// Forgets marks of entries that are no longer there.
  mutating func keep(_ entries: [EntrySummary]) {
    anchor = nil
    guard !ids.isEmpty else { return }
    ids = Set(entries.lazy.map(\.id).filter(ids.contains))
  }

  mutating func clear() { self = EntryMarks() }
}

extension EntriesState {
  /// The rows of the range that is being marked; nil while none is.
  var markedRange: ClosedRange<Int>? {
    marks.anchor.map { min($0, list.cursor)...max($0, list.cursor) }
  }

  func isMarked(_ id: String, at row: Int) -> Bool {
    marks.ids.contains(id) || markedRange?.contains(row) == true
  }

  /// How many entries are marked, those of the range that is being marked among them.
  func markCount(in catalog: Catalog) -> Int {
    guard let range = markedRange else { return marks.ids.count }
    if marks.ids.isEmpty { return range.count }
    let added = range.count { row in
      entry(at: row, in: catalog).map { !marks.ids.contains($0.id) } ?? false
    }
    return marks.ids.count + added
  }

  /// Marks the entry under the cursor and goes to the next; ends a range that was begun.
  mutating func toggleMark(_ catalog: Catalog) {
    if marks.anchor != nil {
      endRange(catalog)
    } else if let entry = selected(in: catalog) {
      marks.toggle(entry.id)
      list.move(by: 1)
    }
  }

  mutating func toggleRange(_ catalog: Catalog) {
    if marks.anchor != nil { endRange(catalog) } else { marks.beginRange(at: list.cursor) }
  }

  mutating func toggleAllMarks(_ catalog: Catalog) {
    endRange(catalog)
    marks.toggleAll(rows.indices.compactMap { entry(at: $0, in: catalog)?.id })
  }

  private mutating func endRange(_ catalog: Catalog) {
    guard let range = markedRange else { return }
    marks.endRange(marking: range.compactMap { entry(at: $0, in: catalog)?.id })
  }
}
