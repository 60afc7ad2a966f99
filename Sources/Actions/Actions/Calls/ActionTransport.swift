/// How a call reaches the action: in this process or over HTTP.
package protocol ActionTransport: Sendable {
  /// Calls an action and waits for the answer. Throws `TransportError` only: an action that fails is
  /// an answer.
  func call(_ action: ActionName, _ input: ActionInput) async throws(TransportError) -> ActionAnswer
}

/// A response and what it means.
package struct ActionAnswer: Sendable, Equatable {
  package var status: Int
  package var contentType: String?
  package var body: [UInt8]
  package var result: ActionResult

  package init(status: Int, contentType: String?, body: [UInt8]) throws(TransportError) {
    self.status = status
    self.contentType = contentType
    self.body = body
    do {
      result = try ActionResult(status: status, body: body)
    } catch {
      throw .notAnAnswer(status: status, contentType: contentType)
    }
  }
}

/// Why there is no answer to a call.
package enum TransportError: Error, Sendable, Equatable {
  /// Nobody listens at this URL.
  case refused(url: String)
  /// No answer within the time, in seconds.
  case timedOut(url: String, seconds: Double)
  /// The answer is longer than the limit, in bytes.
  case tooLarge(limit: Int)
  /// What came is not an action's answer: something else listens there.
  case notAnAnswer(status: Int, contentType: String?)
  /// The connection failed, for this reason.
  case failed(url: String, reason: String)
  case cancelled
}

extension TransportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let url): "nothing listens at \(url); start the server with 'frontis serve'"
    case .timedOut(let url, let seconds): "\(url) did not answer within \(seconds) seconds"
    case .tooLarge(let limit): "the answer is longer than \(limit) bytes"
    case .notAnAnswer(let status, let contentType):
      "the answer (\(status), \(contentType ?? "no content type")) is not from an action"
    case .failed(let url, let reason): "cannot reach \(url): \(reason)"
    case .cancelled: "the call was cancelled"
    }
  }
}
