import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Fetches what a loader of a site asks for, when the person allows it: http and https, within limits.
package struct WebFetch: Sendable {
  /// Seconds that one request may take, redirects and all of the answer among them.
  private let timeLimit: Int64
  /// Bytes that an answer may have, when unpacked.
  private let sizeLimit: Int
  private static let client = {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .follow(max: 5, allowCycles: false)
    configuration.decompression = .enabled(limit: .none)
    configuration.timeout.connect = .seconds(10)
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }()

  package init(timeLimit: Int64 = 30, sizeLimit: Int = 32 << 20) {
    self.timeLimit = timeLimit
    self.sizeLimit = sizeLimit
  }

  /// The answer to `request`, whatever its status; waits for it on the calling thread.
  ///
  /// Follows five redirects at most. Throws `WebFailure`.
  package func answer(to request: WebRequest) throws(WebFailure) -> WebAnswer {
    let address = request.address.lowercased()
    guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
      throw WebFailure(reason: "only http and https addresses are fetched: \(request.address)")
    }
    do {
      var headers = HTTPHeaders(request.headers)
      if !headers.contains(name: "User-Agent") { headers.add(name: "User-Agent", value: "frontis") }
      let outgoing = try HTTPClient.Request(
        url: request.address,
        method: HTTPMethod(rawValue: request.method),
        headers: headers,
        body: request.body.map { .bytes($0) }
      )
      let response = try Self.client.execute(
        request: outgoing,
        delegate: ResponseAccumulator(request: outgoing, maxBodySize: sizeLimit),
        deadline: .now() + .seconds(timeLimit)
      ).wait()
      return WebAnswer(
        status: Int(response.status.code),
        statusText: response.status.reasonPhrase,
        headers: response.headers.map { ($0.name, $0.value) },
        body: response.body.map { Array($0.readableBytesView) } ?? []
      )
    } catch {
      throw WebFailure(reason: Self.reason(error, request.address, timeLimit, sizeLimit))
    }
  }

  private static func reason(
    _ error: any Error,
    _ address: String,
    _ seconds: Int64,
    _ bytes: Int
  ) -> String {
    if error is ResponseAccumulator.ResponseTooBigError {
      return "\(address) answers with more than \(bytes) bytes"
    }
    switch error as? HTTPClientError {
    case .deadlineExceeded?, .connectTimeout?, .readTimeout?:
      return "\(address) did not answer within \(seconds) s"
    case .redirectLimitReached?, .redirectCycleDetected?:
      return "\(address) leads from one address to the next without end"
    default: return "\(address) cannot be fetched: \(error)"
    }
  }
}

/// What is asked for.
package struct WebRequest: Sendable {
  package var address: String
  package var method: String
  package var headers: [(String, String)]
  package var body: [UInt8]?

  package init(
    address: String,
    method: String = "GET",
    headers: [(String, String)] = [],
    body: [UInt8]? = nil
  ) {
    self.address = address
    self.method = method
    self.headers = headers
    self.body = body
  }
}

/// What came back.
package struct WebAnswer: Sendable {
  package var status: Int
  package var statusText: String
  package var headers: [(String, String)]
  package var body: [UInt8]
}

/// Why nothing did.
package struct WebFailure: Error, Equatable {
  package var reason: String
}
