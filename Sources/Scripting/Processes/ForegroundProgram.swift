import Subprocess
import SystemPackage

/// Another program with the terminal to itself, such as a person's editor.
package struct ForegroundProgram: Sendable {
  /// The program's name or path, then its arguments.
  package var arguments: [String]

  package init(arguments: [String]) { self.arguments = arguments }

  /// Runs the program to its end with this process's input, output and errors.
  ///
  /// Throws `ProgramRun.Failure` when it cannot be started.
  package func run() async throws -> ProgramRun.Status {
    guard let program = arguments.first else {
      throw ProgramRun.Failure(program: "", reason: "no program named")
    }
    try SpareDescriptors.require(for: program)
    do {
      let result = try await Subprocess.run(
        program.contains("/") ? .path(FilePath(program)) : .name(program),
        arguments: Arguments(Array(arguments.dropFirst())),
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .fileDescriptor(.standardOutput, closeAfterSpawningProcess: false),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false)
      )
      return switch result.terminationStatus {
      case .exited(let code): .exited(Int32(code))
      case .signaled(let signal): .signalled(Int32(signal))
      }
    } catch let error as SubprocessError {
      throw ProgramRun.Failure(program: program, reason: "\(error)")
    }
  }
}
