package import Sites

/// What a person wants to change, before it is known what that comes to.
package enum Intent: Sendable, Equatable {
  /// One of the fixes of these problems.
  case fix([Problem])
  /// A fix of each of these problems.
  case fixAll([Problem])
  /// This done to each of these entries, which are of one collection.
  case edit([EntryAddress], BulkCommand)
  case create(in: String, title: String)
  case duplicate(EntryAddress, id: String)
  case rename(EntryAddress, id: String)
  case remove([EntryAddress])
  /// Bring back one of the files that were removed.
  case restore
}

extension Intent {
  /// How much of what is proposed is made.
  enum Mode { case one, ticked, all }

  var mode: Mode {
    switch self {
    case .fix, .restore: .one
    case .fixAll, .edit: .ticked
    case .create, .duplicate, .rename, .remove: .all
    }
  }
}

/// Changes that may be made, worked out and shown before any is.
package struct Proposal: Sendable, Equatable {
  /// What the rows that are ticked at first come to together; empty where one row is chosen.
  package var changes: ChangeSet
  package var rows: [Row]

  /// What a person should know before: what would be wrong, what cannot be done.
  package var notes: [String]
  /// The entry that there is afterwards, where it is another one.
  package var target: EntryAddress?

  package init(
    rows: [Row],
    changes: ChangeSet = ChangeSet(title: ""),
    notes: [String] = [],
    target: EntryAddress? = nil
  ) {
    self.rows = rows
    self.changes = changes
    self.notes = notes
    self.target = target
  }

  /// One change.
  package struct Row: Sendable, Equatable {
    /// The entry's id, or the file where it has none.
    package var subject: String
    /// Relative to the site's root.
    package var file: String
    /// What is done, as an order: `quote it`.
    package var action: String
    /// Whether it guesses nothing and drops nothing.
    package var isSafe: Bool
    /// The lines that it alone changes.
    package var lines: Lines
    /// What it makes go away.
    package var problem: Problem?
    /// It alone, ready to be made; nil where it is only made with others.
    package var changes: ChangeSet?
    package var isTicked: Bool
    /// The entry that is changed, and the value before and after, where they are known.
    package var address: EntryAddress?
    package var values: Values

    /// Lines that differ: worked out when they are looked at, there may be very many rows.
    package enum Lines: Sendable, Equatable {
      case diff(LineDiff)
      case splice(Splice)
      /// Those of a file, which may have to be read first.
      case change(FileChange)

      /// Nil where a file has to be read first.
      package var diff: LineDiff? {
        switch self {
        case .diff(let diff): diff
        case .splice(let splice): splice.diff
        case .change(let change): change.diff
        }
      }
    }

    /// One value before and after, as YAML; empty where there is none.
    package struct Values: Sendable, Equatable {
      package var before: String
      package var after: String

      package init(before: String, after: String) {
        self.before = before
        self.after = after
      }
    }

    /// Without `values` these are the lines that go and those that come in their place, in a few words.
    package init(
      subject: String,
      file: String,
      action: String,
      isSafe: Bool = true,
      lines: Lines,
      problem: Problem? = nil,
      changes: ChangeSet? = nil,
      values: Values? = nil
    ) {
      self.subject = subject
      self.file = file
      self.action = action
      self.isSafe = isSafe
      self.lines = lines
      self.problem = problem
      self.changes = changes
      self.values = values ?? Values(of: lines)
      isTicked = isSafe
    }
  }
}

extension Proposal.Row {
  /// `fix` of `problem`, which alone changes the lines of `diff`.
  init(_ fix: Fix, of problem: Problem, _ lines: Lines, changes: ChangeSet? = nil) {
    self.init(
      subject: problem.entry ?? problem.file,
      file: problem.file,
      action: fix.title,
      isSafe: fix.isSafe,
      lines: lines,
      problem: problem,
      changes: changes
    )
  }
}

extension Proposal.Row.Values {
  fileprivate init(of lines: Proposal.Row.Lines) {
    guard let diff = lines.diff else {
      let counts: (added: Int, removed: Int) =
        if case .change(let change) = lines { change.lineCounts } else { (0, 0) }
      before = counts.removed > 0 ? counted(counts.removed, "line") : ""
      after = counts.added > 0 ? counted(counts.added, "line") : ""
      return
    }
    (before, after) = Self.words(of: diff)
  }

  /// The lines that go and those that come in their place, each in a few words.
  private static func words(of diff: LineDiff) -> (String, String) {
    let removed = diff.lines.filter { $0.kind == .removed }.map { Self.trimmed($0.text) }
    let added = diff.lines.filter { $0.kind == .added }.map { Self.trimmed($0.text) }
    guard var old = removed.first, var new = added.first, removed.count == 1, added.count == 1
    else {
      return (Self.brief(removed), Self.brief(added))
    }
    // The comment that stays, and the beginning of a long line, say nothing of what differs.
    let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.map(\.0).reversed()
    if let comment = String(tail).firstRange(of: " #") {
      let length = tail.count - String(tail)[..<comment.lowerBound].count
      old.removeLast(length)
      new.removeLast(length)
    }
    let shared = zip(old, new).prefix { $0 == $1 }.count
    guard shared > 24 else { return (Self.trimmed(old), Self.trimmed(new)) }
    return ("…" + old.dropFirst(shared - 8), "…" + new.dropFirst(shared - 8))
  }

  private static func brief(_ lines: [String]) -> String {
    guard let first = lines.first else { return "" }
    return lines.count == 1 ? first : "\(first) (\(lines.count) lines)"
  }

  private static func trimmed(_ text: String) -> String {
    var text = text.drop { $0 == " " || $0 == "\t" }.prefix(400)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
