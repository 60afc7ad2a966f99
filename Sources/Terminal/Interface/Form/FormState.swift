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
  /// The first item that is laid out, by the paths of long lists and records.
  private var starts: [ValuePath: Int] = [:]
  private(set) var rows: [FormRow] = []
  /// Where the row of each path is among them.
  private var places: [ValuePath: Int] = [:]
  /// The rows that stand for items which are not laid out, by the paths of their lists.
  private var hiddenRows: [ValuePath: [Int]] = [:]
  private var rowProblems: [Int: [Problem]] = [:]
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
  func problems(of index: Int) -> [Problem] { rowProblems[index] ?? [] }

  /// The row that shows what is at `path`: the one with the longest path that leads there.
  private func rowIndex(for path: ValuePath) -> Int? {
    for length in stride(from: path.count, through: 0, by: -1) {
      let prefix = Array(path[..<length])
      guard let index = places[prefix] else { continue }
      return length < path.count ? hiddenRow(for: path[length], below: prefix) ?? index : index
    }
    if let first = path.first, let index = hiddenRow(for: first, below: []) { return index }
    return rows.isEmpty ? nil : 0
  }

  /// The row that stands for the item or key `segment` of what is at `path`, where it is not laid out.
  private func hiddenRow(for segment: PathSegment, below path: ValuePath) -> Int? {
    guard let hidden = hiddenRows[path], let number = itemNumber(of: segment, below: path) else {
      return nil
    }
    return hidden.first { index in
      if case .hidden(let range) = rows[index].kind { range.contains(number) } else { false }
    }
  }

  /// Which item of the list, or key of the record, at `path` it is.
  private func itemNumber(of segment: PathSegment, below path: ValuePath) -> Int? {
    switch segment {
    case .index(let index): return index
    case .key(let key): return ownKeys(at: path).firstIndex(of: key)
    default: return nil
    }
  }

  /// The keys of the record, or those of the object that the schema does not name, at `path`.
  private func ownKeys(at path: ValuePath) -> [String] {
    let field = path.isEmpty ? self.field.resolved(for: data) : places[path].map { rows[$0].field }
    guard case .object(let named, _)? = field?.kind else {
      return FormRows.keys(at: path, in: data, besides: [])
    }
    return FormRows.keys(at: path, in: data, besides: named)
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

  /// The rows as they are to be; with those in every group when it `isAllOpen`.
  func laidOut(isAllOpen: Bool = false) -> [FormRow] {
    FormRows(
      field,
      data: data,
      folds: isAllOpen ? [:] : folds,
      shapes: shapes,
      starts: starts,
      isAllOpen: isAllOpen
    ).rows
  }

  /// Makes the rows anew; the cursor stays on its path.
  mutating func rebuild() {
    let path = row?.path
    rows = laidOut()
    places = Dictionary(rows.enumerated().map { ($1.path, $0) }) { first, _ in first }
    hiddenRows = [:]
    for (index, row) in rows.enumerated() {
      if case .hidden = row.kind { hiddenRows[row.path.dropLast(), default: []].append(index) }
    }
    rowProblems = [:]
    for problem in problems {
      if let index = rowIndex(for: problem.path) { rowProblems[index, default: []].append(problem) }
    }
    if let path {
      if let index = places[path] {
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
    for (index, row) in rows.enumerated() {
      if row.kind == .kept, row.depth == 0, index == 0 || rows[index - 1].kind != .kept {
        lines.append(.keptHeading)
      }
      lines.append(.row(index))
      if index == cursor, let typedText {
        lines += typedText.rows.indices.dropFirst().map { .text(row: index, line: $0) }
      }
      lines += problems(of: index).prefix(3).map { .problem(row: index, $0) }
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

  mutating func move(by step: Int) {
    move(to: cursor + step)
    if case .hidden(let range)? = row?.kind {
      bring(step < 0 ? range.upperBound - 1 : range.lowerBound)
    } else {
      keepAround()
    }
  }

  mutating func moveToEnd() {
    move(to: rows.count - 1)
    if case .hidden(let range)? = row?.kind { bring(range.upperBound - 1) }
  }

  /// Lays out the item of this number, one of those that the row under the cursor stands for, and goes there.
  private mutating func bring(_ number: Int) {
    guard let list = row?.path.dropLast().map({ $0 }) else { return }
    let isList = data[list]?.arrayValue != nil
    reveal(list + [isList ? .index(number) : .key(ownKeys(at: list)[number])])
  }

  /// Lays out other items of a long list when the cursor comes near the end of those that are.
  private mutating func keepAround() {
    guard let path = row?.path else { return }
    let near = max(0, cursor - Self.margin)..<min(rows.count, cursor + Self.margin)
    for index in near {
      guard case .hidden = rows[index].kind, rows[index].path.count <= path.count,
        case let list = rows[index].path.dropLast(), path.starts(with: list),
        let number = itemNumber(of: path[list.count], below: Array(list))
      else { continue }
      starts[Array(list)] = number - FormRows.windowCount / 2
      return rebuild()
    }
  }

  /// Rows.
  private static let margin = 30

  /// Lays out what is around `path`, opens it and puts the cursor there.
  mutating func reveal(_ path: ValuePath) {
    for length in 0..<path.count {
      let prefix = Array(path.prefix(length))
      if length > 0, let index = places[prefix], rows[index].kind.isGroup,
        !FormRows.isOpen(rows[index], in: data, folds: folds)
      {
        folds[prefix] = true
        rebuild()
      }
      if hiddenRow(for: path[length], below: prefix) != nil,
        let number = itemNumber(of: path[length], below: prefix)
      {
        starts[prefix] = number - FormRows.windowCount / 2
        rebuild()
      }
    }
    guard let index = rowIndex(for: path) else { return }
    move(to: index)
    let inner = path.dropFirst(rows[index].path.count)
    if case .items = rows[index].kind, case .index(let item)? = inner.first { self.item = item }
  }

  mutating func moveToProblem(by step: Int) -> Bool {
    let indices = rowProblems.keys.sorted()
    guard let first = indices.first, let last = indices.last else { return false }
    let next =
      step > 0
      ? indices.first { $0 > cursor } ?? first : indices.last { $0 < cursor } ?? last
    guard case .hidden = rows[next].kind else {
      move(to: next)
      return true
    }
    let list = rows[next].path.dropLast()
    let numbered = problems(of: next).map {
      ($0.path, itemNumber(of: $0.path[list.count], below: Array(list)) ?? 0)
    }
    let nearest =
      step > 0 ? numbered.min { $0.1 < $1.1 } : numbered.max { $0.1 < $1.1 }
    if let nearest { reveal(nearest.0) }
    return true
  }
}
