import ArgumentParser
import Content
import Diagnostics
import Foundation
import Sites

/// `frontis check`: every problem of a site, for people and for CI.
struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    // Parsed alone, it need not look for a request of a completion script first: 0.7 ms.
    _superCommandName: "frontis",
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

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, concise, json, ndjson
  }

  @Argument(help: "The site's folder, or files and folders in it to report on.")
  var paths: [String] = []

  @Option(help: "How to print the problems: text, concise, json or ndjson.")
  var format: Format = .text

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

  func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: paths, in: world)
    let site = try world.open(
      target.root,
      usesIndex: !noCache,
      usesConfigCache: !noConfigCache,
      allowsNetwork: allowNetwork
    )
    // The process ends soon: giving back all that the site holds, piece by piece, would only take time.
    _ = Unmanaged.passRetained(site)
    let snapshot = await site.refresh()
    try checkNames(in: snapshot)
    let all = snapshot.allProblems
    let problems = all.filter { target.includes($0.file) && isWanted($0) }
    let text =
      switch format {
      case .json: await jsonReport(snapshot, problems, of: site).text
      case .ndjson: await jsonReport(snapshot, problems, of: site).lines
      // One line a problem has no room for fixes.
      case .concise: textReport(snapshot, problems, target.root, world).concise
      case .text:
        await fullText(
          textReport(snapshot, problems, target.root, world),
          of: site,
          areAll: problems.count == all.count
        )
      }
    try write(text)
    if let failure = exitCode(snapshot, problems) { throw failure }
  }
}

// MARK: - What is reported

extension Check {
  private func isWanted(_ problem: Problem) -> Bool {
    let isOfCollection = collection.isEmpty || problem.collection.map(collection.contains) ?? false
    let isOfRule =
      rule.isEmpty || rule.contains { problem.rule == $0 || problem.rule.hasPrefix($0 + "/") }
    return isOfCollection && isOfRule
  }

  private func checkNames(in snapshot: SiteSnapshot) throws {
    let names = snapshot.collections.map(\.name)
    if let unknown = collection.first(where: { !names.contains($0) }), !names.isEmpty {
      throw CommandFailure(
        message: "there is no collection '\(unknown)'",
        help: "the site has \(names.joined(separator: ", "))"
      )
    }
  }

  private func jsonReport(
    _ snapshot: SiteSnapshot,
    _ problems: [Problem],
    of site: Site
  ) async -> JSONReport {
    JSONReport(snapshot: snapshot, problems: problems, fixes: await site.fixes(for: problems))
  }

  private func textReport(
    _ snapshot: SiteSnapshot,
    _ problems: [Problem],
    _ root: String,
    _ world: World
  ) -> TextReport {
    let style =
      output == nil ? TextStyle.standardOutput(world.variables) : TextStyle(isColoured: false)
    return TextReport(
      snapshot: snapshot,
      problems: problems,
      style: style
    ) { file in
      // A file that can no longer be read is shown without its line.
      (try? FileReading.whole("\(root)/\(file)")).map { SourceText($0.bytes) }
    }
  }

  /// The report with its last line, which takes trying fixes: meanwhile the rest is written.
  private func fullText(_ report: TextReport, of site: Site, areAll: Bool) async -> String {
    let problems = report.problems
    async let fixableCount = site.safelyFixableCount(of: problems, areAll: areAll)
    let body = report.body
    return body + report.summary(fixableCount: await fixableCount)
  }

  private func write(_ report: String) throws {
    guard let output, output != "-" else { return StandardOutput.write(report) }
    do {
      try Data(report.utf8).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw CommandFailure(message: "cannot write \(output): \(error.localizedDescription)")
    }
  }

  private func exitCode(_ snapshot: SiteSnapshot, _ problems: [Problem]) -> ExitCode? {
    if snapshot.problems.contains(where: { $0.rule == "config/evaluation" }) {
      return ExitStatus.usage
    }
    guard !exitZero else { return nil }
    let warnings = problems.count(.warning)
    let isOver = maxWarnings.map { warnings > $0 } ?? false
    let fails = problems.count(.error) > 0 || isOver || (errorOnWarning && warnings > 0)
    return fails ? ExitStatus.problems : nil
  }
}
