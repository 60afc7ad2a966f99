/// Calls actions in this process, through all that a request would go through but the socket.
package struct InProcessTransport: ActionTransport {
  private let endpoint: ActionEndpoint

  package init(_ endpoint: ActionEndpoint) { self.endpoint = endpoint }

  package func call(
    _ action: ActionName,
    _ input: ActionInput
  ) async throws(TransportError) -> ActionAnswer {
    let encoded = input.encoded()
    var headers = HeaderFields(["Host": "localhost", "Origin": "http://localhost"])
    if let type = encoded.contentType { headers.add("Content-Type", type) }
    headers.add("Content-Length", String(encoded.body.count))
    let request = ActionRequest(
      method: "POST",
      target: action.path(),
      headers: headers
    ) { limit throws(ActionRequest.BodyError) in
      guard encoded.body.count <= limit else { throw .tooLarge }
      return encoded.body
    }
    let response = await endpoint.respond(to: request)
    return try ActionAnswer(
      status: response.status,
      contentType: response.headers["Content-Type"],
      body: response.body
    )
  }
}
