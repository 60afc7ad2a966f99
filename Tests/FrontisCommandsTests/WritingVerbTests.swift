import Foundation
import Testing

/// The verbs that write, by the real program on a copy of the sample site.
@Suite(
  .enabled(if: binary != nil, "the program is not built"),
  .enabled(if: hasEsbuild, "esbuild is not installed"),
  .timeLimit(.minutes(1))
) struct WritingVerbTests {
  private let folder: ProgramFolder
  private let content: [String: Data]

  init() throws {
    folder = try ProgramFolder()
    content = try Self.content(of: folder)
  }

  private static func content(of folder: ProgramFolder) throws -> [String: Data] {
    let root = "\(folder.site)/src/content"
    let files = try FileManager.default.subpathsOfDirectory(atPath: root)
    return Dictionary(
      uniqueKeysWithValues: files.compactMap { file in
        FileManager.default.contents(atPath: "\(root)/\(file)").map { (file, $0) }
      }
    )
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(folder.site)/src/content/\(file)"), encoding: .utf8)
  }

  private func isUntouched() throws -> Bool { try Self.content(of: folder) == content }

  @Test func `fix writes what it shows, and undo brings every byte back`() throws {
    let shown = try folder.run(["fix", "the-slipway", "--dry-run"])
    #expect(try isUntouched())
    #expect(shown.output.contains("-    \"width\": \"112\",\n+    \"width\": 112,\n"))

    #expect(try folder.run(["fix", "the-slipway"]).status == 1)
    #expect(try text("products/oak-tiller.json").contains("\"width\": 112,"))
    #expect(try text("blog/fog-horn-biscuits.md").contains("title:") == false)

    #expect(try folder.run(["undo", "--site", "the-slipway"]).status == 0)
    #expect(try isUntouched())
    #expect(try folder.run(["undo", "--site", "the-slipway"]).status == 1)
    #expect(try folder.run(["redo", "--site", "the-slipway"]).status == 0)
    #expect(try text("products/oak-tiller.json").contains("\"width\": 112,"))
  }

  @Test func `fixes are narrowed by path, rule and title`() throws {
    let one = try folder.run(["fix", "the-slipway/src/content/products", "--like", "quote it"])
    #expect(one.output == "edited  src/content/products/sourdough-kit.yaml  +1 -1\n")
    let parse = try folder.run(["fix", "the-slipway", "--rule", "parse"])
    #expect(
      parse.output == "edited  src/content/docs/de/backstube/sauerteig-fuettern.md  +1 -1\n"
    )
    #expect(parse.status == 0)
  }

  @Test func `undo prints how a file changed since, and leaves all as it is`() throws {
    _ = try folder.run(["fix", "the-slipway"])
    let file = "\(folder.site)/src/content/products/oak-tiller.json"
    let now = try text("products/oak-tiller.json").replacing("112", with: "113")
    try now.write(toFile: file, atomically: false, encoding: .utf8)
    let before = try Self.content(of: folder)

    let (status, output) = try folder.run(["undo", "--site", "the-slipway"])

    #expect(status == 1)
    #expect(output.contains("-    \"width\": 112,\n+    \"width\": 113,\n"))
    #expect(try Self.content(of: folder) == before)
  }

  @Test func `the history is listed, as JSON with each file's diff`() throws {
    _ = try folder.run(["fix", "the-slipway", "--rule", "parse"])
    let list = ["undo", "--site", "the-slipway", "--list"]
    #expect(try folder.run(list).output.contains("fixed 1 problem"))
    let json = try folder.run(list + ["--format", "json"]).output
    #expect(json.contains(#""title": "fixed 1 problem""#))
    #expect(json.contains(#"+title: \"Für Anfänger"#))
  }
}
