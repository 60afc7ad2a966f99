import Content
import Frontmatter
import Schemas
import Values

/// What a site's own configuration came to.
struct Configuration: Sendable {
  /// Relative to the root; nil when the site has none.
  var file: String?
  var astroVersion: String?
  var astroMajor: Int
  var zodMajor: Int
  var rules: DocumentRules
  var plans: [CollectionPlan]
  /// What is wrong with the configuration itself.
  var problems: [Problem]
  var functions: any SiteFunctions
  /// Changes when anything does that an entry's record depends on beside its own file.
  var fingerprint: String

  var fileCheck: FileCheck { FileCheck(plans: plans, rules: rules, functions: functions) }
}
