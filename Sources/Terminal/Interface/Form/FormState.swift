import Frontmatter
import Schemas
import Screen
import Sites
import Values
import Widgets

/// An entry's fields being edited: what was typed, what is wrong with it, and what would be written.
struct FormState: Sendable {
  /// What is typed into now.
  enum Typing: Sendable, Equatable {
    case line(TextField)
    case area(TextArea)
    /// Into one item of a list; nil for a new one.
    case item(TextField, index: Int?)
    /// The name of a record's key; `old` is nil for a new one.
    case key(TextField, record: ValuePath, old: String?)
  }

  /// A list to choose from, and what its items mean.
  struct Choosing: Sendable {
    var picker: Picker
    let targets: Targets
    /// Whose entries the items are, for a preview of each.
    var collection: String?
    /// The images that the items are, for a preview of each.
    var images: [SiteImage] = []

    enum Targets: Sendable {
      /// The field's value.
      case values([Value])
      /// An item of the field's list.
      case items([Value])
      /// A field to go to.
      case fields([ValuePath])
      /// A branch of the field's union, or YAML.
      case shapes([FormShape?])
      /// A key for a record.
      case keys([String], ValuePath)
    }
  }

  let entry: OpenEntry
  let field: FieldDescription
  let today: DateValue
  /// The entry's data as the form has it.
  private(set) var data: Value
  /// Earlier states of the data, the last one last.
  private(set) var undoSteps: [Value] = []
  /// States that were taken back, the last one last.
  private(set) var redoSteps: [Value] = []
  /// What makes the form's data of the file's; paths as in the document.
  private(set) var edits: [Edit] = []
  /// Which groups a person opened or closed.
  var folds: [ValuePath: Bool] = [:]
  /// What fields are edited as where a person chose it.
  var shapes: [ValuePath: FormShape] = [:]
  private(set) var rows: [FormRow] = []
  /// The row under the cursor.
  private(set) var cursor = 0
  /// The chosen item of the row's list; their number for the place after the last.
  var item = 0
  var typing: Typing?
  var choosing: Choosing?
  /// What the site uses already, by the key of a field at the top of the data.
  var knownValues: [String: [KnownValue]] = [:]
  /// What of it continues the text that is typed, best first, and which of them Enter takes.
  var suggestions: [KnownValue] = []
  var suggestion: Int?
  /// The site's images by their files; nil until they have been read.
  var images: [String: SiteImage]?
  /// The image that was read last to be shown.
  var picture: Picture?
  /// The calendar that a date is chosen from.
  var calendar: DateCalendar?
  var isDiffShown = false
  /// The first line of the diff that shows.
  var diffOffset = 0
  var isSaving = false
  /// What another program changed meanwhile was taken over.
  var isMerged = false

  /// Of the newest answer; the entry's own before there is one.
  private(set) var problems: [Problem]
  private(set) var diff = LineDiff(lines: [])
  /// Why the edits cannot be written; nil when they can.
  private(set) var refusal: String?
  /// Counts changes, so that late answers are told from newer ones.
  private(set) var revision = 0
  /// How many cells a value has.
  private(set) var valueWidth = 40
  /// The visual lines, and which of them show.
  private(set) var lines: [FormLine] = []
  private(set) var window = ListState()

  private static let greatestUndoCount = 200

  init(
    _ entry: OpenEntry,
    data: Value?,
    today: DateValue,
    folds: [ValuePath: Bool] = [:],
    at path: ValuePath?
  ) {
    self.entry = entry
    self.folds = folds
    self.today = today
    self.data = data ?? entry.data
    problems = entry.problems
    field = entry.field ?? FieldDescription(kind: .object([], unknownKeys: .keep))
    rebuild()
    if let path {
      reveal(path)
    } else if let changed = rows.firstIndex(where: { isChanged($0) && !$0.kind.isGroup }) {
      move(to: changed)
    }
    edits = Edit.edits(from: entry.data, to: self.data).map { $0.under(entry.base) }
  }
}

/// One line on the screen of a form.
enum FormLine: Sendable, Equatable {
  case row(Int)
  /// A further line of the text that is typed into the row.
  case text(row: Int, line: Int)
  case problem(row: Int, Problem)
  /// The heading above the keys that the schema does not name.
  case keptHeading
}

// MARK: - Reading

extension FormState {
  var row: FormRow? { cursor < rows.count ? rows[cursor] : nil }

  func value(of row: FormRow) -> Value? { data[row.path] }

  func isChanged(_ row: FormRow) -> Bool { data[row.path] != entry.data[row.path] }

  var isRowChanged: Bool { row.map { data[$0.path] != entry.data[$0.path] } ?? false }

  var cannotBeNullReason: String? {
    guard let row, row.kind != .kept else { return "there is no field here that could be null" }
    return row.field.isNullable ? nil : "the schema does not take null here; x takes the key out"
  }

  /// How many fields at the top of the data are not as in the file.
  var changeCount: Int { rows.count { !$0.kind.isGroup && isChanged($0) } }

  var isTyping: Bool { typing != nil || choosing != nil || calendar != nil }

  /// What is to be kept of the form; nil when nothing was changed.
  var draft: FormDraft? {
    guard !edits.isEmpty else { return nil }
    return FormDraft(
      entry: entry.reference,
      original: entry.data,
      data: data,
      baseHash: entry.hash
    )
  }

  /// The field's place in the file, 1-based.
  var position: (line: Int, column: Int) {
    guard let row, let document = entry.detail?.document,
      let range = document.valueRange(at: entry.base + row.path)
    else { return (1, 1) }
    let position = document.source.position(at: range.lowerBound)
    return (position.line, position.column)
  }

  /// The problems at a row: those of its own path, and those below that no open row shows.
  func problems(of index: Int) -> [Problem] { problems.filter { rowIndex(for: $0.path) == index } }

