import Foundation
import Processes
import Synchronization
import Testing

@Suite struct ProgramRunTests {
  @Test func `lines come in order, each from its own stream`() async throws {
    let lines = Mutex<[ProgramRun.OutputLine]>([])
    let status = try await ProgramRun(
      arguments: ["sh", "-c", "echo one; printf 'two\\r\\nthree'; echo bad >&2; exit 3"],
      folder: "/"
    ).run { line in lines.withLock { $0.append(line) } }
    let all = lines.withLock { $0 }
    #expect(status == .exited(3))
    #expect(all.filter { !$0.isError }.map(\.text) == ["one", "two", "three"])
    #expect(all.filter(\.isError).map(\.text) == ["bad"])
  }

  @Test func `a line without end comes in pieces`() async throws {
    let lengths = Mutex<[Int]>([])
    let status = try await ProgramRun(
      arguments: ["sh", "-c", "head -c 20000 /dev/zero | tr '\\0' x"],
      folder: "/"
    ).run { line in lengths.withLock { $0.append(line.text.utf8.count) } }
    #expect(status.isSuccess)
    #expect(lengths.withLock { $0 } == [8192, 8192, 3616])
  }

  @Test func `a program that is not there is named`() async {
    await #expect {
      try await ProgramRun(arguments: ["no-such-program-here"], folder: "/").run { _ in }
    } throws: { error in
      (error as? ProgramRun.Failure)?.program == "no-such-program-here"
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `cancelling ends the program and all it started`() async throws {
    let (started, signal) = AsyncStream.makeStream(of: String.self)
    let pipe = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    #expect(mkfifo(pipe, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: pipe) }
    let reader = FileHandle(fileDescriptor: open(pipe, O_RDONLY | O_NONBLOCK), closeOnDealloc: true)
    let script = "exec 9> \(pipe); sh -c 'echo begun; sleep 600; :' & wait"
    let task = Task {
      try await ProgramRun(arguments: ["sh", "-c", script], folder: "/").run {
        signal.yield($0.text)
      }
    }
    var lines = started.makeAsyncIterator()
    #expect(await lines.next() == "begun")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The pipe's end comes when the last process that holds it is gone.
    #expect(fcntl(reader.fileDescriptor, F_SETFL, 0) == 0)
    #expect(try reader.readToEnd()?.isEmpty ?? true)
  }

  @Test func `the environment can be added to and taken from`() async throws {
    let lines = Mutex<[String]>([])
    _ = try await ProgramRun(
      arguments: ["sh", "-c", "echo ${ONE-unset} ${HOME-unset}"],
      folder: "/",
      environment: ["ONE": "1", "HOME": nil]
    ).run { line in lines.withLock { $0.append(line.text) } }
    #expect(lines.withLock { $0 } == ["1 unset"])
  }
}
