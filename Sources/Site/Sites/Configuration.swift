import Content
import Frontmatter
import Schemas
import SiteScripts

/// What a site's own configuration came to.
struct Configuration: Sendable {
  /// Relative to the root; nil when the site has none.
  var file: String? = nil
  var astroVersion: String? = nil
  var astroMajor: Int
  var zodMajor: Int
  var rules: DocumentRules
  var plans: [CollectionPlan]
  /// What is wrong with the configuration itself.
  var problems: [Problem]
  var functions: SiteFunctions? = nil
  /// The files that decide about it, relative to the root where inside it.
  var inputs: [String] = []
  /// Whether its code goes on running and could not be stopped.
  var isEndless = false
  /// Changes when anything does that an entry's record depends on beside its own file.
  var fingerprint: String

  /// Checks files of the site at `root`; without titles and columns unless it `listsEntries`.
  func fileCheck(root: String, listsEntries: Bool = true) -> FileCheck {
    FileCheck(
      plans: plans,
      rules: rules,
      functions: functions,
      imageRoot: astroMajor < 5 ? nil : root,
      listsEntries: listsEntries
    )
  }
}
