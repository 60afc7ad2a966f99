import Loop

/// Every key and what it does: dispatch, hints, help, palette and `docs/keys.md` all read this.
enum DefaultKeymap {
  /// The order is that of the hint row and of help.
  static let bindings: [Binding] = doing + moving + going + lookingAround + leaving

  private static let doing: [Binding] = [
    Binding(.open, ["enter"], "Open what is under the cursor", hint: "open", in: Scope.lists),
    Binding(
      .open,
      ["enter"],
      "Edit the field of the problem",
      hint: "edit field",
      in: [.detail],
      unless: \.cannotEditReason
    ),
    Binding(
      .open,
      ["enter"],
      "Edit the field",
      hint: "edit",
      in: [.form],
      unless: {
        $0.form?.row?.kind == .kept ? "not in the schema: kept as it is; E edits the file" : nil
      }
    ),
    Binding(
      .apply,
      ["enter", "ctrl+s"],
      "Make the changes that are shown",
      hint: "apply",
      in: [.review]
    ),
    Binding(
      .edit,
      ["e"],
      "Edit the entry in a form",
      hint: "form",
      in: [.entries, .detail, .problems],
      unless: \.cannotEditReason
    ),
    Binding(
      .save,
      ["ctrl+s"],
      "Save: write only what changed",
      hint: "save",
      in: [.form],
      unless: \.cannotSaveReason
    ),
    Binding(
      .fix,
      ["f"],
      "Show what would fix the problem, and choose",
      hint: "fix",
      in: [.entries, .detail, .problems],
      unless: \.noFixReason
    ),
    Binding(
      .filter,
      ["/"],
      "Filter what is shown",
      hint: "filter",
      in: [.entries]
    ),
    Binding(.mark, ["space"], "Mark the entry, or take its mark", hint: "mark", in: [.entries]),
    Binding(
      .bulkEdit,
      [";"],
      "Change the marked entries, or this one: set, unset, add, take out, rename, replace",
      hint: "change",
      in: [.entries],
      unless: \.noEntryReason
    ),
    Binding(
      .create,
      ["a"],
      "Make a new entry from the schema",
      hint: "new",
      in: [.overview, .entries],
      unless: { $0.selectedCollection == nil ? "there is no collection" : nil }
    ),
    Binding(
      .remove,
      ["d"],
      "Remove the marked entries, or this one; they can be restored",
      hint: "remove",
      in: [.entries],
      unless: \.noEntryReason
    ),
    Binding(
      .openEditor,
      ["E"],
      "Open the file in your editor at this line",
      hint: "$EDITOR",
      in: [.entries, .detail, .form, .problems],
      unless: \.noFileReason
    ),
    Binding(
      .fixAll,
      ["F"],
      "Fix all problems like this, those of the marked entries or of all that are shown",
      hint: "fix all",
      in: [.entries, .detail, .problems, .review],
      unless: \.noFixAllReason
    ),
    Binding(
      .nextProblem,
      ["}", "f8"],
      "Go to the next problem",
      hint: "next problem",
      in: [.overview, .detail, .form, .problems, .entries, .build]
    ),
    Binding(
      .previousProblem,
      ["{", "shift+f8"],
      "Go to the problem before",
      in: Scope.all.subtracting([.review])
    ),
    Binding(
      .filter,
      ["/"],
      "Filter what is shown",
      hint: "filter",
      in: [.problems]
    ),
    Binding(
      .editBody,
      ["b"],
      "Open the body alone in your editor",
      hint: "body",
      in: [.entries, .detail],
      unless: \.cannotEditBodyReason
    ),
    Binding(.filter, ["/"], "Find text", hint: "find", in: [.detail, .build]),
    Binding(
      .mark,
      ["space"],
      "Tick the row, or take its tick",
      hint: "tick",
      in: [.review],
      unless: \.noTickReason
    ),
    Binding(
      .markAll,
      ["ctrl+a"],
      "Tick all rows, or none",
      hint: "all",
      in: [.review],
      unless: \.noTickReason
    ),
    Binding(
      .widen,
      ["]", "alt+right"],
      "More problems: by the same rule, then all",
      hint: "wider",
      in: [.review],
      unless: \.noReachReason
    ),
    Binding(
      .narrow,
      ["[", "alt+left"],
      "Fewer problems",
      in: [.review],
      unless: \.noReachReason
    ),
    Binding(
      .duplicate,
      ["D"],
      "Copy the entry",
      hint: "copy",
      in: [.entries, .detail],
      unless: \.noEntryReason
    ),
    Binding(
      .rename,
      ["r"],
      "Give the entry another id; what leads to it follows",
      hint: "rename",
      in: [.entries, .detail],
      unless: \.noEntryReason
    ),
    Binding(
      .restore,
      ["g x"],
      "Bring back a file that was removed",
      hint: "restore",
      in: [.activity]
    ),
    Binding(.restore, ["g x"], "Bring back a file that was removed", in: [.overview, .entries]),
    Binding(.markRange, ["v"], "Mark from here to where the cursor goes", in: [.entries]),
    Binding(.markAll, ["ctrl+a"], "Mark all entries that are shown, or none", in: [.entries]),
    Binding(.sort, ["s"], "Sort by the next column", hint: "sort", in: [.entries]),
    Binding(.reverseSort, ["S"], "Reverse the order", in: [.entries]),
    Binding(
      .undo,
      ["u", "z"],
      "Take back the last change in the form",
      hint: "undo",
      in: [.form],
      unless: { $0.form?.undoSteps.isEmpty == false ? nil : "nothing was changed yet" }
    ),
    Binding(
      .undo,
      ["u", "z"],
      "Take back the last thing that was written",
      hint: "undo",
      in: [.activity],
      unless: \.cannotWriteReason
    ),
    Binding(
      .undo,
      ["u", "z"],
      "Take back the last thing that was written",
      in: written,
      unless: \.cannotWriteReason
    ),
    Binding(
      .redo,
      ["U", "Z"],
      "Do again what was taken back",
      hint: "redo",
      in: [.activity],
      unless: \.cannotWriteReason
    ),
    Binding(
      .redo,
      ["U", "Z"],
      "Do again what was taken back",
      in: written,
      unless: \.cannotWriteReason
    ),
    Binding(
      .redo,
      ["U", "Z"],
      "Do again what was taken back in the form",
      in: [.form],
      unless: { $0.form?.redoSteps.isEmpty == false ? nil : "nothing was taken back" }
    ),
    Binding(
      .pick,
      ["v", "ctrl+n"],
      "Choose from a calendar, a list, the site's images",
      hint: "pick",
      in: [.form],
      unless: { $0.form?.canPick == true ? nil : "there is nothing to choose from; Enter edits" }
    ),
    Binding(.unset, ["x"], "Take the field out of the file", hint: "unset", in: [.form]),
    Binding(
      .setNull,
      ["X"],
      "Write null, which is not the same as no key",
      in: [.form],
      unless: { $0.form?.cannotBeNullReason }
    ),
    Binding(
      .resetField,
      ["R"],
      "Put the field back to what the file has",
      in: [.form],
      unless: { $0.form?.isRowChanged == true ? nil : "the field is as in the file" }
    ),
    Binding(.toggle, ["space", "t"], "Change a choice, open or close a group", in: [.form]),
    Binding(
      .chooseKind,
      ["c"],
      "Choose another kind of value, or edit it as YAML",
      in: [.form],
      unless: { $0.form?.row.map { $0.kind == .kept } == false ? nil : "this key is kept as it is" }
    ),
    Binding(
      .editField,
      ["ctrl+e"],
      "Edit the field alone in your editor",
      in: [.form],
      unless: {
        $0.form?.row?.kind.isTyped == true ? nil : "only what is typed can be edited in your editor"
      }
    ),
    Binding(
      .addItem,
      ["a"],
      "Add an item to the list, a key to the record",
      hint: "add",
      in: [.form],
      unless: { $0.form?.canAdd == true ? nil : "there is no list here" }
    ),
    Binding(
      .removeItem,
      ["d"],
      "Remove the item from the list, the key from the record",
      hint: "remove",
      in: [.form],
      unless: { $0.form?.canRemove == true ? nil : "there is no item here" }
    ),
    Binding(
      .duplicate,
      ["D"],
      "Add the item once more",
      in: [.form],
      unless: { $0.form?.canRemove == true ? nil : "there is no item here" }
    ),
    Binding(
      .rename,
      ["r"],
      "Rename the key of the record",
      hint: "rename",
      in: [.form],
      unless: {
        $0.form?.canRename == true
          ? nil : "this key is the schema's: only a record's has a name of yours"
      }
    ),
    Binding(.moveItemDown, ["J", "alt+down"], "Move the item down or right", in: [.form]),
    Binding(.moveItemUp, ["K", "alt+up"], "Move the item up or left", in: [.form]),
    Binding(
      .toggleDiff,
      ["="],
      "Show or hide the lines that will be written",
      hint: "diff",
      in: [.form]
    ),
    Binding(.filter, ["/"], "Go to a field by its name", hint: "find field", in: [.form]),
    Binding(
      .follow,
      ["f"],
      "Follow the end of the log",
      hint: "follow",
      in: [.build],
      unless: { $0.build.lines.isEmpty ? "there is no log yet" : nil }
    ),
    Binding(
      .stop,
      ["ctrl+x"],
      "Stop a write or a build",
      hint: "stop",
      unless: { $0.isBusy || $0.build.isRunning ? nil : "nothing is running" }
    ),
    Binding(
      .build,
      ["B"],
      "Build the site",
      hint: "build",
      in: [.overview, .entries, .detail, .problems, .build],
      unless: { $0.build.isRunning ? "a build is running: Ctrl-X stops it" : nil }
    ),
  ]

