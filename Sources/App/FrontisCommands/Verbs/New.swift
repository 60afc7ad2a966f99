import ArgumentParser
import Sites
import Values

/// `frontis new`: creates an entry from its schema, or from another entry.
struct New: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Create an entry from the schema, or from another one.",
    usage: """
      frontis new blog 'Low tide'
      frontis new blog low-tide title='Low tide' tags='[boats]'
      frontis new blog low-tide --from blog/high-tide
      """,
    discussion: """
      What the schema has a default for, or cannot do without, is there; the file is named as the \
      collection's files are. The slug is made of the title when it is not given; what has a space \
      in it is a title.
      """
  )

  @Argument(help: "The collection.")
  var collection: String

  @Argument(help: "The slug or the title, and FIELD=VALUE.")
  var arguments: [String] = []

  @Option(help: "Copy this entry: COLLECTION/ID, or a file.")
  var from: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site)
    let snapshot = await site.refresh()
    var slug: String?
    var values: [(path: ValuePath, value: Value)] = []
    do {
      for argument in arguments {
        guard let assignment = try Assignment(argument) else {
          guard slug == nil else { throw ValidationError("there is more than one slug") }
          slug = argument
          continue
        }
        let value = try await site.value(of: assignment.text, at: assignment.path, in: collection)
        values.append((assignment.path, value))
      }
      guard let from else {
        // What has a space in it is a title: no slug has one.
        if let title = slug, title.contains(" ") {
          let plan = try await site.planNew(in: collection, titled: title, values: values)
          return try await site.carryOut(plan, options, world)
        }
        let plan = try await site.planNew(in: collection, slug: slug, values: values)
        return try await site.carryOut(plan, options, world)
      }
      guard let slug, values.isEmpty else {
        throw ValidationError("a copy needs a slug, and no values")
      }
      let original = try EntrySelection(snapshot: snapshot, world: world).entry(from)
      let plan = try await site.planDuplicate(of: original, slug: slug)
      try await site.carryOut(plan, options, world)
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }
}
