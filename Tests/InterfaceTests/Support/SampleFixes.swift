import Content
import Interface
import Sites
import Values

/// What may be done about the sample site's problems.
enum SampleFixes {
  static func proposal(for intent: Intent) -> Proposal {
    switch intent {
    case .fix: ofDate
    case .fixAll: all
    case .edit(let entries, _): edits(of: entries)
    case .create(let collection, _): made("tide", in: collection)
    case .duplicate(let address, let id), .rename(let address, let id):
      made(id, in: address.collection)
    case .remove: removal
    case .restore: trash
    }
  }

  static func address(_ id: String) -> EntryAddress {
    EntryAddress(collection: "blog", id: id, file: "src/content/blog/\(id).md")
  }

  /// `draft` becomes true in each.
  static func edits(of entries: [EntryAddress]) -> Proposal {
    let changes = entries.map { address in
      change(address.id, "---\ntitle: A\ndraft: false\n---\n", "false", "true")
    }
    let rows = zip(entries, changes).map { address, change in
      var row = Proposal.Row(
        subject: address.id,
        file: address.file,
        action: "draft",
        lines: .change(change),
        values: Proposal.Row.Values(before: "false", after: "true")
      )
      row.address = address
      return row
    }
    let title = "changed \(entries.count) entries"
    return Proposal(
      rows: rows,
      changes: ChangeSet(title: title, files: changes),
      notes: ["tides: a draft must not have a date"]
    )
  }

  /// The entry `id`, as a file that is not there yet.
  static func made(_ id: String, in collection: String) -> Proposal {
    let change = change(id, "", "", "---\ntitle: Tide\n---\n")
    return Proposal(
      rows: [
        Proposal.Row(
          subject: change.file,
          file: change.file,
          action: "created",
          lines: .change(change)
        )
      ],
      changes: ChangeSet(title: "created \(collection)/\(id)", files: [change]),
      target: EntryAddress(collection: collection, id: id, file: change.file)
    )
  }

  static var removal: Proposal {
    let change = change(
      "css-grid",
      "---\ntitle: CSS grid\n---\n",
      "---\ntitle: CSS grid\n---\n",
      ""
    )
    return Proposal(
      rows: [
        Proposal.Row(
          subject: change.file,
          file: change.file,
          action: "removed",
          lines: .change(change)
        )
      ],
      changes: ChangeSet(title: "removed blog/css-grid", files: [change]),
      notes: ["blog/hello-world refers to it"]
    )
  }

  /// Two files that were removed, the later one first.
  static var trash: Proposal {
    let rows = [("css-grid", "14:02"), ("tides", "11-24")].map { id, time in
      let change = change(id, "", "", "---\ntitle: \(id)\n---\n")
      return Proposal.Row(
        subject: change.file,
        file: change.file,
        action: time,
        lines: .change(change),
        changes: ChangeSet(title: "restored \(change.file)", files: [change])
      )
    }
    return Proposal(rows: rows)
  }

  /// Two fixes of the first entry's date.
  static var ofDate: Proposal {
    let problem = SampleSite.helloProblems[0]
    let safe = change("hello-world", SampleSite.source, "4th of Jan", "2025-01-04")
    let unsafe = change(
      "hello-world",
      SampleSite.source,
      "pubDate: 4th of Jan   # first ever\n",
      ""
    )
    return Proposal(rows: [
      row("write it as a date", problem, safe, titled: "fixed hello-world: write it as a date"),
      row("remove 'pubDate'", problem, unsafe, isSafe: false, titled: "fixed hello-world"),
    ])
  }

  /// Two safe fixes in two files, and an unsafe one.
  static var all: Proposal {
    var rows = [
      row("write it as a date", SampleSite.helloProblems[0], date),
      row("make it a list", problem("css-grid"), list),
      row("remove 'draft'", SampleSite.warning, draft, isSafe: false),
    ]
    for index in rows.indices { rows[index].changes = nil }
    return Proposal(rows: rows, changes: ChangeSet(title: "fixed 2 problems", files: [date, list]))
  }

  /// Those of `all` in the file of `entry`, as so many problems.
  static func changes(_ entry: String, count: Int) -> ChangeSet {
    let title = "fixed \(count) \(count == 1 ? "problem" : "problems")"
    return ChangeSet(title: title, files: [date, list].filter { $0.file.contains(entry) })
  }

  private static var date: FileChange {
    change("hello-world", SampleSite.source, "4th of Jan", "2025-01-04")
  }

  private static var list: FileChange {
    change("css-grid", "---\ntitle: CSS grid\ntags: css\n---\n", "tags: css", "tags: [css]")
  }

  private static var draft: FileChange {
    change("release-7", "---\ntitle: Release\ndraft: no\n---\n", "draft: no\n", "")
  }

  private static func problem(_ entry: String) -> Problem {
    SampleSite.problem(
      "schema/invalid_type",
      .error,
      "Expected array, received string",
      "tags",
      "astro",
      in: entry
    )
  }

  private static func row(
    _ action: String,
    _ problem: Problem,
    _ change: FileChange,
    isSafe: Bool = true,
    titled title: String = ""
  ) -> Proposal.Row {
    Proposal.Row(
      subject: problem.entry ?? "",
      file: change.file,
      action: action,
      isSafe: isSafe,
      lines: .change(change),
      problem: problem,
      changes: ChangeSet(title: title, files: [change])
    )
  }

  static func change(_ entry: String, _ source: String, _ old: String, _ new: String) -> FileChange
  {
    FileChange(
      "src/content/blog/\(entry).md",
      from: Array(source.utf8),
      to: Array(source.replacing(old, with: new).utf8),
      stamp: FileStamp(size: 0, modified: 0, inode: 0, hash: 0)
    )
  }
}
