import Loop
import Screen
import ScreenTestSupport
import Synchronization
import Testing

@Suite @MainActor struct RunTests {
  /// Lets requests through one by one, so that tests decide when work ends.
  actor Gate {
    private var isOpen = false
    private var waiting: [CheckedContinuation<Void, Never>] = []
    func pass() async {
      if !isOpen { await withCheckedContinuation { waiting.append($0) } }
    }
    func open() {
      isOpen = true
      for continuation in waiting { continuation.resume() }
      waiting = []
    }
  }

  private func answering() -> ScriptedRun<Counter> {
    ScriptedRun(Counter()) { request, send in await send(.told("done \(request)")) }
  }

  @Test func `what a request tells is shown`() async {
    await answering().types("a").sees("text: a", "done search(\"a\")")
  }

  @Test func `everything that came is handled before one frame is drawn`() async {
    let frontis = ScriptedRun(Counter())
    await frontis.press("a")
    let before = frontis.terminal.frameCount
    for _ in 0..<100 { frontis.terminal.send(.paste("xy")) }
    await frontis.terminal.settle()
    #expect(frontis.terminal.frameCount == before + 1)
    frontis.terminal.send(.ending(.terminalClosed))
    #expect(await frontis.ended().program.text.count == 201)
  }

  @Test func `a newer request of a key silences the older one`() async {
    let gate = Gate()
    let frontis = ScriptedRun(Counter()) { request, send in
      if request == .search("a") { await gate.pass() }
      await send(.told("done \(request)"))
    }
    frontis.terminal.send(.key("a"), .key("b"))
    await frontis.sees("done search(\"ab\")")
    await gate.open()
    await frontis.press("esc").doesNotSee("done search(\"a\")")
  }

  @Test func `quitting waits for what must finish and for nothing else`() async {
    let gate = Gate()
    let frontis = ScriptedRun(Counter()) { request, send in
      if request == .save {
        await gate.pass()
        await send(.told("saved"))
      } else {
        try? await Task.sleep(for: .seconds(3600))
      }
    }
    frontis.terminal.send(.key("a"), .key("ctrl+s"), .key("ctrl+q"))
    await gate.open()
    let end = await frontis.ended()
    #expect(end.ending == .quit)
    #expect(end.program.notes == ["saved"])
    #expect(frontis.terminal.isStopped)
  }

  @Test func `what must finish can be asked to end soon, and is heard`() async {
    let frontis = ScriptedRun(Counter()) { _, send in
      // Ends when its task is cancelled.
      try? await Task.sleep(for: .seconds(3600))
      await send(.told("half of it saved"))
    }
    frontis.terminal.send(.key("ctrl+s"), .key("ctrl+x"))
    await frontis.sees("half of it saved")
  }

  @Test func `quitting twice gives up waiting`() async {
    let gate = Gate()
    let frontis = ScriptedRun(Counter()) { _, _ in await gate.pass() }
    frontis.terminal.send(.key("ctrl+s"), .key("ctrl+q"), .key("ctrl+q"))
    #expect(await frontis.ended().program.notes == [])
    await gate.open()
  }

  @Test func `a signal lets the program save, then ends the run`() async {
    let frontis = answering()
    await frontis.types("a")
    frontis.terminal.send(.ending(.signal(15)))
    let end = await frontis.ended()
    #expect(end.ending == .signal(15))
    #expect(end.program.notes.contains("done save"))
  }

  @Test func `two saves of one key keep their order`() async {
    let gate = Gate()
    let count = Mutex(0)
    let frontis = ScriptedRun(Counter()) { _, send in
      let number = count.withLock { count in
        count += 1
        return count
      }
      if number == 1 { await gate.pass() }
      await send(.told("save \(number)"))
    }
    frontis.terminal.send(.key("ctrl+s"), .key("ctrl+s"))
    await gate.open()
    await frontis.sees("save 1", "save 2")
    frontis.terminal.send(.key("ctrl+q"))
    #expect(await frontis.ended().program.notes == ["save 1", "save 2"])
  }

  @Test func `the terminal is lent while a request needs it`() async {
    let gate = Gate()
    let frontis = ScriptedRun(Counter()) { request, send in
      await gate.pass()
      await send(.told("edited"))
    }
    await frontis.press()
    frontis.terminal.send(.key("ctrl+e"))
    while !frontis.terminal.isLent { await Task.yield() }
    let frames = frontis.terminal.frameCount
    await gate.open()
    await frontis.sees("edited", "resumed")
    #expect(!frontis.terminal.isLent)
    #expect(frontis.terminal.frameCount > frames)
  }

  @Test func `a delayed request waits for its time and can be cancelled`() async {
    let frontis = answering()
    await frontis.press("ctrl+t").waits(.seconds(1)).doesNotSee("done wait")
    await frontis.waits(.seconds(1)).sees("done wait")
    await frontis.press("ctrl+t", "esc").waits(.seconds(5))
    #expect(frontis.lines.filter { $0 == "done wait" }.count == 1)
  }

  @Test func `commands reach the terminal beside requests`() async {
    let frontis = answering()
    await frontis.types("ab").press("ctrl+y").sees("done wait")
    #expect(frontis.terminal.commands == [.copy("ab")])
  }

  @Test func `the frame follows the terminal's size`() async {
    let frontis = answering()
    await frontis.gets(.resize(Size(10, 2)))
    #expect(frontis.terminal.frame?.size == Size(10, 2))
    await frontis.gets(.resize(Size(1, 1)))
    #expect(frontis.terminal.frame?.size == Size(1, 1))
  }
}
