import Foundation
import Schemas
import SiteScripts
import Testing
import Values

/// Every recorded answer of the real Zod, both dialects.
struct ZodVectorTests {
  @Test(arguments: [("zod4", ZodDialect.zod4), ("zod3", ZodDialect.zod3)])
  func `the recorded answers of the real library come out`(name: String, dialect: ZodDialect) throws
  {
    let vectors = try ZodVectors(name, dialect)
    try vectors.run()
    print("\(name): \(vectors.passed) of \(vectors.count)")
    try report(vectors.failures, to: "\(name)-failures.txt")
    #expect(vectors.failures.isEmpty, "see \(name)-failures.txt in the temporary folder")
  }

  private func report(_ failures: [String], to name: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: name)
    try failures.joined(separator: "\n\n").write(to: url, atomically: true, encoding: .utf8)
  }
}
