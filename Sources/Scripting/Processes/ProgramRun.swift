import Subprocess
import SystemPackage

/// One run of another program, its output while it comes.
///
/// It runs in a session of its own, without standard input; when the task that runs it is
/// cancelled the whole group is asked to end and, two seconds later, killed.
package struct ProgramRun: Sendable {
  /// The program's name or path, then its arguments.
  package var arguments: [String]
  /// Where it runs.
  package var folder: String
  /// Added to the environment of this process, or taken out of it where nil.
  package var environment: [String: String?]

  package init(arguments: [String], folder: String, environment: [String: String?] = [:]) {
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
  }

  /// How the program ended.
  package enum Status: Sendable, Equatable {
    case exited(Int32)
    /// Killed by the signal of this number.
    case signalled(Int32)

    package var isSuccess: Bool { self == .exited(0) }
  }

  /// Why the program could not be started.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    package var program: String
    package var reason: String
    /// Whether this process has too many files open to start any program.
    package var isForWantOfDescriptors = false

    package var description: String { "cannot run \(program): \(reason)" }
  }

  /// Runs the program to its end; `receive` gets what it writes, on standard output and standard
  /// error alike, piece by piece and one at a time.
  ///
  /// A piece may end anywhere. Throws `Failure` when the program cannot be started,
  /// `CancellationError` when the task was cancelled.
  package func run(receive: @escaping @Sendable ([UInt8]) async -> Void) async throws -> Status {
    guard let program = arguments.first else {
      throw Failure(program: "", reason: "no program named")
    }
    try SpareDescriptors.require(for: program)
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
    ]
    var inherited = Environment.inherit
    for (name, value) in environment {
      inherited = inherited.updating([Environment.Key(stringLiteral: name): value])
    }
    do {
      let result = try await Subprocess.run(
        program.contains("/") ? .path(FilePath(program)) : .name(program),
        arguments: Arguments(Array(arguments.dropFirst())),
        environment: inherited,
        workingDirectory: FilePath(folder),
        platformOptions: options,
        input: .none,
        output: .sequence,
        error: .combinedWithOutput
      ) { execution in
        for try await piece in execution.standardOutput {
          await receive(piece.withUnsafeBytes { Array($0) })
        }
      }
      try Task.checkCancellation()
      return switch result.terminationStatus {
      case .exited(let code): .exited(Int32(code))
      case .signaled(let signal): .signalled(Int32(signal))
      }
    } catch let error as SubprocessError {
      if Task.isCancelled { throw CancellationError() }
      throw Failure(program: program, reason: "\(error)")
    }
  }
}
