import Actions
import Content
import Foundation
import Processes
import Sessions

extension Site {
  /// How the site is built: `build` in `frontis.toml`, else package.json's `build` script by the
  /// package manager of its lock file.
  ///
  /// Throws `SiteError.noBuildCommand` when the site says neither.
  package nonisolated func buildCommand() throws(SiteError) -> BuildCommand {
    let settings: SiteSettings
    do {
      settings = try SiteSettings.read(in: root)
    } catch {
      throw .cannotRead(file: "frontis.toml", reason: error.description)
    }
    if let build = settings.build {
      return BuildCommand(arguments: ["sh", "-c", build], text: build, origin: "frontis.toml")
    }
    do {
      let project = try AstroProject(at: root)
      if project.scripts["build"] != nil {
        let arguments = [project.packageManager.rawValue, "run", "build"]
        return BuildCommand(
          arguments: arguments,
          text: arguments.joined(separator: " "),
          origin: "package.json"
        )
      }
    } catch {
      throw .cannotRead(file: ".", reason: "\(error)")
    }
    throw .noBuildCommand
  }

  /// Whether the person allowed the site's own programs to run.
  package nonisolated var isTrusted: Bool {
    // A state that cannot be read allows nothing.
    guard let sessions else { return false }
    return (try? sessions.isTrusted(root)) ?? false
  }

  /// Remembers that the site's own programs may run.
  package func trust() {
    // Where nothing can be remembered the person is asked again.
    try? sessions?.trust(root, at: environment.now())
  }
}

extension Site: Builder {
  package nonisolated func build(
    output: @escaping @Sendable ([UInt8]) async -> Void
  ) async throws -> Int32 {
    guard isTrusted else { throw SiteError.untrusted(root: root) }
    let command = try buildCommand()
    let run = ProgramRun(arguments: command.arguments, folder: root, environment: ["CI": "true"])
    switch try await run.run(receive: output) {
    case .exited(let code): return code
    case .signalled(let signal): return 128 + signal
    }
  }
}
