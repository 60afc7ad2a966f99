import ActionCalling
import ActionServing
import Actions
import Testing

@Suite struct BuildTests {
  /// Prints what it was given, then waits to be stopped or ends.
  struct ScriptedBuilder: Builder {
    var output: [String]
    var waits = false
    var status: Int32 = 0

    func build(output: @escaping @Sendable ([UInt8]) async -> Void) async throws -> Int32 {
      for piece in self.output { await output(Array(piece.utf8)) }
      if waits { try await Task.sleep(for: .seconds(600)) }
      return status
    }
  }

  @Test func `a build's log comes line by line with its end`() async throws {
    let builder = ScriptedBuilder(output: ["one\r\nt", "wo\n\u{1B}[31mred\u{1B}[0m"], status: 3)
    try await withServer(builder: builder) { port in
      let client = ActionClient(base: "http://127.0.0.1:\(port)", token: AccessToken("secret"))
      let events = Events()
      try await client.rebuild { await events.add($0) }
      let all = await events.all
      #expect(all.dropLast() == [.line("one"), .line("two"), .line("\u{1B}[31mred\u{1B}[0m")])
      guard case .ended(.finished(status: 3), _)? = all.last else {
        Issue.record("\(all)")
        return
      }
    }
  }

  @Test func `a running build refuses a second one and can be stopped`() async throws {
    let builder = ScriptedBuilder(output: ["started\n"], waits: true)
    try await withServer(builder: builder) { port in
      let client = ActionClient(base: "http://127.0.0.1:\(port)", token: AccessToken("secret"))
      let events = Events()
      async let first: Void = client.rebuild { event in
        await events.add(event)
        guard event == .line("started") else { return }
        await #expect(throws: ActionError.self) { try await client.rebuild { _ in } }
        await #expect(throws: Never.self) { try await client.stopBuild() }
      }
      try await first
      guard case .ended(.stopped, _)? = await events.all.last else {
        Issue.record("\(await events.all)")
        return
      }
      #expect(try await client.stopBuild() == false)
    }
  }

  @Test(arguments: [nil, "wrong!", ""])
  func `who does not know the secret cannot build`(token: String?) async throws {
    try await withServer(builder: ScriptedBuilder(output: [])) { port in
      let client = ActionClient(
        base: "http://127.0.0.1:\(port)",
        token: token.map { AccessToken($0) }
      )
      let error = await #expect(throws: ActionError.self) { try await client.rebuild { _ in } }
      #expect(error?.code == .forbidden)
    }
  }

  @Test func `a log keeps its newest lines and says how many are gone`() {
    var log = BuildLog()
    for number in 0..<12_000 { log.append(Array("\(number)\n".utf8)) }
    #expect(log.count == 12_000)
    #expect(log.events(from: 0).first == .dropped(2_000))
    #expect(log.events(from: 0).count == 10_001)
    #expect(log.events(from: 11_999) == [.line("11999")])
    log.append([UInt8](repeating: 65, count: 20_000))
    log.finish()
    #expect(log.count == 12_003)
  }

  @Test(arguments: [
    BuildEvent.line("a \"b\" \u{1B}[2J ü"), .dropped(3), .ended(.finished(status: 1), seconds: 1.5),
    .ended(.stopped, seconds: 0), .ended(.failed("no npm"), seconds: 2),
  ])
  func `an event survives the wire`(event: BuildEvent) {
    #expect(BuildEvent(json: event.json) == event)
  }

  private actor Events {
    var all: [BuildEvent] = []
    func add(_ event: BuildEvent) { all.append(event) }
  }
}
