import Foundation
package import Diagnostics

/// Why there is no bundle.
package enum BundlingError: Error, Sendable, Equatable {
  case missingEsbuild
  /// The only esbuild there is cannot do what is needed.
  case oldEsbuild(path: String, version: String)
  /// The site's code does not parse, or imports a file that is not there.
  case failed([Diagnostic])
  /// esbuild itself did not work; the text is what it said.
  case broken(String)
  /// It ran longer than the seconds given and was stopped.
  case timedOut(seconds: Double)
}

extension BundlingError {
  /// The same as problems of the site's file at `path`, relative to the root.
  package func diagnostics(for path: String) -> [Diagnostic] {
    if case .failed(let diagnostics) = self { return diagnostics }
    return [
      Diagnostic(
        rule: "config/evaluation",
        severity: .error,
        message: description,
        file: path,
        help: help
      )
    ]
  }

  private var help: String? {
    switch self {
    case .missingEsbuild, .oldEsbuild:
      "install esbuild 0.17 or later (apt install esbuild, brew install esbuild), "
        + "or name one in FRONTIS_ESBUILD"
    case .failed, .broken, .timedOut: nil
    }
  }
}

extension BundlingError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingEsbuild: "esbuild is needed to read the site's TypeScript and was not found"
    case .oldEsbuild(let path, let version): "\(path) is version \(version), 0.17 is needed"
    case .failed(let diagnostics): diagnostics.first?.message ?? "the code could not be bundled"
    case .broken(let text): "esbuild failed: \(text)"
    case .timedOut(let seconds): "esbuild ran for more than \(seconds.formatted()) s"
    }
  }
}
