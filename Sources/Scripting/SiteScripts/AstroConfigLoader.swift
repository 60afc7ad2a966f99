import JavaScript
import Values

/// Finds out what an Astro config says that reading its text does not tell, by running it.
package struct AstroConfigLoader: Sendable {
  private let evaluation: SiteEvaluation

  package init(_ evaluation: SiteEvaluation) {
    self.evaluation = evaluation
  }

  /// `srcDir` of the config at `path`, relative to the root; nil when it says none or fails.
  package func sourceFolder(of path: String) async -> String? {
    do {
      let bundle = try await evaluation.bundle(path)
      let program = try SiteProgram(script: bundle.script, surroundings: evaluation.surroundings)
      return try program.ask("astroConfig")[["srcDir"]]?.stringValue
    } catch {
      // The folder stays unknown, which is a problem of its own.
      return nil
    }
  }
}
