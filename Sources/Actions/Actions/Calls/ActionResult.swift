package import Values

/// What came of an action call, as its caller sees it.
package enum ActionResult: Sendable, Equatable {
  /// What the handler returned; undefined when it returned nothing.
  case data(Value)
  case failure(ActionError)
}

extension ActionResult {
  /// The result that a response says, as Astro's own client reads it.
  ///
  /// Throws when a successful response is no devalue text: it came from something else than actions.
  package init(status: Int, body: [UInt8]) throws(DevalueError) {
    switch status {
    case 204: self = .data(.undefined)
    case 200..<300: self = .data(try Devalue.parse(body))
    default: self = .failure(ActionError(json: body))
    }
  }
}
