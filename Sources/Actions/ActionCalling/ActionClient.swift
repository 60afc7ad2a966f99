package import Actions
import AsyncHTTPClient
import NIOCore
import NIOPosix
import Values

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Calls the actions of a server: our own, or Astro's.
package struct ActionClient: ActionTransport {
  private let connections = Connections()
  private let base: String
  private let token: AccessToken?
  private let timeout: Duration
  private let limit: Int

  /// A client of the server at `base`, such as `http://127.0.0.1:4321` or with the site's base path.
  ///
  /// A call fails when it takes longer than `timeout` or its answer has more than `limit` bytes. The
  /// `token` is needed to build only.
  package init(
    base: String,
    token: AccessToken? = nil,
    timeout: Duration = .seconds(30),
    limit: Int = 16 << 20
  ) {
    self.base = base.hasSuffix("/") ? String(base.dropLast()) : base
    self.token = token
    self.timeout = timeout
    self.limit = limit
  }

  package func call(
    _ action: ActionName,
    _ input: ActionInput
  ) async throws(TransportError) -> ActionAnswer {
    let encoded = input.encoded()
    var request = HTTPClientRequest(url: base + action.path())
    request.method = .POST
    request.headers.add(name: "Accept", value: "application/json")
    request.headers.add(name: "Origin", value: origin)
    if let type = encoded.contentType { request.headers.add(name: "Content-Type", value: type) }
    request.body = .bytes(ByteBuffer(bytes: encoded.body))
    let response = try await send(request, timeout: timeout)
    return try ActionAnswer(
      status: Int(response.status.code),
      contentType: response.headers.first(name: "Content-Type"),
      body: try await body(of: response, request.url)
    )
  }

  /// Whose server listens there: nil when it is another program's, or nobody answers within `timeout`.
  package func health(timeout: Duration = .milliseconds(500)) async -> ServerHealth? {
    do {
      let url = serverURL + ServerHealth.path
      let response = try await send(HTTPClientRequest(url: url), timeout: timeout)
      return ServerHealth(json: try await body(of: response, url, limit: 65_536))
    } catch {
      // Whatever stands in the way, it is no server of ours that could be used.
      return nil
    }
  }
}

// MARK: - Building

extension ActionClient {
  /// Starts the site's build and hands its events to `receive` until it ends.
  ///
  /// Cancelling the task stops listening, not the build. Throws `TransportError`, or `ActionError`
  /// when the server refuses: `CONFLICT` while another build runs.
  package func rebuild(_ receive: (BuildEvent) async -> Void) async throws {
    guard case .object(let started) = try await callService("rebuild"),
      let id = started["id"]?.numberValue.flatMap(Int.init(exactly:))
    else { throw TransportError.notAnAnswer(status: 200, contentType: nil) }
    try await followBuild(id, receive)
  }

  /// Hands the events of the build `id` to `receive`, from its beginning until it ends.
  package func followBuild(_ id: Int, _ receive: (BuildEvent) async -> Void) async throws {
    let url = "\(serverURL)/_frontis/builds/\(id)/log"
    var request = HTTPClientRequest(url: url)
    if let token { request.headers.add(name: AccessToken.headerName, value: token.text) }
    // A build may say nothing for long: only its beginning has a deadline.
    let response = try await send(request, timeout: .seconds(86_400))
    guard response.status == .ok else {
      throw ActionError(json: try await body(of: response, url))
    }
    var line: [UInt8] = []
    do {
      for try await chunk in response.body {
        for byte in chunk.readableBytesView {
          if byte != 0x0A {
            line.append(byte)
            guard line.count <= limit else { throw TransportError.tooLarge(limit: limit) }
          } else {
            if let event = BuildEvent(json: line) { await receive(event) }
            line.removeAll(keepingCapacity: true)
          }
        }
      }
    } catch let error as TransportError {
      throw error
    } catch {
      throw failure(error, url, timeout)
    }
  }

  /// Stops the build that runs; false when none does.
  ///
  /// Throws as `rebuild` does.
  package func stopBuild() async throws -> Bool {
    try await callService("stop") == .boolean(true)
  }

  private func callService(_ action: String) async throws -> Value {
    let url = "\(serverURL)/_actions/frontis.\(action)"
    var request = HTTPClientRequest(url: url)
    request.method = .POST
    request.headers.add(name: "Origin", value: origin)
    if let token { request.headers.add(name: AccessToken.headerName, value: token.text) }
    let response = try await send(request, timeout: timeout)
    let answer = try ActionAnswer(
      status: Int(response.status.code),
      contentType: response.headers.first(name: "Content-Type"),
      body: try await body(of: response, url)
    )
    switch answer.result {
    case .data(let value): return value
    case .failure(let error): throw error
    }
  }
}

// MARK: - Requests

extension ActionClient {
  /// The base without its path.
  private var serverURL: String { origin }

  /// Scheme, host and port of the base: what a page of the server itself would send.
  private var origin: String {
    // scheme: // host
    let parts = base.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.prefix(3).joined(separator: "/")
  }

  private func send(
    _ request: HTTPClientRequest,
    timeout: Duration
  ) async throws(TransportError) -> HTTPClientResponse {
    do {
      return try await connections.client.execute(request, timeout: TimeAmount(timeout))
    } catch {
      throw failure(error, request.url, timeout)
    }
  }

  private func body(
    of response: HTTPClientResponse,
    _ url: String,
    limit: Int? = nil
  ) async throws(TransportError) -> [UInt8] {
    let limit = limit ?? self.limit
    do {
      return Array((try await response.body.collect(upTo: limit)).readableBytesView)
    } catch is NIOTooManyBytesError {
      throw .tooLarge(limit: limit)
    } catch {
      throw failure(error, url, timeout)
    }
  }

  private func failure(_ error: any Error, _ url: String, _ timeout: Duration) -> TransportError {
    let timeouts: [HTTPClientError] = [.deadlineExceeded, .connectTimeout, .readTimeout]
    return switch error {
    case is CancellationError: .cancelled
    case let error as HTTPClientError where error == .cancelled: .cancelled
    case let error as HTTPClientError where timeouts.contains(error):
      .timedOut(
        url: url,
        seconds: Double(timeout.components.seconds)
          + Double(timeout.components.attoseconds) / 1e18
      )
    case let error as NIOConnectionError
    where error.connectionErrors.contains(where: { ($0.error as? IOError)?.isRefusal == true }):
      .refused(url: url)
    case let error as IOError where error.isRefusal: .refused(url: url)
    default: .failed(url: url, reason: "\(error)")
    }
  }
}

extension IOError {
  fileprivate var isRefusal: Bool { errnoCode == ECONNREFUSED }
}
