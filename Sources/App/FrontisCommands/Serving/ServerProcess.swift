import ActionCalling
import Actions
import Foundation
import Interface
import Processes
import Sites
import Synchronization

/// The screen's own `frontis serve`: a process that it starts when it first needs one, and stops.
final class ServerProcess: BuildService {
  private let site: Site
  private let executable: String
  private let token = AccessToken.random()
  private let running = Mutex<Running?>(nil)

  /// A server that was started: where it listens, and the task whose end ends it.
  private struct Running: Sendable {
    var base: String
    let task: Task<Void, Never>
  }

  /// The server of `site`, run by the program `executable`.
  init(_ site: Site, executable: String) {
    self.site = site
    self.executable = executable
  }

  deinit { running.withLock { $0?.task.cancel() } }

  func rebuild() -> AsyncStream<Interface.BuildEvent> {
    AsyncStream { continuation in
      // Ends with the stream: whoever stops listening cancels it.
      let task = Task {
        do {
          let command = try site.buildCommand()
          continuation.yield(.starting("starting the local server"))
          let client = ActionClient(base: try await start(), token: token)
          continuation.yield(.started(command: command.text))
          try await client.rebuild { event in
            for event in Self.events(event) { continuation.yield(event) }
          }
        } catch {
          continuation.yield(.failed("\(error)"))
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  func stop() async {
    guard let base = running.withLock({ $0?.base }) else { return }
    // A build that cannot be reached has ended with its server.
    _ = try? await ActionClient(base: base, token: token).stopBuild()
  }

  private static func events(_ event: Actions.BuildEvent) -> [Interface.BuildEvent] {
    switch event {
    case .line(let text): [.line(text, isError: false)]
    case .dropped(let count): [.line("… \(count) earlier lines are gone", isError: false)]
    case .ended(.finished(let status), let seconds): [.finished(status: status, seconds: seconds)]
    case .ended(.stopped, _): [.failed("the build was stopped")]
    case .ended(.failed(let reason), _): [.failed(reason)]
    }
  }
}

// MARK: - Starting

extension ServerProcess {
  /// Where the server listens; starts it when none runs.
  ///
  /// Throws when it ends before it listens.
  private func start() async throws -> String {
    if let base = running.withLock({ $0?.base }) {
      if await ActionClient(base: base).health() != nil { return base }
    }
    let (lines, line) = AsyncStream.makeStream(of: String.self)
    let run = ProgramRun(
      arguments: [executable, "serve", site.root, "--port", "0"],
      folder: site.root,
      environment: [ServerToken.variable: token.text]
    )
    // Kept in `running`; ends when the server does, or is cancelled with this object.
    let task = Task {
      _ = try? await run.run { piece in line.yield(String(decoding: piece, as: UTF8.self)) }
      line.finish()
    }
    var said = ""
    for await piece in lines {
      said += piece
      if let base = Self.address(in: said) {
        running.withLock { $0 = Running(base: base, task: task) }
        return base
      }
    }
    throw CommandFailure(message: said.isEmpty ? "the server did not start" : said)
  }

  /// The address in `listening on http://…`, once its line is complete.
  private static func address(in text: String) -> String? {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    where line.hasPrefix("listening on ") {
      return String(line.dropFirst(13))
    }
    return nil
  }
}
