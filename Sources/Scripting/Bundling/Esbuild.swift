import Foundation
import Processes

/// A bundler program on this machine.
package struct Esbuild: Sendable, Hashable {
  /// An absolute path.
  package let path: String

  /// Every esbuild of `FRONTIS_ESBUILD`, the folders of `PATH` and, for a site that the person
  /// trusts, its own `node_modules`.
  package static func candidates(
    environment: [String: String],
    trustedSite: String? = nil
  ) -> [Esbuild] {
    if let named = environment["FRONTIS_ESBUILD"], !named.isEmpty { return [Esbuild(path: named)] }
    var paths = (environment["PATH"] ?? "").utf8.split(separator: 0x3A)
      .map { String(Substring($0)) }
      // A relative entry could name a program of the site.
      .filter { $0.utf8.first == 0x2F }
      .map { $0 + "/esbuild" }
    if let trustedSite { paths.append(trustedSite + "/node_modules/.bin/esbuild") }
    return paths.filter { FileManager.default.isExecutableFile(atPath: $0) }.map {
      Esbuild(path: $0)
    }
  }

  /// The first that can do what is needed.
  ///
  /// Throws `BundlingError.missingEsbuild` or `.oldEsbuild`, the latter when all that run are too old.
  package static func newEnough(of candidates: [Esbuild]) async throws(BundlingError) -> Esbuild {
    var tooOld: BundlingError?
    for esbuild in candidates {
      guard let version = try await esbuild.version() else { continue }
      if isNewEnough(version) { return esbuild }
      tooOld = tooOld ?? .oldEsbuild(path: esbuild.path, version: version)
    }
    throw tooOld ?? .missingEsbuild
  }

  /// `--alias` came with 0.16.5; 0.17 is the oldest that was tried.
  private static func isNewEnough(_ version: String) -> Bool {
    let parts = version.utf8.split(separator: 0x2E).map { Int(Substring($0)) ?? 0 }
    guard parts.count >= 2 else { return false }
    return parts[0] > 0 || parts[1] >= 17
  }

  /// As `esbuild --version` prints it: `0.17.0`.
  private func version() async throws(BundlingError) -> String? {
    let output = ProgramOutput()
    let run = ProgramRun(arguments: [path, "--version"], folder: "/")
    do {
      guard try await run.run(receive: { await output.add($0) }).isSuccess else { return nil }
    } catch let failure as ProgramRun.Failure where failure.isForWantOfDescriptors {
      throw .broken(failure.reason)
    } catch {
      // A program that cannot be run is not an esbuild; the next candidate is tried.
      return nil
    }
    return await output.lines.first
  }
}
