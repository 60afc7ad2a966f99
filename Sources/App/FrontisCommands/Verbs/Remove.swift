import ArgumentParser
import ECMAScript
import Foundation
import Sites
import Values

/// `frontis remove`: removes entries, into a trash that they can be restored from.
struct Remove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove entries; their files can be restored.",
    usage: """
      frontis remove blog/low-tide
      frontis remove --list
      frontis remove --restore src/content/blog/low-tide.md
      """,
    discussion: """
      A removed file is kept for 90 days. Entries that still refer to what goes are named.
      """
  )

  @Argument(help: "Entries as COLLECTION/ID, files or patterns.")
  var entries: [String] = []

  @Flag(help: "Print the files that can be restored, the one removed last first.")
  var list = false

  @Option(help: "Restore this file.")
  var restore: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site)
    do {
      if list { return try await write(site.trash()) }
      if let restore {
        let path = world.absolute(restore)
        guard
          let removed = try await site.trash().first(where: {
            $0.file == restore || "\(site.root)/\($0.file)" == path
          })
        else {
          throw CommandFailure(
            message: "no removed file '\(restore)' is kept",
            help: "'frontis remove --list' names them"
          )
        }
        try await site.carryOut(site.planRestore(of: removed), options, world)
        return
      }
      guard !entries.isEmpty else { throw ValidationError("name the entries to remove") }
      let selection = EntrySelection(snapshot: await site.refresh(), world: world)
      let changes = try await site.planRemoval(of: selection.entries(entries))
      try await site.carryOut(changes, options, world)
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }

  private func write(_ files: [RemovedFile]) {
    switch options.format {
    case .text:
      let rows = files.map { [$0.date.formatted(.iso8601), $0.file] }
      StandardOutput.write(TextTable(header: ["date", "file"], rows: rows).text)
    case .json:
      let items = files.map { file -> Value in
        ["date": .string(file.date.formatted(.iso8601)), "file": .string(file.file)]
      }
      StandardOutput.write(JSONText.write(.array(items), indent: 2) + "\n")
    }
  }
}
