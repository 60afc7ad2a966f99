import Foundation
import Processes

/// The bundler program that was found on this machine.
package struct Esbuild: Sendable, Hashable {
  /// An absolute path.
  package let path: String
  /// As `esbuild --version` prints it: `0.17.0`.
  package let version: String

  /// The first esbuild of `FRONTIS_ESBUILD`, the folders of `PATH` and, for a site that the person
  /// trusts, its own `node_modules`.
  ///
  /// Throws `BundlingError.missingEsbuild` or `.oldEsbuild`, the latter when all that were found
  /// are too old.
  package static func find(
    environment: [String: String],
    trustedSite: String? = nil
  ) async throws(BundlingError) -> Esbuild {
    var tooOld: Esbuild?
    for path in candidates(environment, trustedSite) {
      guard let version = await version(of: path) else { continue }
      let esbuild = Esbuild(path: path, version: version)
      if esbuild.isNewEnough { return esbuild }
      tooOld = tooOld ?? esbuild
    }
    if let tooOld { throw .oldEsbuild(path: tooOld.path, version: tooOld.version) }
    throw .missingEsbuild
  }

  /// `--alias` came with 0.16.5; 0.17 is the oldest that was tried.
  private var isNewEnough: Bool {
    let parts = version.utf8.split(separator: 0x2E).map { Int(Substring($0)) ?? 0 }
    guard parts.count >= 2 else { return false }
    return parts[0] > 0 || parts[1] >= 17
  }

  private static func candidates(_ environment: [String: String], _ site: String?) -> [String] {
    if let named = environment["FRONTIS_ESBUILD"], !named.isEmpty { return [named] }
    var paths = (environment["PATH"] ?? "").utf8.split(separator: 0x3A)
      .map { String(Substring($0)) }
      // A relative entry could name a program of the site.
      .filter { $0.utf8.first == 0x2F }
      .map { $0 + "/esbuild" }
    if let site { paths.append(site + "/node_modules/.bin/esbuild") }
    return paths.filter { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func version(of path: String) async -> String? {
    let output = ProgramOutput()
    let run = ProgramRun(arguments: [path, "--version"], folder: "/")
    // A program that cannot be run is not an esbuild; the next candidate is tried.
    guard let status = try? await run.run(receive: { await output.add($0) }),
      status.isSuccess
    else { return nil }
    return await output.lines.first
  }
}
