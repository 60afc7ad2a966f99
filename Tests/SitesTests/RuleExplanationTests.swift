import Foundation
import FrontisTestSupport
import Sites
import Testing
import Values

/// `frontis explain` knows every rule that a problem can have.
struct RuleExplanationTests {
  private let explained = Set(RuleExplanation.all.map(\.rule))

  @Test func `every rule that the code names is explained`() throws {
    var named: Set<String> = []
    let sources = Vectors.project.appending(path: "Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /rule: "([a-z]+\/[a-z_-]+)"/) { named.insert(String(match.1)) }
    }
    #expect(named.count > 15, "the sources were not found")
    #expect(named.subtracting(explained) == [])
  }

  @Test(arguments: ["zod3", "zod4"])
  func `every code that the real library gives is explained`(vectors: String) throws {
    var codes: Set<String> = []
    for vector in try Vectors.load(vectors).arrayValue ?? [] {
      for issue in vector.objectValue?["issues"]?.arrayValue ?? [] {
        codes.insert("schema/" + (issue.objectValue?["code"]?.stringValue ?? ""))
      }
    }
    #expect(codes.count > 8)
    #expect(codes.subtracting(explained) == [])
  }

  @Test(arguments: ["yaml", "toml", "json", "encoding", "limit"])
  func `every way in which a file does not parse is explained`(kind: String) {
    #expect(explained.contains("parse/\(kind)"))
  }

  @Test func `no rule is explained twice, and each says what to do`() {
    #expect(explained.count == RuleExplanation.all.count)
    for explanation in RuleExplanation.all {
      #expect(!explanation.meaning.isEmpty && !explanation.fix.isEmpty)
    }
  }
}