  private static let moving: [Binding] = [
    Binding(.moveDown, ["j", "down"], "Move down"),
    Binding(.moveUp, ["k", "up"], "Move up"),
    Binding(.moveLeft, ["h", "left"], "Scroll left; the choice before"),
    Binding(.moveRight, ["l", "right"], "Scroll right; the next choice"),
    Binding(.halfPageDown, ["ctrl+d"], "Half a page down"),
    Binding(.halfPageUp, ["ctrl+u"], "Half a page up"),
    Binding(.pageDown, ["pgdn"], "A page down"),
    Binding(.pageUp, ["pgup"], "A page up"),
    Binding(.goToStart, ["g g", "home"], "Go to the first"),
    Binding(.goToEnd, ["G", "end"], "Go to the last"),
    Binding(.nextPane, ["tab"], "Go to the next pane", in: [.overview, .entries, .problems]),
    Binding(.nextPane, ["tab"], "Go to the next field", in: [.form]),
    Binding(
      .nextPane,
      ["tab"],
      "Go to the diff, or back to the table",
      hint: "diff",
      in: [.review]
    ),
    Binding(
      .previousPane,
      ["shift+tab"],
      "Go to the pane before",
      in: [.overview, .entries, .problems]
    ),
    Binding(.previousPane, ["shift+tab"], "Go to the field before", in: [.form]),
    Binding(.previousPane, ["shift+tab"], "Go to the diff, or back to the table", in: [.review]),
    Binding(.findNext, ["n"], "Go to the next hit", in: [.detail, .build]),
    Binding(.findPrevious, ["N"], "Go to the hit before", in: [.detail, .build]),
  ]

