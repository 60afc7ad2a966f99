import Content
import Frontmatter
import Schemas
import Values
struct NoFunctions: SiteFunctions {
  func generateID(collection: String, path: String, data: Value) throws -> String { "" }
  func parse(collection: String, text: String) throws -> Value { .null }
}
extension Site {
  func currentConfiguration() async -> Configuration {
    Configuration(file: nil, astroVersion: nil, astroMajor: 7, zodMajor: 4, rules: .astro52(), plans: [], problems: [], functions: NoFunctions(), fingerprint: "")
  }
}
extension Configuration { func inlineRecords() -> [Int: FileRecord] { [:] } }
