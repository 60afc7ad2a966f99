import Loop
import Sites

/// Entries made, copied, renamed, changed and removed: said in a line, looked at, then done.
extension FrontisProgram {
  mutating func ask(_ command: Command) -> Next<Request> {
    switch command {
    case .bulkEdit:
      let addresses = addressesMeant
      guard !addresses.isEmpty else { return .wait }
      layer = .prompt(PromptState(.bulk(addresses)))
    case .create:
      guard let collection = selectedCollection else { return .wait }
      layer = .prompt(PromptState(.create(in: collection.name)))
    case .duplicate, .rename:
      guard let address = addressAtCursor else { return .wait }
      layer = .prompt(PromptState(command == .rename ? .rename(address) : .duplicate(address)))
    case .remove:
      let addresses = addressesMeant
      guard !addresses.isEmpty else { return .wait }
      return propose(.remove(addresses))
    default: break
    }
    return .wait
  }

  mutating func press(_ key: Key, in prompt: PromptState) -> Next<Request> {
    var prompt = prompt
    switch key {
    case "esc": layer = nil
    case "enter":
      guard let intent = prompt.intent else {
        prompt.refusal = prompt.reason
        layer = .prompt(prompt)
        return .wait
      }
      layer = nil
      return propose(intent)
    default:
      if prompt.field.handle(key) { prompt.refusal = nil }
      layer = .prompt(prompt)
    }
    return .wait
  }

  private var addressAtCursor: EntryAddress? {
    guard let entry = entryAtCursor, let id = entry.id else { return nil }
    return EntryAddress(collection: entry.collection, id: id, file: entry.file)
  }

  /// The marked entries, or the one under the cursor where none is marked.
  private var addressesMeant: [EntryAddress] {
    guard screen == .entries, !entries.marks.isEmpty, let catalog,
      let snapshot = entries.snapshot(in: catalog)
    else { return addressAtCursor.map { [$0] } ?? [] }
    var ids = entries.marks.ids
    for row in entries.markedRange.map(Array.init) ?? [] {
      if let entry = entries.entry(at: row, in: catalog) { ids.insert(entry.id) }
    }
    // Marks are of entries that are there: as many as those are all of them, and none is looked up.
    let areAll = ids.count == snapshot.entries.count
    return snapshot.entries.compactMap { entry in
      let id = entry.id
      return areAll || ids.contains(id)
        ? EntryAddress(collection: snapshot.name, id: id, file: entry.file) : nil
    }
  }

  var noEntryReason: String? {
    addressAtCursor == nil ? "there is no entry under the cursor" : nil
  }
}
