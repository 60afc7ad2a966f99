import Foundation
import FrontisTestSupport
import Testing

private let python = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
  .map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

/// The shortest form of `make reliability`.
@Suite(
  .enabled(if: binary != nil, "the program is not built"),
  .enabled(if: hasEsbuild, "esbuild is not installed"),
  .enabled(if: python != nil, "python3 is not installed"),
  .timeLimit(.minutes(10))
) struct ReliabilityTests {
  #if os(Linux)
  @Test func `kills, failing calls, other programs and odd files do no harm`() async throws {
    let folder = try ProgramFolder()
    let parts = Vectors.project.appending(path: "Benchmarks/reliability").path
    let arguments = ["-B", parts, try #require(binary), "--share", "0"]
    let (status, table) = try await folder.run(folder.process(try #require(python), arguments))
    #expect(status == 0, "\(table)")
    #expect(table.split(separator: "\n").count == 16, "\(table)")
  }
  #endif
}