  /// The row that shows what is at `path`: the one with the longest path that leads there.
  private func rowIndex(for path: ValuePath) -> Int? {
    var best: Int?
    for (index, row) in rows.enumerated() where path.starts(with: row.path) {
      if best.map({ rows[$0].path.count < row.path.count }) ?? true { best = index }
    }
    return best ?? (rows.isEmpty ? nil : 0)
  }
}

// MARK: - Changing

extension FormState {
  /// Puts `value` at `path`; `undefined` takes it out.
  ///
  /// While `isContinued`, no new step to undo begins.
  mutating func set(_ path: ValuePath, to value: Value, isContinued: Bool = false) {
    var new = data.setting(path[...], to: value)
    if value.isUndefined { new = Self.pruned(new, above: path, original: entry.data) }
    guard new != data else { return }
    if !isContinued { keepStep() }
    data = new
    dataChanged()
  }

  mutating func keepStep() {
    redoSteps = []
    undoSteps.append(data)
    if undoSteps.count > Self.greatestUndoCount { undoSteps.removeFirst() }
  }

  mutating func undo() {
    // Typing that changed nothing has left a step too.
    while let step = undoSteps.popLast() {
      guard step != data else { continue }
      redoSteps.append(data)
      data = step
      dataChanged()
      return
    }
  }

  mutating func redo() {
    guard let step = redoSteps.popLast() else { return }
    undoSteps.append(data)
    data = step
    dataChanged()
  }

  private mutating func dataChanged() {
    revision += 1
    edits = Edit.edits(from: entry.data, to: data).map { $0.under(entry.base) }
    if edits.isEmpty {
      problems = entry.problems
      diff = LineDiff(lines: [])
      refusal = nil
    }
    rebuild()
  }

  /// Takes out objects above `path` that are empty and that the file does not have.
  private static func pruned(_ data: Value, above path: ValuePath, original: Value) -> Value {
    var data = data
    var path = path.dropLast()
    while !path.isEmpty, original[Array(path)] == nil, let object = data[Array(path)]?.objectValue,
      object.isEmpty
    {
      data = data.setting(path, to: .undefined)
      path = path.dropLast()
    }
    return data
  }

  mutating func take(_ check: DraftCheck, revision: Int) {
    guard revision == self.revision, !edits.isEmpty else { return }
    problems = check.problems
    diff = check.diff
    refusal = check.refusal
    rebuild()
  }

  /// Makes the rows anew; the cursor stays on its path.
  mutating func rebuild() {
    let path = row?.path
    rows = FormRows(field, data: data, folds: folds, shapes: shapes).rows
    if let path {
      if let index = rows.firstIndex(where: { $0.path == path }) {
        cursor = index
      } else {
        // What is typed must never go into another field.
        cursor = min(cursor, max(0, rows.count - 1))
        typing = nil
        choosing = nil
        calendar = nil
      }
    }
    rebuildLines()
  }

  mutating func rebuildLines() {
    lines = []
    var problemsOfRow: [Int: [Problem]] = [:]
    for problem in problems {
      if let index = rowIndex(for: problem.path) {
        problemsOfRow[index, default: []].append(problem)
      }
    }
    for (index, row) in rows.enumerated() {
      if row.kind == .kept, row.depth == 0, index == 0 || rows[index - 1].kind != .kept {
        lines.append(.keptHeading)
      }
      lines.append(.row(index))
      if index == cursor, let typedText {
        lines += typedText.rows.indices.dropFirst().map { .text(row: index, line: $0) }
      }
      lines += (problemsOfRow[index] ?? []).prefix(3).map { .problem(row: index, $0) }
    }
    window.setCount(lines.count)
    showCursor()
  }

  private mutating func showCursor() {
    var last = lines.lastIndex { line in
      switch line {
      case .row(let index), .problem(let index, _), .text(let index, _): index == cursor
      case .keptHeading: false
      }
    }
    let first = lines.firstIndex(of: .row(cursor))
    if let typedText, let first { last = first + typedText.cursorRow }
    if let last { window.move(to: last) }
    if typedText != nil { return }
    if let first { window.move(to: first) }
  }

  /// How many rows of the form show, and how many cells a value has in each.
  mutating func setSize(height: Int, valueWidth: Int) {
    guard height != window.height || valueWidth != self.valueWidth else { return }
    window.setHeight(height)
    self.valueWidth = valueWidth
    rebuildLines()
  }
}

// MARK: - Moving

extension FormState {
  mutating func move(to index: Int) {
    cursor = max(0, min(index, rows.count - 1))
    item = 0
    rebuildLines()
  }

  mutating func move(by step: Int) { move(to: cursor + step) }

  /// Opens what is around `path` and puts the cursor there.
  mutating func reveal(_ path: ValuePath) {
    for length in 1..<max(1, path.count) {
      let prefix = Array(path.prefix(length))
      guard let row = rows.first(where: { $0.path == prefix }), row.kind.isGroup,
        !FormRows.isOpen(row, in: data, folds: folds)
      else { continue }
      folds[prefix] = true
      rebuild()
    }
    guard let index = rowIndex(for: path) else { return }
    move(to: index)
    let inner = path.dropFirst(rows[index].path.count)
    if case .items = rows[index].kind, case .index(let item)? = inner.first { self.item = item }
  }

  mutating func moveToProblem(by step: Int) -> Bool {
    let indices = rows.indices.filter { !problems(of: $0).isEmpty }
    guard !indices.isEmpty else { return false }
    let next =
      step > 0
      ? indices.first { $0 > cursor } ?? indices[0]
      : indices.last { $0 < cursor } ?? indices[indices.count - 1]
    move(to: next)
    return true
  }
}
