import ArgumentParser
import ECMAScript
import Sites
import Values

/// `frontis get`: an entry's data, or one field of it, as the file has it.
struct Get: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    abstract: "Print an entry's data, or one field.",
    usage: """
      frontis get blog/hello-world
      frontis get blog/hello-world tags[0]
      frontis get src/content/blog/hello-world.md title
      """,
    discussion:
      "A text is printed as it is, anything else as JSON. Exits with 1 for an absent field."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "COLLECTION/ID, or a file.")
  var entry: String

  @Argument(help: "The field, as author.name or tags[0].")
  var field: String?

  @OptionGroup var site: SiteOption

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  @Flag(help: "Write what JSON cannot hold as tagged objects.")
  var typed = false

  @Flag(help: "Let the site's loaders fetch from the network; their entries are read-only.")
  var allowNetwork = false

  func run() async throws {
    let world = World.current()
    let site = try world.open(
      SiteTarget(paths: [site.site], in: world).root,
      allowsNetwork: allowNetwork
    )
    let selection = EntrySelection(snapshot: await site.refresh(), world: world)
    let address = try selection.entry(entry)
    let path = try field.map(FieldPath.parse) ?? []
    do {
      let detail = try await site.detail(of: address.id, file: address.file, in: address.collection)
      guard let value = detail.data[path], !value.isUndefined else {
        throw CommandFailure(
          message: "\(address.name) has no \(path.isEmpty ? "data" : "'\(path.dottedText)'")",
          status: 1
        )
      }
      write(value)
    } catch let error as SiteError {
      throw CommandFailure(error)
    }
  }

  private func write(_ value: Value) {
    if format == .text, !typed, let text = value.stringValue {
      StandardOutput.write(text + "\n")
    } else if format == .text, !typed, case .date = value {
      StandardOutput.write(value.briefText + "\n")
    } else {
      let value = typed ? TypedCoder.standard.encode(value) : value
      StandardOutput.write(JSONText.write(value, indent: 2) + "\n")
    }
  }
}
