import Frontmatter
import Values

/// Astro's actions protocol: from a request to its response, without a socket.
///
/// Follows Astro 7.2.4 in what it answers and in which order it looks at things. Failures that Astro
/// answers with its error page, as broken JSON or a result that cannot be written, are a 500 without
/// content.
package struct ActionEndpoint: Sendable {
  private let handler: any ActionHandler
  private let settings: Settings

  /// What the site's configuration decides.
  package struct Settings: Sendable, Equatable {
    package var routes: ActionRoutes
    /// `security.actionBodySizeLimit` in bytes.
    package var bodyLimit: Int
    /// `security.checkOrigin`.
    package var checksOrigin: Bool

    package init(
      routes: ActionRoutes = ActionRoutes(),
      bodyLimit: Int = 1_048_576,
      checksOrigin: Bool = true
    ) {
      self.routes = routes
      self.bodyLimit = bodyLimit
      self.checksOrigin = checksOrigin
    }
  }

  package init(_ handler: any ActionHandler, settings: Settings = Settings()) {
    self.handler = handler
    self.settings = settings
  }

  /// Answers one request.
  package func respond(to request: ActionRequest) async -> ActionResponse {
    if settings.checksOrigin, isForbidden(request) {
      let text = "Cross-site \(request.method) form submissions are forbidden"
      return ActionResponse(
        status: 403,
        contentType: "text/plain;charset=UTF-8",
        body: Array(text.utf8)
      )
    }
    switch settings.routes.target(of: request.path) {
    case .refused: return ActionResponse(status: 400)
    case .redirect(let path):
      let query = request.target.dropFirst(request.path.count)
      return ActionResponse(
        status: 308,
        headers: HeaderFields([
          "Location": path + query, "Content-Type": "text/plain;charset=UTF-8",
        ])
      )
    case .action(let name) where request.method == "POST": return await answer(name, request)
    case .malformed where request.method == "POST": return .errorPage
    case .page, .action, .malformed:
      return ActionResponse(
        status: 404,
        contentType: "text/html",
        body: Array("<!doctype html><title>Not found</title>".utf8)
      )
    }
  }

  /// Whether a page of another site may have sent it without the browser asking first.
  ///
  /// A content type that a form can have, and none at all, must come from the origin itself.
  private func isForbidden(_ request: ActionRequest) -> Bool {
    if ["GET", "HEAD", "OPTIONS"].contains(request.method) { return false }
    if request.headers["Origin"] == request.origin { return false }
    guard let type = request.headers["Content-Type"]?.lowercased() else { return true }
    return ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
      .contains { type.contains($0) }
  }

  private func answer(_ name: ActionName, _ request: ActionRequest) async -> ActionResponse {
    do throws(ActionError) {
      let action: ActionDescription
      switch find(name, in: try await handler.actions()) {
      case .action(let found): action = found
      case .namespace: return .errorPage
      case .nothing: throw ActionError(.notFound)
      }
      guard let input = try await input(of: request) else { return .errorPage }
      switch (action.accept, input) {
      case (.json, .value), (.form, .form): break
      case (.json, .form):
        throw ActionError(.unsupportedMediaType, message: "This action only accepts JSON.")
      case (.form, .value):
        throw ActionError(.unsupportedMediaType, message: "This action only accepts FormData.")
      }
      let context = ActionContext(
        method: request.method,
        url: request.origin + request.target,
        headers: request.headers
      )
      let call = ActionCall(action: action.name, input: input, context: context)
      return try response(to: await handler.call(call))
    } catch {
      return ActionResponse(error)
    }
  }

  // MARK: Names

  private enum Found {
    case action(ActionDescription)
    /// An object of actions: it cannot be called.
    case namespace
    case nothing
  }

  private func find(_ name: ActionName, in actions: [ActionDescription]) -> Found {
    if let action = actions.first(where: { $0.name == name }) { return .action(action) }
    let isNamespace = actions.contains { action in
      action.name.keys.count > name.keys.count && action.name.keys.starts(with: name.keys)
    }
    return isNamespace ? .namespace : .nothing
  }

  // MARK: Bodies

  /// The input, or nil when it is broken JSON.
  private func input(of request: ActionRequest) async throws(ActionError) -> ActionInput? {
    guard let contentType = request.headers["Content-Type"] else { return .value(.undefined) }
    let length = request.headers["Content-Length"].flatMap { Int($0) }
    if let length, length > settings.bodyLimit { throw tooLarge }
    let media = contentType.prefix { $0 != ";" }.lowercased()
    switch media {
    case "application/json":
      let body = try await body(of: request)
      if body.isEmpty { return .value(.undefined) }
      do {
        return .value(try JSONReader.value(of: body))
      } catch {
        return nil
      }
    case "application/x-www-form-urlencoded":
      return .form(FormData(urlEncoded: try await body(of: request)))
    case "multipart/form-data":
      let boundary = HeaderValue(contentType).parameters["boundary"] ?? ""
      let body = try await body(of: request)
      guard let form = FormData(multipart: body, boundary: boundary) else {
        throw ActionError(.unsupportedMediaType)
      }
      return .form(form)
    default: throw ActionError(.unsupportedMediaType)
    }
  }

  private func body(of request: ActionRequest) async throws(ActionError) -> [UInt8] {
    do {
      return try await request.body(settings.bodyLimit)
    } catch {
      switch error {
      case .tooLarge: throw tooLarge
      case .incomplete: throw ActionError(.badRequest, message: "the request body is incomplete")
      }
    }
  }

  private var tooLarge: ActionError {
    ActionError(
      .contentTooLarge,
      message: "Request body exceeds \(settings.bodyLimit) bytes"
    )
  }

  // MARK: Results

  private func response(to reply: ActionReply) -> ActionResponse {
    var response: ActionResponse
    do {
      switch reply.output {
      case .value(.undefined): response = ActionResponse(status: 204)
      case .value(let value): response = .devalue(try Devalue.stringify(value))
      case .devalue(let text): response = .devalue(text)
      }
    } catch {
      response = .errorPage
    }
    for field in reply.headers.fields { response.headers.add(field.name, field.value) }
    return response
  }
}

extension ActionResponse {
  /// The body of an error; a code that Astro does not know is a fault of the server.
  package init(_ error: ActionError) {
    // Astro fails at writing such an issue as JSON, and reports that instead.
    let error =
      error.issues?.contains(where: \.hasBigint) == true
      ? ActionError(.internalServerError, message: "Do not know how to serialize a BigInt") : error
    self.init(
      status: error.code.status ?? 500,
      contentType: "application/json",
      body: error.json
    )
  }

  fileprivate static let errorPage = ActionResponse(status: 500)

  fileprivate static func devalue(_ text: [UInt8]) -> ActionResponse {
    ActionResponse(status: 200, contentType: "application/json+devalue", body: text)
  }
}

extension Value {
  /// Whether a bigint is among an issue's own fields.
  fileprivate var hasBigint: Bool {
    objectValue?.contains { if case .bigint = $0.value { true } else { false } } ?? false
  }
}
