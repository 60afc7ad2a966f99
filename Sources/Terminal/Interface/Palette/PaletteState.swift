import Loop
import Sites
import Widgets

/// Commands by their names, collections and entries, narrowed by typing.
struct PaletteState: Sendable {
  enum Target: Sendable {
    case command(Binding)
    case collection(String)
    case entry(EntryReference)
  }

  /// More entries than this are left to the tables' own filter: a key must be answered at once.
  private static let greatestEntryCount = 3000

  private(set) var picker: Picker
  private let targets: [Target]

  init(_ program: FrontisProgram) {
    var targets: [Target] = []
    var items: [Picker.Item] = []
    for binding in DefaultKeymap.bindings(in: program.screen) where binding.command != .palette {
      targets.append(.command(binding))
      items.append(
        Picker.Item(
          binding.help,
          detail: binding.keyText,
          disabledReason: binding.disabledReason(program)
        )
      )
    }
    for collection in program.catalog?.collections ?? [] {
      targets.append(.collection(collection.name))
      items.append(Picker.Item(collection.name, detail: "collection"))
    }
    for collection in program.catalog?.collections ?? []
    where targets.count + collection.entries.count < Self.greatestEntryCount {
      for entry in collection.entries {
        let reference = EntryReference(
          collection: collection.name,
          id: entry.id,
          file: entry.file
        )
        targets.append(.entry(reference))
        items.append(Picker.Item(entry.title, detail: "\(collection.name)/\(entry.id)"))
      }
    }
    self.targets = targets
    picker = Picker(title: "Commands and entries", items: items, height: 14)
  }

  var chosen: Target? { picker.chosen.map { targets[$0] } }

  mutating func handle(_ key: Key) -> Bool { picker.handle(key) }

  mutating func paste(_ text: String) { picker.paste(text) }
}
