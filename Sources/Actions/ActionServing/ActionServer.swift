package import Actions
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Serves the site's actions over HTTP/1.1, and the server's own paths beside them.
package struct ActionServer: Sendable {
  private let configuration: Configuration
  private let endpoint: ActionEndpoint
  private let service: ServiceRoutes

  /// Standard output and error belong to the command: only what went wrong is said there.
  private static let logger: Logger = {
    var logger = Logger(label: "frontis.server")
    logger.logLevel = .warning
    return logger
  }()

  package struct Configuration: Sendable {
    /// What to listen on: loopback, unless a person asks for more.
    package var host: String
    /// 0 lets the system choose.
    package var port: Int
    /// Further host names to answer to; `localhost` and addresses always are.
    package var hostNames: [String]
    package var settings: ActionEndpoint.Settings
    package var health: ServerHealth
    /// Who knows it may start a build.
    package var token: AccessToken

    package init(
      host: String = "127.0.0.1",
      port: Int,
      hostNames: [String] = [],
      settings: ActionEndpoint.Settings = ActionEndpoint.Settings(),
      health: ServerHealth,
      token: AccessToken
    ) {
      self.host = host
      self.port = port
      self.hostNames = hostNames
      self.settings = settings
      self.health = health
      self.token = token
    }
  }

  /// A server of what `handler` runs; without a `builder` it does not build.
  package init(
    _ handler: any ActionHandler,
    builder: (any Builder)?,
    configuration: Configuration
  ) {
    self.configuration = configuration
    endpoint = ActionEndpoint(handler, settings: configuration.settings)
    service = ServiceRoutes(
      health: configuration.health,
      token: configuration.token,
      builds: builder.map(BuildRuns.init)
    )
  }

  /// Serves until the task is cancelled, then returns; `onReady` is told the port once it listens.
  ///
  /// At the end a running build is stopped, requests that are being answered have five seconds to
  /// finish, and idle connections are closed at once. Throws `ActionServerError`.
  package func run(onReady: @escaping @Sendable (_ port: Int) async -> Void) async throws {
    let (host, port) = (configuration.host, configuration.port)
    let server = Server(
      childChannelSetup: HTTP1Channel(
        responder: { request, writer, _ in try await respond(request, writer) },
        configuration: Self.channel
      ),
      configuration: ServerConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { await onReady($0.localAddress?.port ?? port) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
      logger: Self.logger
    )
    // Not a child task: being cancelled must begin an orderly end, not be one.
    let serving = Task { try await server.run() }
    do {
      try await withTaskCancellationHandler {
        try await serving.value
      } onCancel: {
        Task { await stop(server, serving) }
      }
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw ActionServerError.portInUse(host: host, port: port)
    } catch {
      throw ActionServerError.cannotListen(host: host, port: port, reason: "\(error)")
    }
  }

  private static let channel = HTTP1Channel.Configuration(
    // Also what a request that is sent too slowly has for its headers.
    idleTimeout: .seconds(10),
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: 16_384,
      maxHeaderListSize: 32_768,
      maxHeaderFieldCount: 200
    )
  )

  private func stop(_ server: Server<HTTP1Channel>, _ serving: Task<Void, any Error>) async {
    // The log of a build is a response that ends with it.
    _ = await service.builds?.stop()
    let impatience = Task {
      try await Task.sleep(for: .seconds(5))
      serving.cancel()
    }
    do {
      try await server.shutdownGracefully()
    } catch {
      Self.logger.warning("the server did not stop in order", metadata: ["error": "\(error)"])
      serving.cancel()
    }
    impatience.cancel()
  }
}

// MARK: - Between Hummingbird and the endpoint

extension ActionServer {
  @concurrent
  private func respond(_ request: Request, _ writer: consuming ResponseWriter) async throws {
    let response = await response(to: ActionRequest(request))
    // A response to HEAD says how long the body would be and has none (RFC 9110 §9.3.2).
    let body = request.method == .head ? ResponseBody() : response.body
    try await writer.write(response: response.head, body: body)
  }

  private func response(to request: ActionRequest) async -> Response {
    if let refusal = RequestGuard(hosts: configuration.hostNames).refusal(of: request) {
      let body = Array("\(refusal)\n".utf8)
      return Response(ActionResponse(status: 403, contentType: "text/plain", body: body))
    }
    switch await service.answer(request) {
    case .response(let response): return Response(response)
    case .log(let builds, let id): return log(builds, id)
    case nil: return Response(await endpoint.respond(to: request))
    }
  }

  private func log(_ builds: BuildRuns, _ id: Int) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        var position = 0
        while true {
          let (events, next) = await builds.events(of: id, from: position)
          if events.isEmpty { break }
          position = next
          try await writer.write(ByteBuffer(bytes: events.flatMap(\.json)))
        }
        try await writer.finish(nil)
      }
    )
  }
}

extension ActionRequest {
  fileprivate init(_ request: Request) {
    var headers = HeaderFields()
    if let host = request.head.authority { headers.add("Host", host) }
    for field in request.headers { headers.add(field.name.rawName, field.value) }
    let body = request.body
    self.init(
      method: request.method.rawValue,
      target: request.head.path ?? "/",
      headers: headers
    ) { limit throws(ActionRequest.BodyError) in
      try await Self.read(body, limit: limit)
    }
  }

  private static func read(
    _ body: RequestBody,
    limit: Int
  ) async throws(ActionRequest.BodyError) -> [UInt8] {
    var bytes: [UInt8] = []
    // A body that stops coming ends with the connection's idle time; this is for one that drips.
    let deadline = ContinuousClock.now + .seconds(30)
    do {
      for try await chunk in body {
        guard ContinuousClock.now < deadline else { throw BodyError.incomplete }
        guard bytes.count + chunk.readableBytes <= limit else { throw BodyError.tooLarge }
        bytes.append(contentsOf: chunk.readableBytesView)
      }
    } catch let error as BodyError {
      throw error
    } catch {
      throw .incomplete
    }
    return bytes
  }
}

extension Response {
  fileprivate init(_ response: ActionResponse) {
    var headers = HTTPFields()
    for field in response.headers.fields {
      guard let name = HTTPField.Name(field.name) else { continue }
      headers.append(HTTPField(name: name, value: field.value))
    }
    self.init(
      status: HTTPResponse.Status(code: response.status),
      headers: headers,
      body: response.body.isEmpty
        ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: response.body))
    )
  }
}