  private static let going: [Binding] = [
    Binding(.showOverview, ["1", "f2", "g o"], "Go to the site", in: withoutForm),
    Binding(
      .showEntries,
      ["2", "f3", "g e"],
      "Go to the entries",
      in: withoutForm,
      unless: { $0.catalog?.collections.isEmpty == false ? nil : "there are no collections" }
    ),
    Binding(.showProblems, ["3", "f4", "g p"], "Go to the problems", in: withoutForm),
    Binding(.showBuild, ["5", "f6", "g b"], "Go to the build", in: withoutForm),
    Binding(
      .showActivity,
      ["@", "g l"],
      "Go to the activity: all that was written, with its diff",
      in: withoutForm
    ),
  ]

  private static let lookingAround: [Binding] = [
    Binding(
      .palette,
      [":", "ctrl+p"],
      "Run a command by its name, open an entry",
      hint: "commands"
    ),
    Binding(.help, ["?", "f1"], "Show the keys that work here", hint: "help"),
    Binding(
      .copyPath,
      ["y p"],
      "Copy the file's path",
      in: withFile,
      unless: \.noFileReason
    ),
    Binding(
      .copyPosition,
      ["y l"],
      "Copy path:line:column",
      in: withFile,
      unless: \.noFileReason
    ),
    Binding(.copyID, ["y i"], "Copy the entry's id", in: withFile, unless: \.noFileReason),
    Binding(.reread, ["R", "f5"], "Read and check the site again", in: withoutForm),
    Binding(.redraw, ["ctrl+l"], "Draw the screen anew"),
    Binding(.suspend, ["ctrl+z"], "Suspend; `fg` goes on"),
    Binding(.releaseMouse, ["%"], "Release or take the mouse"),
  ]

