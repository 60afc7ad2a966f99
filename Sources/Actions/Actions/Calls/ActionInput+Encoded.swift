import ECMAScript

extension ActionInput {
  /// The body of a request with this input, and its content type; nil for undefined, which has no
  /// body.
  package func encoded() -> (contentType: String?, body: [UInt8]) {
    switch self {
    case .value(.undefined): return (nil, [])
    case .value(let value): return ("application/json", JSONText.bytes(value))
    case .form(let form):
      let boundary = "----frontis-\(AccessToken.random().text)"
      return (
        "multipart/form-data; boundary=\(boundary)", form.multipart(boundary: boundary)
      )
    }
  }
}
