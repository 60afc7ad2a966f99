import ArgumentParser
import ECMAScript
import Sites
import Values

/// `frontis refs`: what leads to an entry.
struct Refs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refs",
    abstract: "List what leads to an entry: references and links.",
    usage: """
      frontis refs authors/maris
      frontis refs blog/low-tide --format json
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "COLLECTION/ID, or a file.")
  var entry: String

  @OptionGroup var site: SiteOption

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  func run() async throws {
    let world = World.current()
    let site = try world.open(SiteTarget(paths: [site.site], in: world).root)
    let selection = EntrySelection(snapshot: await site.refresh(), world: world)
    let uses = await site.uses(of: try selection.entry(entry))
    switch format {
    case .text: StandardOutput.write(uses.map(Self.line).joined())
    case .json:
      StandardOutput.write(JSONText.write(.array(uses.map(Self.value)), indent: 2) + "\n")
    }
  }

  private static func line(_ use: EntryUse) -> String {
    let place = use.span.map { ":\($0.start.line):\($0.start.column)" } ?? ""
    let what =
      switch use.kind {
      case .reference(let by, let path): "reference  \(by.name)  \(path.dottedText)"
      case .link: "link  \(use.text)"
      }
    return "\(visible(use.file))\(place)  \(visible(what))\n"
  }

  private static func value(_ use: EntryUse) -> Value {
    var value: ObjectValue = [
      "kind": "link", "file": .string(use.file), "text": .string(use.text),
      "line": use.span.map { .number(Double($0.start.line)) } ?? .null,
      "column": use.span.map { .number(Double($0.start.column)) } ?? .null,
    ]
    if case .reference(let by, let path) = use.kind {
      value["kind"] = "reference"
      value["entry"] = .string(by.name)
      value["field"] = .string(path.dottedText)
    }
    return .object(value)
  }
}
