import ArgumentParser

/// `frontis check`: every problem of a site, for people and for CI.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem in a site's content.",
    usage: """
      frontis check
      frontis check ../site --format json
      frontis check src/content/blog/hello.md
      """,
    discussion: """
      Exits with 0 when nothing is wrong, 1 when problems were found, 2 when the site cannot be \
      read or its configuration cannot be evaluated.
      """
  )

  @Argument(help: "The site's folder, or files and folders in it to report on.")
  var paths: [String] = []

  @Option(help: "How to print the problems: text, concise, json or ndjson.")
  var format: CheckRun.Format = .text

  @Option(help: "Only this collection.")
  var collection: [String] = []

  @Option(help: "Only this rule, as schema/invalid_type, or a whole group, as schema.")
  var rule: [String] = []

  @Option(help: "Write to this file instead of standard output.")
  var output: String?

  @Flag(help: "Neither read nor write the index of entries.")
  var noCache = false

  @Flag(help: "Evaluate the configuration again even when it has not changed.")
  var noConfigCache = false

  @Flag(help: "Let the site's loaders fetch from the network; their entries are read-only.")
  var allowNetwork = false

  @Flag(help: "Exit with 0 whatever was found.")
  var exitZero = false

  @Flag(help: "Exit with 1 for a warning too.")
  var errorOnWarning = false

  @Option(help: "Exit with 1 when there are more warnings than this.")
  var maxWarnings: Int?

  func run() async throws { try await meant.run() }

  /// What the command line means.
  var meant: CheckRun {
    var check = CheckRun()
    check.paths = paths
    check.format = format
    check.collection = collection
    check.rule = rule
    check.output = output
    check.usesIndex = !noCache
    check.usesConfigCache = !noConfigCache
    check.allowsNetwork = allowNetwork
    check.exitZero = exitZero
    check.errorOnWarning = errorOnWarning
    check.maxWarnings = maxWarnings
    return check
  }
}

extension CheckRun.Format: ExpressibleByArgument {}
