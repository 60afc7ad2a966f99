import Foundation
import Schemas
import SiteScripts
import Testing
import Values

/// Every recorded answer of the real Zod, both dialects.
struct ZodVectorTests {
  @Test(
    arguments: [
      ZodVersion(4, 4, 3), ZodVersion(4, 4, 2), ZodVersion(4, 3, 6), ZodVersion(4, 1, 12),
      ZodVersion(4, 0, 17),
      ZodVersion(3, 25, 76),
      ZodVersion(3, 24, 4),
      ZodVersion(3, 23, 8), ZodVersion(3, 22, 4), ZodVersion(3, 20, 6),
    ],
    ["", "-versions"]
  )
  func `what a site's own version of Zod answers comes out`(
    version: ZodVersion,
    part: String
  ) throws {
    let vectors = try ZodVectors(part, version: version)
    try vectors.run()
    try vectors.runFormats()
    let name = "zod\(version)\(part)-failures.txt"
    try report(vectors.failures, to: name)
    #expect(vectors.failures.isEmpty, "see \(name) in the temporary folder")
  }

  @Test(arguments: [ZodVersion(4, 4, 3), ZodVersion(3, 25, 76)])
  func `what comparing with the real library brought up comes out`(version: ZodVersion) throws {
    let vectors = try ZodVectors("-compared", version: version)
    try vectors.run()
    let name = "zod\(version)-compared-failures.txt"
    try report(vectors.failures, to: name)
    #expect(vectors.failures.isEmpty, "see \(name) in the temporary folder")
  }

  /// The newest and the oldest.
  private static let outermost = [
    ZodVersion(4, 4, 3), ZodVersion(4, 0, 17), ZodVersion(3, 25, 76), ZodVersion(3, 20, 6),
  ]

  @Test(arguments: outermost)
  func `a value gives the same with and without the acceptor`(version: ZodVersion) throws {
    let vectors = try ZodVectors(version: version)
    try vectors.compareWays(seed: 1)
    let name = "zod\(version)-way-failures.txt"
    try report(vectors.failures, to: name)
    #expect(vectors.passed > 10_000)
    #expect(vectors.failures.isEmpty, "see \(name) in the temporary folder")
  }

  @Test(arguments: outermost)
  func `many values give the same together and one by one`(version: ZodVersion) throws {
    let vectors = try ZodVectors(version: version)
    try vectors.compareMany(seed: 1)
    print("zod\(version): \(vectors.passed) together")
    let name = "zod\(version)-many-failures.txt"
    try report(vectors.failures, to: name)
    #expect(vectors.passed > 1000)
    #expect(vectors.failures.isEmpty, "see \(name) in the temporary folder")
  }

  @Test func `schemas are written as the real library's JSON Schema`() throws {
    let vectors = try ZodVectors("-jsonschema", version: ZodVersion(4, 4, 3))
    try vectors.runJSONSchemas()
    print("zod4-jsonschema: \(vectors.passed) of \(vectors.passed + vectors.failures.count)")
    try report(vectors.failures, to: "zod4-jsonschema-failures.txt")
    #expect(vectors.failures.isEmpty, "see zod4-jsonschema-failures.txt in the temporary folder")
  }

  private func report(_ failures: [String], to name: String) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: name)
    try failures.joined(separator: "\n\n").write(to: url, atomically: true, encoding: .utf8)
  }
}
