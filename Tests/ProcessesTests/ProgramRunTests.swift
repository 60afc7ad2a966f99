import Foundation
import Processes
import Synchronization
import Testing

@Suite struct ProgramRunTests {
  @Test func `what it writes comes in order, errors among it`() async throws {
    let (status, text) = try await output(of: "echo one; echo two >&2; printf three; exit 3")
    #expect(status == .exited(3))
    #expect(text == "one\ntwo\nthree")
  }

  @Test func `a signal is told from an exit`() async throws {
    let (status, _) = try await output(of: "kill -9 $$")
    #expect(status == .signalled(9))
  }

  @Test func `a program that is not there is named`() async {
    await #expect {
      try await ProgramRun(arguments: ["no-such-program-here"], folder: "/").run { _ in }
    } throws: { error in
      (error as? ProgramRun.Failure)?.program == "no-such-program-here"
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `cancelling ends the program and all it started`() async throws {
    let (started, signal) = AsyncStream.makeStream(of: String.self)
    let pipe = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: pipe) }
    let reader = FileHandle(fileDescriptor: open(pipe, O_RDONLY | O_NONBLOCK), closeOnDealloc: true)
    let script = "exec 9> \(pipe); sh -c 'echo begun; sleep 600; :' & wait"
    let task = Task {
      try await ProgramRun(arguments: ["sh", "-c", script], folder: "/").run {
        signal.yield(String(decoding: $0, as: UTF8.self))
      }
    }
    var lines = started.makeAsyncIterator()
    #expect(await lines.next() == "begun\n")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The pipe's end comes when the last process that holds it is gone.
    #expect(fcntl(reader.fileDescriptor, F_SETFL, 0) == 0)
    #expect(try reader.readToEnd()?.isEmpty ?? true)
  }

  @Test func `the environment can be added to and taken from`() async throws {
    let (_, text) = try await output(
      of: "echo ${ONE-unset} ${HOME-unset}",
      environment: ["ONE": "1", "HOME": nil]
    )
    #expect(text == "1 unset\n")
  }

  private func output(
    of script: String,
    environment: [String: String?] = [:]
  ) async throws -> (ProgramRun.Status, String) {
    let bytes = Mutex<[UInt8]>([])
    let run = ProgramRun(arguments: ["sh", "-c", script], folder: "/", environment: environment)
    let status = try await run.run { piece in bytes.withLock { $0 += piece } }
    return (status, bytes.withLock { String(decoding: $0, as: UTF8.self) })
  }
}