  private static let leaving: [Binding] = [
    Binding(
      .back,
      ["esc"],
      "Go back; clear marks and the filter first",
      in: withoutForm
    ),
    Binding(.back, ["esc"], "Leave the form", hint: "leave", in: [.form]),
    Binding(.quit, ["q"], "Go back, from the site: quit", hint: "quit", in: [.overview]),
    Binding(.quit, ["q"], "Go back", hint: "back", in: withoutForm.subtracting([.overview])),
    Binding(.quit, ["q"], "Leave the form", in: [.form]),
    Binding(.quitAtOnce, ["Q"], "Quit; what was typed is kept for the next time"),
    Binding(.cancel, ["ctrl+c"], "Stop what was begun; twice: quit"),
  ]

  private static let withFile: Set<Scope> = [.entries, .detail, .form, .problems]
  private static let withoutForm = Scope.all.subtracting([.form])
  private static let written: Set<Scope> = [.overview, .entries, .detail, .problems]
}

// MARK: - Looking up

extension DefaultKeymap {
  /// What keys pressed one after the other mean.
  enum Meaning {
    case binding(Binding)
    /// The beginning of these.
    case prefix
    case nothing
  }

  static func meaning(of keys: [Key], in scope: Scope) -> Meaning {
    if let index = indices[scope]?[keys] { return .binding(bindings[index]) }
    return prefixes[scope]?.contains(keys) == true ? .prefix : .nothing
  }

  /// Those that work in `scope`, in the table's order.
  static func bindings(in scope: Scope) -> [Binding] {
    bindings.filter { $0.scopes.contains(scope) }
  }

  /// The bindings of chords that begin with `keys`, each with its last key.
  static func continuations(of keys: [Key], in scope: Scope) -> [(key: Key, binding: Binding)] {
    bindings(in: scope).flatMap { binding in
      binding.keys.filter { $0.count == keys.count + 1 && $0.starts(with: keys) }
        .compactMap { chord in chord.last.map { ($0, binding) } }
    }
  }

  private static let indices: [Scope: [[Key]: Int]] = {
    var indices: [Scope: [[Key]: Int]] = [:]
    for (index, binding) in bindings.enumerated() {
      for scope in binding.scopes {
        for keys in binding.keys { indices[scope, default: [:]][keys] = index }
      }
    }
    return indices
  }()

  private static let prefixes: [Scope: Set<[Key]>] = indices.mapValues { table in
    Set(table.keys.filter { $0.count > 1 }.map { Array($0.dropLast()) })
  }
}
