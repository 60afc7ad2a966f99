import ArgumentParser
import ECMAScript
import Foundation
import Sessions
import Sites
import Values

/// `frontis undo`: takes back what frontis wrote last.
struct Undo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back what was written last.",
    usage: """
      frontis undo [SITE]
      frontis undo --dry-run
      frontis undo --list
      """,
    discussion: """
      What one command or one save wrote is one step, however many files it was, also after a \
      restart. When one of the files changed since, none is touched and the difference is printed.
      """
  )

  @Argument(help: "The site's folder, as --site says it.")
  var folder: String?

  @OptionGroup var site: SiteOption

  @Flag(help: "Print what was written, the newest first, and change nothing.")
  var list = false

  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site, at: folder)
    do {
      if list { return try await Self.list(site, options) }
      guard let step = try await site.undoStep() else { throw SiteError.nothingToUndo }
      try await site.take(step, "undone", options, world) { () throws(SiteError) in
        try await site.undo().title
      }
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }

  private static func list(_ site: Site, _ options: WritingOptions) async throws {
    let history = try await site.history()
    switch options.format {
    case .text:
      let rows = history.map { write in
        [
          write.date.formatted(.iso8601), write.state.rawValue, String(write.fileCount),
          write.title,
        ]
      }
      StandardOutput.write(TextTable(header: ["date", "state", "files", "what"], rows: rows).text)
    case .json:
      var items: [Value] = []
      for write in history {
        let files = try site.diffs(of: write.id).map { file, diff -> Value in
          ["file": .string(file), "diff": .string(diff.unified(file: file))]
        }
        items.append([
          "date": .string(write.date.formatted(.iso8601)), "state": .string(write.state.rawValue),
          "title": .string(write.title), "files": .array(files),
        ])
      }
      StandardOutput.write(JSONText.write(.array(items), indent: 2) + "\n")
    }
  }
}

/// `frontis redo`: does again what was undone last.
struct Redo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Do again what was undone last.",
    usage: """
      frontis redo [SITE]
      frontis redo --dry-run
      """,
    discussion: "It also finishes a change of many files that was cut short."
  )

  @Argument(help: "The site's folder, as --site says it.")
  var folder: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site, at: folder)
    do {
      guard let step = try await site.redoStep() else { throw SiteError.nothingToRedo }
      try await site.take(step, "redone", options, world) { () throws(SiteError) in
        try await site.redo().title
      }
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }
}

extension Site {
  /// Takes `step` with `perform`, or shows it; prints how files differ where that forbids it.
  fileprivate func take(
    _ step: HistoryStep,
    _ word: String,
    _ options: WritingOptions,
    _ world: World,
    perform: () async throws(SiteError) -> String
  ) async throws {
    if let conflict = step.conflicts.first {
      for (file, diff) in step.conflicts {
        DiffText.write(diff.unified(file: file), .standardOutput(world.variables))
      }
      if step.conflictCount > step.conflicts.count {
        StandardError.write("… and \(step.conflictCount - step.conflicts.count) files more\n")
      }
      throw CommandFailure(
        message:
          "'\(step.write.title)' cannot be \(word): \(conflict.file) changed since; nothing was written",
        status: 1
      )
    }
    guard !options.isDryRun else {
      try await carryOut(step.changes, options, world)
      return
    }
    let title = try await perform()
    let report = ChangeReport(changes: step.changes, failures: [])
    if options.format == .json {
      report.writeJSON(of: self)
    } else {
      StandardOutput.write(report.text)
    }
    StandardError.write("\(word): \(visible(title))\n")
  }
}

extension World {
  /// The site that a writing verb means, with the history of what was written.
  ///
  /// `folder` is where it says the site too.
  func openForWriting(_ option: SiteOption, at folder: String? = nil) throws -> Site {
    try open(SiteTarget(paths: [folder ?? option.site], in: self).root, sessions: openSessions())
  }
}
