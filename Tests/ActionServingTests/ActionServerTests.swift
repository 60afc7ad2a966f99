import ActionCalling
import ActionServing
import Actions
import Testing
import Values

@Suite struct ActionServerTests {
  @Test func `a server tells whose it is`() async throws {
    try await withServer { port in
      let health = await ActionClient(base: "http://127.0.0.1:\(port)")
        .health(timeout: .seconds(10))
      #expect(health == ServerHealth(version: "1", processId: 7, root: "/sites/blog"))
    }
  }

  @Test func `nobody listening is told with what to do`() async throws {
    let client = ActionClient(base: "http://127.0.0.1:1")
    #expect(await client.health() == nil)
    let error = await #expect(throws: TransportError.self) {
      try await client.call(ActionName(keys: ["a"]), .value(.null))
    }
    #expect(error == .refused(url: "http://127.0.0.1:1/_actions/a"))
    #expect(error?.description.contains("frontis serve") == true)
  }

  @Test func `a port in use is named`() async throws {
    try await withServer { port in
      let second = ActionServer(
        ExampleActions(),
        builder: nil,
        configuration: ActionServer.Configuration(
          port: port,
          health: ServerHealth(version: "1", processId: 1, root: "/"),
          token: .random()
        )
      )
      await #expect(throws: ActionServerError.portInUse(host: "127.0.0.1", port: port)) {
        try await second.run { _ in }
      }
    }
  }

  @Test(arguments: [
    "Host: evil.example", "Host: 127.0.0.1.evil.example", "Host: localhost.evil.example", "Host: ",
    "Host: localhost\r\nX-Forwarded-Host: localhost", "Host: localhost\r\nX-Astro-Path: /x",
    "Host: localhost\r\nX-Forwarded-Proto: https",
  ])
  func `a request that another site's page could send is refused`(headers: String) async throws {
    try await withServer { port in
      let text =
        "POST /_actions/zero HTTP/1.1\r\nConnection: close\r\n\(headers)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
      let bytes = try #require(await RawConnection.exchange(Array(text.utf8), port: port))
      #expect(RawConnection.response(bytes)?.status == 403)
    }
  }

  @Test(arguments: [
    "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
    "X-Folded: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
    "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    "X-Long: \(String(repeating: "a", count: 100_000))\r\nContent-Length: 2\r\n\r\n{}",
  ])
  func `a request with two readings is not answered`(rest: String) async throws {
    try await withServer { port in
      let text =
        "POST /_actions/zero HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/json\r\n\(rest)"
      let bytes = try #require(await RawConnection.exchange(Array(text.utf8), port: port))
      let status = RawConnection.response(bytes)?.status
      #expect(status == nil || status == 400, "\(status ?? 0)")
    }
  }

  @Test func `a body over the limit is refused without reading it all`() async throws {
    try await withServer { port in
      let client = ActionClient(base: "http://127.0.0.1:\(port)")
      let text = String(repeating: "a", count: 2 << 20)
      // Whoever still sends when the connection is closed may lose the answer.
      let status = try? await client.call(ActionName(keys: ["echo"]), .value(.string(text))).status
      #expect(status == nil || status == 413, "\(status ?? 0)")
    }
  }

  @Test func `an answer over the limit is refused`() async throws {
    try await withServer { port in
      let client = ActionClient(base: "http://127.0.0.1:\(port)", limit: 1_000)
      let text = String(repeating: "a", count: 2_000)
      await #expect(throws: TransportError.tooLarge(limit: 1_000)) {
        try await client.call(ActionName(keys: ["echo"]), .value(.string(text)))
      }
    }
  }
}
