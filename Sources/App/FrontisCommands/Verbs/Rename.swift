import ArgumentParser
import Sites
import Values

/// `frontis rename`: gives an entry another id, or a field of entries another name.
struct Rename: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give an entry another id, and have all that leads to it follow.",
    usage: """
      frontis rename blog/low-tide high-tide
      frontis rename 'blog/**' --field date=pubDate
      """,
    discussion: """
      The file gets another name, or its slug another value; references in other entries and links \
      in Markdown follow. With --field it is a key that gets another name, at its place.
      """
  )

  @Argument(help: "The entry and its new id; with --field entries, files or patterns.")
  var arguments: [String]

  @Option(help: "OLD=NEW: the field and its new name.")
  var field: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site)
    let selection = EntrySelection(snapshot: await site.refresh(), world: world)
    if let field {
      let entries = try selection.entries(arguments)
      let change = try Self.change(field)
      let plan = await site.plan([change], on: entries, titled: "changed \(entries.title)")
      return try await site.carryOut(plan, options, world)
    }
    guard arguments.count == 2 else {
      throw ValidationError("name the entry and its new id, as blog/low-tide high-tide")
    }
    let address = try selection.entry(arguments[0])
    do {
      let plan = try await site.planRename(of: address, to: arguments[1])
      try await site.carryOut(plan, options, world)
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }

  private static func change(_ field: String) throws -> EntryChange {
    guard let sign = field.firstIndex(of: "="), sign != field.startIndex else {
      throw ValidationError("--field takes OLD=NEW")
    }
    let name = String(field[field.index(after: sign)...])
    guard !name.isEmpty else { throw ValidationError("--field takes OLD=NEW") }
    return .renameKey(try FieldPath.parse(String(field[..<sign])), name)
  }
}
