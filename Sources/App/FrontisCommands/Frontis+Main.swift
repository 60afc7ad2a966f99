import ArgumentParser
import CAllocator
import Content
import Foundation

extension Frontis {
  /// Asks the system for what takes long once there are several threads; to be called while there is one.
  package static func prepare() {
    callocator_begin_with(2 << 20)
    OpenFolders.makeRoom()
  }

  /// Parses the command line and runs it; returns the exit status instead of ending the process.
  package static func status(for arguments: [String]) async -> Int32 {
    do {
      if let check = CheckRun(simply: arguments) {
        try await check.run()
        return 0
      }
      var command = try command(in: arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch let failure as CommandFailure {
      StandardError.write("frontis: \(visible(failure.message))\n")
      if let help = failure.help { StandardError.write("  \(visible(help))\n") }
      return failure.status
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      return report(error)
    }
  }

  /// The command that `arguments` say.
  ///
  /// Setting up all verbs takes a sixth of a short run; they are only needed to say what is wrong, or to help.
  private static func command(in arguments: [String]) throws -> any ParsableCommand {
    let verb = configuration.subcommands.first { $0._commandName == arguments.first }
    if let verb, verb.configuration.subcommands.isEmpty,
      let command = try? verb.parse(Array(arguments.dropFirst()))
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// Help and the version are data; a wrong command line is talk, and status 2.
  private static func report(_ error: any Error) -> Int32 {
    let text = fullMessage(for: error)
    guard exitCode(for: error) != .success else {
      StandardOutput.write(text + "\n")
      return 0
    }
    StandardError.write(text + "\n")
    return exitCode(for: error) == .validationFailure
      ? ExitStatus.usage.rawValue : ExitStatus.fault.rawValue
  }
}
