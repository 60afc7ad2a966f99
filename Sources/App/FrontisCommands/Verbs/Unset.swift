import ArgumentParser
import Sites

/// `frontis unset`: removes fields from entries.
struct Unset: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset",
    abstract: "Remove fields of one entry or many.",
    usage: """
      frontis unset blog/hello-world updatedDate
      frontis unset 'blog/**' hero.caption
      """
  )

  @Argument(help: "Entries as COLLECTION/ID, files or patterns, and fields.")
  var arguments: [String]

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site)
    let names = arguments.filter { $0.contains("/") }
    let fields = try arguments.filter { !$0.contains("/") }.map(FieldPath.parse)
    guard !names.isEmpty, !fields.isEmpty else {
      throw ValidationError("name entries and fields, as blog/hello-world updatedDate")
    }
    let selection = EntrySelection(snapshot: await site.refresh(), world: world)
    let entries = try selection.entries(names)
    let changes = fields.map(EntryChange.unset)
    let plan = await site.plan(changes, on: entries, titled: "changed \(entries.title)")
    try await site.carryOut(plan, options, world)
  }
}
