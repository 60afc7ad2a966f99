import ArgumentParser

/// What every verb that writes understands.
struct WritingOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Flag(name: .customLong("dry-run"), help: "Write nothing; print a unified diff.")
  var isDryRun = false

  @Option(help: "How to print what was done: text or json.")
  var format: Format = .text
}

/// The site of a verb whose arguments are not paths.
struct SiteOption: ParsableArguments {
  @Option(help: "The site's folder.")
  var site: String = "."
}
