/// One HTTP request as the endpoint needs it; who received it does not matter.
package struct ActionRequest: Sendable {
  package var method: String
  /// The path and the query, as sent.
  package var target: String
  package var headers: HeaderFields
  /// Reads the body, once.
  package var body: @Sendable (_ limit: Int) async throws(BodyError) -> [UInt8]

  package init(
    method: String,
    target: String,
    headers: HeaderFields,
    body: @escaping @Sendable (_ limit: Int) async throws(BodyError) -> [UInt8]
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// Why a body could not be read.
  package enum BodyError: Error, Sendable, Equatable {
    /// It is longer than the limit; at most the limit and one chunk was read.
    case tooLarge
    /// The connection ended before the body did.
    case incomplete
  }

  /// The target without its query.
  var path: String { target.split(separator: "?", maxSplits: 1).first.map(String.init) ?? "" }

  /// `http://HOST`, by the host that the client named.
  var origin: String { "http://\(headers["Host"] ?? "")" }
}

/// The answer to an `ActionRequest`.
package struct ActionResponse: Sendable, Equatable {
  package var status: Int
  package var headers: HeaderFields
  package var body: [UInt8]

  package init(status: Int, headers: HeaderFields = HeaderFields(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  package init(status: Int, contentType: String, body: [UInt8]) {
    self.init(status: status, headers: HeaderFields(["Content-Type": contentType]), body: body)
  }
}
