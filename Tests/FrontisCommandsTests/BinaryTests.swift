import Foundation
import FrontisTestSupport
import Testing

/// The real program, as a person and as a script run it.
@Suite(
  .enabled(if: binary != nil, "the program is not built"),
  .enabled(if: hasEsbuild, "esbuild is not installed"),
  .serialized,
  .timeLimit(.minutes(10))
) struct BinaryTests {
  private typealias Folder = ProgramFolder

  @Test(
    arguments: [
      (["check", "the-slipway"], 1), (["check", "the-slipway", "--exit-zero"], 0),
      (["check", "the-slipway", "--collection", "authors"], 0),
      (["check", "the-slipway", "--collection", "blog", "--rule", "reference"], 0),
      (["check", "the-slipway", "--rule", "reference", "--error-on-warning"], 1),
      (["check", "the-slipway", "--rule", "reference", "--max-warnings", "0"], 1),
      (["check", "the-slipway", "--collection", "nothing"], 2), (["check", "nowhere/at/all"], 2),
      (["chekc"], 2), (["check", "--format", "nonsense"], 2), (["--version"], 0),
      (["serve", "the-slipway", "--port", "70000"], 2), (["schema", "try", "--zod", "5"], 2),
      (["schema", "show", "nothing", "--site", "the-slipway"], 2), (["explain", "no/rule"], 2),
      (["explain", "schema/invalid_type"], 0), (["explain"], 0),
      (["the-slipway"], 1),
    ] as [([String], Int32)]
  )
  func `the exit status is as documented`(_ arguments: [String], _ status: Int32) async throws {
    #expect(try await Folder().run(arguments).status == status)
  }

  @Test func `without descriptors for another program it is said, and nothing crashes`()
    async throws
  {
    let folder = try Folder()
    let command = #"ulimit -n 22; exec "$0" check the-slipway --format concise"#
    let process = folder.process("/bin/sh", ["-c", command, try #require(binary)])
    let (status, output) = try await folder.run(process)
    #expect(status == 2)
    #expect(output.contains("too many files are open"))
  }

  @Test func `a config that throws ends with 2, and the problem is printed`() async throws {
    let folder = try Folder()
    let config = "\(folder.site)/src/content.config.ts"
    try Data("throw new Error('no tide');".utf8).write(to: URL(filePath: config))
    let (status, output) = try await folder.run(["check", "the-slipway", "--format", "concise"])
    #expect(status == 2)
    #expect(output.hasPrefix("src/content.config.ts:1:"))
    #expect(output.contains("no tide"))
    let waiting = "import { spawn } from 'child_process';\nspawn('tide').on('exit', () => {}); "
    try Data((waiting + "await new Promise(() => {});").utf8).write(to: URL(filePath: config))
    let second = try await folder.run(["check", "the-slipway", "--format", "concise"])
    #expect(second.status == 0)
    #expect(second.output.contains("spawn is not available here"))
  }

  @Test(
    arguments: [
      (
        #"{"id": 1, "schema": "z.number().min(3)", "input": 4}"#,
        #"{"id":1,"ok":true,"output":4}"#
      ),
      (
        #"{"id": "a", "schema": "z.date()", "input": {"$date": "2026-01-02T00:00:00.000Z"}}"#,
        #"{"id":"a","ok":true,"output":{"$date":"2026-01-02T00:00:00.000Z"}}"#
      ),
      (
        #"{"id": 2, "schema": "z.literal('a' as const satisfies string)", "input": "b"}"#,
        #"{"id":2,"ok":false,"issues":[{"code":"invalid_value","values":["a"],"path":[],"#
          + #""message":"Invalid input: expected \"a\""}]}"#
      ),
      (
        #"{"id": 3, "schema": "z.string().refine(() => { throw new Error('no') })", "input": ""}"#,
        #"{"id":3,"throws":"no","phase":"parse"}"#
      ),
      (
        #"{"id": 4, "schema": "z.string().min(5).max(3)", "input": ""}"#,
        #"{"id":4,"throws":"Invalid regular expression: /^[\\s\\S]{5,3}$/: "#
          + #"numbers out of order in {} quantifier","phase":"construct"}"#
      ),
      (
        #"{"id": 5, "schema": "z.object({ by: reference('people') })", "input": {"by": "ann"}}"#,
        #"{"id":5,"ok":true,"output":{"by":{"id":"ann","collection":"people"}}}"#
      ),
    ]
  )
  func `a schema is tried as it is written`(trial: String, answer: String) async throws {
    let (status, output) = try await Folder().run(["schema", "try"], input: trial)
    #expect(output == answer + "\n")
    #expect(status == 0)
  }

  @Test func `trials are answered in order, in either dialect, and one that is none is named`()
    async throws
  {
    let trials = """
      {"id": 1, "schema": "z.string()"}

      no trial
      {"id": 2, "schema": "z.any()"}
      """
    let (status, output) = try await Folder().run(["schema", "try", "--zod", "3"], input: trials)
    let lines = output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasSuffix(#""path":[],"message":"Required"}]}"#) == true)
    #expect(lines.dropFirst().first?.contains("line 3 is not a trial") == true)
    #expect(lines.last == #"{"id":2,"ok":true,"output":{"$undefined":1}}"#)
    #expect(status == 2)
  }

  @Test func `a collection's schema is shown a field a line`() async throws {
    let arguments = ["schema", "show", "products", "--site", "the-slipway"]
    let (status, output) = try await Folder().run(arguments)
    #expect(status == 0)
    let lines = output.split(separator: "\n").map {
      $0.split(separator: " ").joined(separator: " ")
    }
    #expect(lines.first == "products glob src/content/products *.{json,yaml}")
    #expect(lines.contains("name text, at least 1 character required"))
    #expect(lines.contains(#"currency one of "EUR", "GBP", "SEK" required"#))
    #expect(lines.contains("madeBy an entry of 'authors' required"))
    #expect(lines.contains(#"unit one of "mm", "cm", "m" else "cm""#))
    #expect(lines.contains("care text, or null optional"))
  }

  @Test func `schemas are exported as one file for each collection`() async throws {
    let folder = try Folder()
    let output = "\(folder.path)/schemas"
    let status = try await folder.run([
      "schema", "export", "--site", "the-slipway", "--output", output,
    ]).status
    #expect(status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: output).sorted()
    let names = ["authors", "blog", "docs", "pages", "products"]
    #expect(files == names.map { "\($0).schema.json" })
    let one = try await folder.run(["schema", "export", "blog", "--site", "the-slipway"]).output
    #expect(one == (try String(contentsOfFile: "\(output)/blog.schema.json", encoding: .utf8)))
  }

  @Test func `a cache that cannot be written costs nothing but time`() async throws {
    let folder = try Folder()
    // A file where the folder should be.
    try Data().write(to: URL(filePath: "\(folder.path)/.cache"))
    let (status, output) = try await folder.run(["check", "the-slipway", "--format", "concise"])
    #expect(status == 1)
    #expect(!output.contains("config/evaluation"))
  }

  #if os(Linux)
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "no script"))
  func `the screen opens in a terminal, quits and leaves it as it was`() throws {
    let folder = try Folder()
    let command = "stty rows 24 cols 80; '\(try #require(binary))' the-slipway; echo ended $?"
    let process = folder.process("/usr/bin/script", ["-qec", command, "/dev/null"])
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()

    var shown = Data()
    func read(until text: String) {
      while !shown.contains(sequence: text) {
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { return }
        shown += data
      }
    }
    read(until: "products")
    try input.fileHandleForWriting.write(contentsOf: Data("q".utf8))
    read(until: "ended ")
    read(until: "ended 0")
    try input.fileHandleForWriting.close()
    process.waitUntilExit()

    #expect(shown.contains(sequence: "the-slipway"))
    #expect(shown.contains(sequence: "ended 0"))
    // xterm's terminfo: the alternate screen entered and left, the cursor shown again.
    for sequence in ["\u{1B}[?1049h", "\u{1B}[?1049l", "\u{1B}[?25h"] {
      #expect(shown.contains(sequence: sequence))
    }
    #expect(process.terminationStatus == 0)
  }
  #endif
}

extension Data {
  fileprivate func contains(sequence text: String) -> Bool {
    firstRange(of: Data(text.utf8)) != nil
  }
}
