package import Values

/// Who runs the site's actions.
package protocol ActionHandler: Sendable {
  /// Every action, in the order of the site's `server` object.
  ///
  /// Throws when the site's actions cannot be read now; callers get its message.
  func actions() async throws(ActionError) -> [ActionDescription]

  /// Runs one of them.
  ///
  /// The input has the form the action accepts. Whatever the action's code throws comes back as an
  /// `ActionError`, a wrong input as one with issues.
  func call(_ call: ActionCall) async throws(ActionError) -> ActionReply
}

/// What an action is called and which input it takes.
package struct ActionDescription: Sendable, Equatable {
  package var name: ActionName
  package var accept: Accept

  /// What `defineAction({ accept })` says.
  package enum Accept: String, Sendable {
    case json, form
  }

  package init(name: ActionName, accept: Accept = .json) {
    self.name = name
    self.accept = accept
  }
}

/// The input of a call.
package enum ActionInput: Sendable, Equatable {
  /// JSON's value, or undefined when there was no body.
  case value(Value)
  case form(FormData)
}

/// One call of an action.
package struct ActionCall: Sendable {
  package var action: ActionName
  package var input: ActionInput
  package var context: ActionContext

  package init(action: ActionName, input: ActionInput, context: ActionContext) {
    self.action = action
    self.input = input
    self.context = context
  }
}

/// What a handler can know of the request it answers.
package struct ActionContext: Sendable, Equatable {
  package var method: String
  /// Absolute, with the host that the client named.
  package var url: String
  package var headers: HeaderFields

  package init(method: String, url: String, headers: HeaderFields) {
    self.method = method
    self.url = url
    self.headers = headers
  }
}

/// What a handler gives back.
package struct ActionReply: Sendable, Equatable {
  package var output: Output
  /// Headers of the response, `Set-Cookie` above all.
  package var headers: HeaderFields

  package enum Output: Sendable, Equatable {
    case value(Value)
    /// Devalue text already, from where shared and cyclic values could still be seen.
    case devalue([UInt8])
  }

  package init(_ output: Output, headers: HeaderFields = HeaderFields()) {
    self.output = output
    self.headers = headers
  }
}
