package import Diagnostics
import JavaScript
package import Schemas
package import Values

/// A site's server actions.
package struct SiteActions: Sendable {
  /// In the order they stand in `server`.
  package let actions: [SiteAction]
  package let diagnostics: [Diagnostic]
  package let inputs: [InputFile]
  let functions: SiteFunctions
}

/// One action as the site defines it.
package struct SiteAction: Sendable {
  /// Keys joined by dots, each percent-encoded: `blog.like`.
  package let name: String
  package let accepts: Accepted
  /// Nil when the action takes anything.
  package let input: Schema?
  /// The schema's functions.
  package let callbacks: any SchemaCallbacks
  /// The package that is missing for the action to be complete, as it is imported.
  package let unresolved: String?

  package enum Accepted: String, Sendable {
    case json, form
  }
}

/// What a handler sees of the request that calls it.
package struct SiteActionContext: Sendable {
  package var url: String
  package var method: String
  package var headers: ObjectValue
  /// Values by name.
  package var cookies: ObjectValue
  package var locals: ObjectValue
  package var session: ObjectValue
  package var clientAddress: String
  /// Whether the input is a list of pairs that the handler shall get as a `FormData`.
  package var isForm: Bool

  package init(
    url: String,
    method: String = "POST",
    headers: ObjectValue = ObjectValue(),
    cookies: ObjectValue = ObjectValue(),
    locals: ObjectValue = ObjectValue(),
    session: ObjectValue = ObjectValue(),
    clientAddress: String = "127.0.0.1",
    isForm: Bool = false
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.cookies = cookies
    self.locals = locals
    self.session = session
    self.clientAddress = clientAddress
    self.isForm = isForm
  }

  var value: Value {
    [
      "url": .string(url), "method": .string(method), "headers": .object(headers),
      "cookies": .object(cookies), "locals": .object(locals), "session": .object(session),
      "clientAddress": .string(clientAddress), "isForm": .boolean(isForm),
    ]
  }
}

/// What became of one call.
package struct SiteActionOutcome: Sendable {
  package var result: Result<Value, SiteActionFailure>
  /// In the order they were set; `value` is null for one that was deleted.
  package var cookies: [ObjectValue]
  /// The session after the call; nil when the handler did not change it.
  package var session: ObjectValue?
  package var regeneratesSession: Bool
  package var destroysSession: Bool
}

/// The error that an action answers with.
package struct SiteActionFailure: Error, Sendable, Equatable {
  /// One of Astro's codes: `NOT_FOUND`.
  package var code: String
  package var message: String
  /// Nil when the site threw none; in positions of its script.
  package var stack: String?
  /// Not empty for an input error that the handler itself made.
  package var issues: [Value] = []
}

extension SiteActions {
  /// Whether the files below `root` that decide about the actions are still the same.
  package func isCurrent(in root: String) -> Bool {
    inputs.allSatisfy { $0 == InputFile(path: $0.path, root: root) }
  }

  /// Runs the handler of `name` with an input that its schema has passed.
  ///
  /// A handler that throws is a failure, as is one that takes more than two seconds of processor
  /// time at a stretch or is not done within `deadline`.
  package func call(
    _ name: String,
    input: Value,
    context: SiteActionContext,
    within deadline: Duration = .seconds(30)
  ) -> SiteActionOutcome {
    do {
      let program = try functions.program()
      let answer = try program.ask(
        "callAction",
        [.string(name), input, context.value],
        within: deadline,
        timeLimit: .seconds(2)
      )
      return outcome(answer.objectValue ?? ObjectValue())
    } catch {
      let code = error.kind == .unsettled ? "GATEWAY_TIMEOUT" : "INTERNAL_SERVER_ERROR"
      return SiteActionOutcome(
        result: .failure(SiteActionFailure(code: code, message: error.message)),
        cookies: [],
        session: nil,
        regeneratesSession: false,
        destroysSession: false
      )
    }
  }

  private func outcome(_ answer: ObjectValue) -> SiteActionOutcome {
    let effects = answer["effects"]?.objectValue
    var result: Result<Value, SiteActionFailure> = .success(answer["value"] ?? .undefined)
    if let failure = answer["failure"]?.objectValue {
      result = .failure(
        SiteActionFailure(
          code: failure["code"]?.stringValue ?? "INTERNAL_SERVER_ERROR",
          message: failure["message"]?.stringValue ?? "",
          stack: failure["stack"]?.stringValue,
          issues: failure["issues"]?.arrayValue ?? []
        )
      )
    }
    return SiteActionOutcome(
      result: result,
      cookies: effects?["cookies"]?.arrayValue?.compactMap(\.objectValue) ?? [],
      session: effects?["isChanged"] == true ? effects?["session"]?.objectValue : nil,
      regeneratesSession: effects?["regenerates"] == true,
      destroysSession: effects?["isDestroyed"] == true
    )
  }
}
