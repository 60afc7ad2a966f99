import Sites
import Widgets

/// Changes that are looked at before they are made: one is chosen, or several are ticked.
struct ReviewState: Sendable {
  private(set) var intent: Intent
  private(set) var rows: [Proposal.Row]
  var list: ListState
  /// The first line of the diff that shows.
  var diff = ListState()
  /// The lines of the row under the cursor; nil while they are read.
  private(set) var shown: LineDiff?
  var isDiffFocused = false
  /// The other problems that may be meant; empty where that cannot be chosen.
  var reaches: [FixReach] = []
  var reach = 0
  /// Tells an answer which ticks it is for.
  private(set) var revision = 0
  /// What the ticked rows come to; nil while that is worked out.
  private(set) var changes: ChangeSet?
  /// To be made as soon as it is worked out.
  var isDue = false

  /// What all rows that were ticked at first come to, and which ones those were.
  let notes: [String]
  let target: EntryAddress?
  private let base: ChangeSet
  private let baseRows: Set<Int>

  init(_ proposal: Proposal, for intent: Intent) {
    self.intent = intent
    rows = proposal.rows
    base = proposal.changes
    baseRows = Set(rows.indices.filter { proposal.rows[$0].isTicked })
    changes = proposal.changes
    notes = proposal.notes
    target = proposal.target
    list = ListState(count: rows.count)
    followCursor()
  }
}

// MARK: - Reading

extension ReviewState {
  /// Whether one row is chosen, rather than several ticked.
  var isChoice: Bool { intent.mode == .one }

  var selected: Proposal.Row? { rows.indices.contains(list.cursor) ? rows[list.cursor] : nil }

  var tickedCount: Int { rows.count { $0.isTicked } }

  /// The intent as far as it is ticked.
  var narrowed: Intent {
    switch intent {
    case .fixAll: .fixAll(rows.filter(\.isTicked).compactMap(\.problem))
    case .edit(_, let command): .edit(tickedEntries, command)
    default: intent
    }
  }

  /// Each once, in the order of the rows.
  private var tickedEntries: [EntryAddress] {
    var seen: Set<EntryAddress> = []
    return rows.filter(\.isTicked).compactMap(\.address).filter { seen.insert($0).inserted }
  }

  /// What Enter makes; nil while it is worked out.
  var wanted: ChangeSet? { isChoice ? selected?.changes : changes }

  var cannotApplyReason: String? {
    if rows.isEmpty { return "there is nothing to apply" }
    return intent.mode != .ticked || tickedCount > 0 ? nil : "nothing is ticked: Space ticks"
  }
}

// MARK: - Ticking

extension ReviewState {
  /// Ticks the row under the cursor, or takes its tick, and goes to the next.
  mutating func toggleTick() {
    guard intent.mode == .ticked, let row = selected else { return }
    // What is done to one entry is done or not.
    for index in rows.indices where index == list.cursor || row.isPart(of: rows[index]) {
      rows[index].isTicked = !row.isTicked
    }
    list.move(by: 1)
    followCursor()
    follow()
  }

  /// Ticks all rows, or none when all were.
  mutating func toggleAll() {
    guard intent.mode == .ticked else { return }
    let isTicked = tickedCount < rows.count
    for index in rows.indices { rows[index].isTicked = isTicked }
    follow()
  }

  /// The ticks changed: what they come to follows from what is known, or has to be worked out.
  private mutating func follow() {
    revision += 1
    isDue = false
    changes = known
  }

  /// Of each file all rows or none are as they were when all was worked out.
  private var known: ChangeSet? {
    var isTicked: [String: Bool] = [:]
    for (index, row) in rows.enumerated() {
      guard baseRows.contains(index) || !row.isTicked else { return nil }
      guard baseRows.contains(index) else { continue }
      if let other = isTicked[row.file], other != row.isTicked { return nil }
      isTicked[row.file] = row.isTicked
    }
    var changes = base
    changes.files = base.files.filter { isTicked[$0.file] == true }
    switch intent {
    case .fixAll: changes.title = "fixed \(counted(tickedCount, "problem"))"
    case .edit: changes.title = tickedEntries.changeTitle
    default: break
    }
    return changes
  }

  mutating func take(_ changes: ChangeSet, revision: Int) {
    guard revision == self.revision else { return }
    self.changes = changes
  }

  /// The cursor has moved: the diff is that of another row.
  mutating func followCursor() {
    shown = selected?.lines.diff
    diff = ListState(count: diffLines.count, height: diff.height)
  }

  /// The change whose lines are to be read, so that they can be shown.
  var unread: FileChange? {
    guard shown == nil, case .change(let change)? = selected?.lines else { return nil }
    return change
  }

  mutating func take(_ lines: LineDiff, of change: FileChange) {
    guard unread == change else { return }
    shown = lines
    diff = ListState(count: diffLines.count, height: diff.height)
  }
}

extension Proposal.Row {
  fileprivate func isPart(of other: Proposal.Row) -> Bool {
    address != nil && address == other.address
  }
}

extension [EntryAddress] {
  /// `changed blog/hello`, `changed 3 entries`.
  var changeTitle: String {
    count == 1 ? "changed \(self[0].name)" : "changed \(counted(count, "entry", "entries"))"
  }
}
