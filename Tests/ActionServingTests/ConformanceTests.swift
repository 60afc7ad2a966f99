import ActionCalling
import Actions
import Testing
import Values

@Suite struct ConformanceTests {
  @Test(arguments: try RecordedExchange.all())
  func `the endpoint answers as Astro does`(exchange: RecordedExchange) async throws {
    let endpoint = ActionEndpoint(ExampleActions(), settings: exchange.settings)
    var headers = exchange.headers
    headers.add("Host", "localhost:4321")
    let body = exchange.body
    let request = ActionRequest(
      method: exchange.method,
      target: exchange.path,
      headers: headers
    ) { limit throws(ActionRequest.BodyError) in
      if body.count > limit { throw .tooLarge }
      return body
    }
    expect(await endpoint.respond(to: request), exchange)
  }

  @Test func `the server answers as Astro does`() async throws {
    let exchanges = try RecordedExchange.all()
    var all: [ActionEndpoint.Settings] = []
    for exchange in exchanges where !all.contains(exchange.settings) {
      all.append(exchange.settings)
    }
    for settings in all {
      try await withServer(settings: settings) { port in
        for exchange in exchanges where exchange.settings == settings {
          var headers = exchange.headers
          headers.add("Host", "localhost:4321")
          let bytes = RawConnection.request(
            method: exchange.method,
            path: exchange.path,
            headers: headers,
            body: exchange.body
          )
          let received = try #require(await RawConnection.exchange(bytes, port: port))
          let response = try #require(RawConnection.response(received), "\(exchange.name)")
          expect(response, exchange)
        }
      }
    }
  }

  @Test func `what is left out is listed with its reason`() throws {
    for (prefix, reason) in RecordedExchange.exceptions { print("not run: \(prefix)* (\(reason))") }
  }

  @Test func `both transports give the same answers`() async throws {
    let inProcess = InProcessTransport(ActionEndpoint(ExampleActions()))
    let form = FormData([
      .init(name: "title", content: .text("T ü")),
      .init(
        name: "file",
        content: .file(.init(name: "a.txt", type: "text/plain", bytes: [65, 10]))
      ),
    ])
    let calls: [([String], ActionInput)] = [
      (["greet"], .value(["name": "Ada"])), (["greet"], .value([:])),
      (["nope"], .value(.undefined)),
      (["echo"], .value(["a": [1, .null, "ü"]])), (["echo"], .value(.undefined)),
      (["nothing"], .value(.undefined)), (["upload"], .form(form)), (["blog"], .value(.null)),
      (["with/slash"], .value(.null)), (["café"], .value(.null)), (["denied"], .value(.null)),
      (["badResult"], .value(.null)), (["loop"], .value(.null)), (["greet"], .form(form)),
    ]
    try await withServer { port in
      let client = ActionClient(base: "http://127.0.0.1:\(port)/")
      for (keys, input) in calls {
        let name = ActionName(keys: keys)
        let answer = try await client.call(name, input)
        #expect(try await inProcess.call(name, input) == answer, "\(name)")
      }
    }
  }

  private func expect(_ response: ActionResponse, _ exchange: RecordedExchange) {
    #expect(response.status == exchange.status, "\(exchange.name)")
    #expect(response.headers["Content-Type"] == exchange.contentType, "\(exchange.name)")
    #expect(response.headers.all("Set-Cookie") == exchange.setCookies, "\(exchange.name)")
    if let body = exchange.expectedBody {
      #expect(String(decoding: response.body, as: UTF8.self) == body, "\(exchange.name)")
    }
  }
}
