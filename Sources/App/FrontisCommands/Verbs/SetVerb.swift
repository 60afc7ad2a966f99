import ArgumentParser
import Sites

/// `frontis set`: gives fields of entries other values.
struct SetVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change fields of one entry or many.",
    usage: """
      frontis set blog/hello-world draft=false
      frontis set 'blog/**' tags+=boats tags-=baots
      frontis set 'blog/2024-*' --replace http://=https://
      """,
    discussion: """
      FIELD=VALUE sets, FIELD+=ITEM adds to a list, FIELD-=ITEM takes out of it; - reads the value \
      from standard input. A value is read as the schema wants it there, else as YAML. Only the \
      bytes that must change do, all in one step of undo.
      """
  )

  @Argument(help: "Entries as COLLECTION/ID, files or patterns, and FIELD=VALUE.")
  var arguments: [String]

  @Option(help: "OLD=NEW: put one text in place of another wherever it stands in the data.")
  var replace: [String] = []

  @Option(name: .customLong("in"), help: "Replace only in this field.")
  var field: String?

  @OptionGroup var site: SiteOption
  @OptionGroup var options: WritingOptions

  func run() async throws {
    let world = World.current()
    let site = try world.openForWriting(site)
    var names: [String] = []
    var assignments: [Assignment] = []
    for argument in arguments {
      if let assignment = try Assignment(argument) {
        assignments.append(assignment)
      } else {
        names.append(argument)
      }
    }
    guard !names.isEmpty, !assignments.isEmpty || !replace.isEmpty else {
      throw ValidationError("name entries and what to set, as blog/hello-world draft=false")
    }
    let selection = EntrySelection(snapshot: await site.refresh(), world: world)
    let entries = try selection.entries(names)
    do {
      var changes = try replacements()
      for assignment in assignments {
        changes.append(try await assignment.change(in: entries.collection(), of: site))
      }
      let plan = await site.plan(changes, on: entries, titled: "changed \(entries.title)")
      try await site.carryOut(plan, options, world)
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }

  private func replacements() throws -> [EntryChange] {
    let path = try field.map(FieldPath.parse) ?? []
    return try replace.map { pair in
      guard let sign = pair.firstIndex(of: "="), sign != pair.startIndex else {
        throw ValidationError("--replace takes OLD=NEW")
      }
      let new = String(pair[pair.index(after: sign)...])
      return .replaceText(path, String(pair[..<sign]), with: new)
    }
  }
}
