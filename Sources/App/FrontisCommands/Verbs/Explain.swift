import ArgumentParser
import ECMAScript
import Settings
import Sites
import Values

/// `frontis explain`: what a rule means and what to do about it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a rule: what it means, an example, the fix.",
    usage: """
      frontis explain schema/invalid_type
      frontis explain
      """,
    discussion: "Without RULE it lists all rules."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: "The rule, as a problem names it.")
  var rule: String?

  @Option(help: "How to print: text or json.")
  var format: Format = .text

  func run() throws {
    let explanations = try rule.map { [try Self.explanation(of: $0)] } ?? RuleExplanation.all
    switch (format, rule) {
    case (.text, nil): StandardOutput.write(Self.list(explanations))
    case (.text, _): StandardOutput.write(explanations.map(Self.text).joined(separator: "\n"))
    case (.json, nil):
      let values = explanations.map(Self.value)
      StandardOutput.write(JSONText.write(.array(values), indent: 2) + "\n")
    case (.json, _):
      for one in explanations {
        StandardOutput.write(JSONText.write(Self.value(of: one), indent: 2) + "\n")
      }
    }
  }

  /// The explanation of `rule`; of a code that a site made up, that of all such codes.
  private static func explanation(of rule: String) throws -> RuleExplanation {
    let all = RuleExplanation.all
    if let found = all.first(where: { $0.rule == rule }) { return found }
    if let near = EditDistance.nearest(to: rule, among: all.map(\.rule)) {
      throw CommandFailure(message: "there is no rule '\(rule)'", help: "did you mean \(near)?")
    }
    if rule.hasPrefix("schema/"), let custom = all.first(where: { $0.rule == "schema/custom" }) {
      return custom
    }
    throw CommandFailure(
      message: "there is no rule '\(rule)'",
      help: "'frontis explain' lists all"
    )
  }

  private static func list(_ explanations: [RuleExplanation]) -> String {
    TextTable(header: ["rule", "meaning"], rows: explanations.map { [$0.rule, $0.summary] }).text
  }

  private static func text(of explanation: RuleExplanation) -> String {
    var text = "\(explanation.rule): \(explanation.summary)\n\n\(explanation.meaning)\n"
    if !explanation.example.isEmpty {
      let lines = explanation.example.split(separator: "\n").map { "    \($0)\n" }.joined()
      text += "\nFor example:\n\n\(lines)"
    }
    return text + "\n\(explanation.fix)\n"
  }

  private static func value(of explanation: RuleExplanation) -> Value {
    [
      "rule": .string(explanation.rule), "summary": .string(explanation.summary),
      "meaning": .string(explanation.meaning), "example": .string(explanation.example),
      "fix": .string(explanation.fix),
    ]
  }
}
