import Sites
import Widgets

/// One line that is typed to say what becomes of entries.
struct PromptState: Sendable {
  enum Subject: Sendable, Equatable {
    case bulk([EntryAddress])
    case create(in: String)
    case duplicate(EntryAddress)
    case rename(EntryAddress)
  }

  let subject: Subject
  var field: TextField
  /// What is wrong with what was typed.
  var refusal: String?

  init(_ subject: Subject) {
    self.subject = subject
    switch subject {
    case .bulk, .create: field = TextField()
    case .duplicate(let address): field = TextField("\(address.id)-copy")
    case .rename(let address): field = TextField(address.id)
    }
  }

  var title: String {
    switch subject {
    case .bulk(let entries):
      entries.count == 1 ? "Change \(entries[0].name)" : "Change \(entries.count) entries"
    case .create(let collection): "New entry in \(collection)"
    case .duplicate(let address): "Copy \(address.name)"
    case .rename(let address): "Rename \(address.name)"
    }
  }

  var placeholder: String {
    switch subject {
    case .bulk: "draft=true"
    case .create: "its title"
    case .duplicate, .rename: "its id"
    }
  }

  /// What was typed, as an intent; nil when it is none, with the reason in `refusal`.
  var intent: Intent? {
    let text = field.text
    guard text.contains(where: { $0 != " " }) else { return nil }
    switch subject {
    case .bulk(let entries): return BulkCommand(text).map { .edit(entries, $0) }
    case .create(let collection): return .create(in: collection, title: text)
    case .duplicate(let address): return .duplicate(address, id: text)
    case .rename(let address): return text == address.id ? nil : .rename(address, id: text)
    }
  }

  /// Why what was typed is no intent.
  var reason: String {
    guard field.text.contains(where: { $0 != " " }) else { return "type \(placeholder)" }
    if case .bulk = subject { return "this is none of the forms above" }
    return "that is its id already"
  }
}
