import Foundation
import FrontisTestSupport
import Testing

/// The built program beside the test bundle; nil where only the tests were built.
let binary: String? = {
  let places =
    CommandLine.arguments.filter { $0.hasSuffix(".xctest") }
    + [Bundle.main.executablePath ?? ""]
  return places.map { URL(filePath: $0).deletingLastPathComponent().path + "/frontis" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
}()

let hasEsbuild = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .contains { FileManager.default.isExecutableFile(atPath: "\($0)/esbuild") }

/// A copy of the sample site, and folders for what the program keeps.
final class ProgramFolder {
  let path =
    FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    + "/frontis-binary-\(UUID().uuidString)"

  var site: String { "\(path)/the-slipway" }

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: Vectors.project.appending(path: "sample-site").path,
      toPath: site
    )
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A process of the program with `arguments`, its output in pipes.
  func process(_ program: String, _ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: path)
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": path,
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "SHELL": "/bin/sh",
    ]
    return process
  }

  /// Runs the program to its end, with `input` at its standard input; its errors too where `withErrors`.
  func run(
    _ arguments: [String],
    input: String = "",
    withErrors: Bool = false
  ) async throws -> (status: Int32, output: String) {
    let process = process(try #require(binary), arguments)
    let inputFile = "\(path)/input"
    try Data(input.utf8).write(to: URL(filePath: inputFile))
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
    return try await run(process, withErrors: withErrors)
  }

  /// Runs `process` to its end, on a thread of its own: the shared ones belong to the other tests.
  func run(
    _ process: Process,
    withErrors: Bool = true
  ) async throws -> (status: Int32, output: String) {
    let output = Pipe()
    process.standardOutput = output
    process.standardError = withErrors ? output : FileHandle.nullDevice
    try process.run()
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let data = try output.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: data, as: UTF8.self))
          }
        )
      }
    }
  }
}
