import ActionServing
import Actions
import Testing

/// Runs `body` with the port of a server that is stopped afterwards.
func withServer(
  settings: ActionEndpoint.Settings = ActionEndpoint.Settings(),
  builder: (any Builder)? = nil,
  token: AccessToken = AccessToken("secret"),
  _ body: @Sendable (Int) async throws -> Void
) async throws {
  let server = ActionServer(
    ExampleActions(),
    builder: builder,
    configuration: ActionServer.Configuration(
      port: 0,
      settings: settings,
      health: ServerHealth(version: "1", processId: 7, root: "/sites/blog"),
      token: token
    )
  )
  let (ports, found) = AsyncStream.makeStream(of: Int.self)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run { found.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    try await body(port)
    group.cancelAll()
  }
}
