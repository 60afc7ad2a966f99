import AsyncHTTPClient

/// The connections of a client, closed with it.
final class Connections: Sendable {
  let client: HTTPClient

  init() {
    var configuration = HTTPClient.Configuration()
    // Nobody listening is an answer: trying again until the deadline only hides it.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.timeout.connect = .seconds(5)
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit {
    client.shutdown { _ in
      // Nothing is left to be done for connections that would not close.
    }
  }
}
