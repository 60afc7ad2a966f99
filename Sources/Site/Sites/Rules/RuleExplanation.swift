/// What a rule means, for a person who met a problem of it.
package struct RuleExplanation: Sendable, Equatable {
  /// As problems have it: `schema/invalid_type`.
  package let rule: String
  /// One sentence, lower case start, no full stop.
  package let summary: String
  /// What it does to the site, and why it is so.
  package let meaning: String
  /// What is wrong, as it may stand in a file; empty where nothing shows it.
  package let example: String
  /// What to do.
  package let fix: String

  init(_ rule: String, _ summary: String, meaning: String, example: String = "", fix: String) {
    self.rule = rule
    self.summary = summary
    self.meaning = meaning
    self.example = example
    self.fix = fix
  }
}

extension RuleExplanation {
  /// Every rule that a problem can have, group by group.
  ///
  /// The schemas of a site may make up codes of their own; `schema/custom` is what they are like.
  package static let all =
    configuration + collections + parsing + entries + advice + references + schemas
}
