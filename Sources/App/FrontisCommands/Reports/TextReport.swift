import Diagnostics
import Foundation
import Sites

/// `frontis check --format text`: each problem with its line of the file and carets under it.
struct TextReport {
  let snapshot: SiteSnapshot
  let problems: [Problem]
  let style: TextStyle

  /// All problems, whose texts are `texts`, and the collections that could not be checked; the summary follows.
  func body(_ texts: [String]) -> String { texts.map { $0 + "\n" }.joined() + unchecked }

  /// One line a problem: place, severity, rule, message.
  var concise: String { problems.map { Self.headline(of: $0, style) + "\n" }.joined() }
}

// MARK: - Problems

extension TextReport {
  /// A problem with its line of `source`, the text of its file; without one where that cannot be read.
  static func text(of problem: Problem, in source: SourceText?, _ style: TextStyle) -> String {
    var text = headline(of: problem, style) + "\n"
    if let span = problem.span, let source {
      text += CodeFrame(source: source, span: span, style: style, severity: problem.severity).text
    }
    if let help = problem.help { text += "  \(style.muted("help:")) \(visible(help))\n" }
    return text
  }

  private static func headline(of problem: Problem, _ style: TextStyle) -> String {
    let place = problem.span.map { "\(problem.file):\($0.start.line):\($0.start.column)" }
    let severity = style.severity(problem.severity)
    return
      "\(style.bold(visible(place ?? problem.file)))  \(severity)  \(style.muted(problem.rule))  \(visible(problem.summary))"
  }
}

// MARK: - Summary

extension TextReport {
  /// The collections that were not checked and of which no problem says so.
  private var unchecked: String {
    let named = Set(problems.filter { $0.rule == "collection/unresolved" }.map(\.collection))
    return snapshot.collections.compactMap { collection in
      if named.contains(collection.name) { return nil }
      return collection.status.reason.map {
        "\(style.bold(visible(collection.name)))  \(style.severity(.warning))  not checked: \(visible($0))\n"
      }
    }.joined()
  }

  /// The last line, when `frontis fix` fixes `fixableCount` of the problems.
  func summary(fixableCount: Int) -> String {
    let errors = problems.count(.error)
    let warnings = problems.count(.warning)
    let hundredths = Int((snapshot.seconds * 100).rounded())
    let seconds = "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) s"
    let entries = counted(snapshot.entryCount, "entry", "entries")
    if errors == 0, warnings == 0 {
      return "\(style.ok("no problems")) in \(entries) (\(seconds)).\n"
    }
    // What is wrong with the configuration is in no entry.
    let affected = Set(problems.compactMap { problem in problem.entry.map { [problem.file, $0] } })
    let count = affected.isEmpty ? "none" : grouped(affected.count)
    var counts: [String] = []
    if errors > 0 { counts.append(counted(errors, "error")) }
    if warnings > 0 { counts.append(counted(warnings, "warning")) }
    let found = style.bold(counts.joined(separator: ", "))
    guard snapshot.entryCount > 0 else { return "\(found) (\(seconds)).\n" }
    let text = "\(found) in \(count) of \(entries) (\(seconds))."
    return fixableCount > 0
      ? "\(text) \(grouped(fixableCount)) can be fixed with 'frontis fix'.\n" : text + "\n"
  }
}
