import ArgumentParser
import Content
import Diagnostics
import Foundation
import Sites

/// One run of `frontis check`, whatever said how.
struct CheckRun: Equatable {
  /// The site's folder, or files and folders in it to report on.
  var paths: [String] = []
  var format = Format.text
  /// Only these; all when there are none.
  var collection: [String] = []
  /// Only these rules and groups of rules; all when there are none.
  var rule: [String] = []
  /// The file to write to; nil for standard output.
  var output: String?
  var usesIndex = true
  var usesConfigCache = true
  var allowsNetwork = false
  var exitZero = false
  var errorOnWarning = false
  /// More warnings than this fail; nil for any number.
  var maxWarnings: Int?

  enum Format: String, CaseIterable {
    case text, concise, json, ndjson
  }

  /// Not where it is called: each change of threads takes a moment, and all that it does is elsewhere.
  @concurrent func run() async throws {
    let world = World.current()
    let target = try SiteTarget(paths: paths, in: world)
    let site = try world.open(
      target.root,
      usesIndex: usesIndex,
      listsEntries: false,
      usesConfigCache: usesConfigCache,
      allowsNetwork: allowsNetwork
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
      case .concise: textReport(snapshot, problems, world).concise
      case .text:
        await fullText(
          textReport(snapshot, problems, world),
          of: site,
          areAll: problems.count == all.count
        )
      }
    try write(text)
    if let failure = exitCode(snapshot, problems) { throw failure }
  }
}

extension CheckRun {
  /// What the simplest command lines say, with paths and `--no-cache` alone; nil for every other.
  ///
  /// The parser says the same of them, and takes a sixth of a short run to get ready.
  init?(simply arguments: [String]) {
    guard arguments.first == "check" else { return nil }
    self.init()
    for argument in arguments.dropFirst() {
      if argument == "--no-cache" {
        usesIndex = false
      } else if argument.isEmpty || argument.hasPrefix("-") {
        return nil
      } else {
        paths.append(argument)
      }
    }
  }
}

// MARK: - What is reported

extension CheckRun {
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
    _ world: World
  ) -> TextReport {
    let style =
      output == nil ? TextStyle.standardOutput(world.variables) : TextStyle(isColoured: false)
    return TextReport(snapshot: snapshot, problems: problems, style: style)
  }

  /// The report with the lines of the files and the count of what can be fixed.
  private func fullText(_ report: TextReport, of site: Site, areAll: Bool) async -> String {
    let style = report.style
    let (texts, fixableCount) = await site.review(report.problems, areAll: areAll) {
      TextReport.text(of: $0, in: $1, style)
    }
    return report.body(texts) + report.summary(fixableCount: fixableCount)
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
    // What only a build can run is a warning.
    let isBroken = snapshot.problems.contains {
      $0.rule == "config/evaluation" && $0.severity == .error
    }
    if isBroken { return ExitStatus.usage }
    guard !exitZero else { return nil }
    let warnings = problems.count(.warning)
    let isOver = maxWarnings.map { warnings > $0 } ?? false
    let fails = problems.count(.error) > 0 || isOver || (errorOnWarning && warnings > 0)
    return fails ? ExitStatus.problems : nil
  }
}
