import Actions
import Values

/// The server's own paths and actions, beside those of the site.
///
/// - `GET /_frontis/health`: whose server this is, as `ServerHealth`.
/// - `POST /_actions/frontis.rebuild`: starts the site's build; `{"id":1}`, or `CONFLICT` while one
///   runs.
/// - `POST /_actions/frontis.stop`: stops the build that runs; true when there was one.
/// - `GET /_frontis/builds/ID/log`: the log of the last build from its beginning, as lines of
///   `BuildEvent` JSON until it ends.
///
/// All but the first want the `AccessToken` in its header, and are `NOT_FOUND` where no builder was
/// given.
struct ServiceRoutes {
  let health: ServerHealth
  let token: AccessToken
  let builds: BuildRuns?

  /// What to answer.
  enum Answer {
    case response(ActionResponse)
    /// The log of this build, as it grows.
    case log(BuildRuns, id: Int)
  }

  /// The answer to `request`, or nil when it is not about the server itself.
  func answer(_ request: ActionRequest) async -> Answer? {
    let path = String(request.target.prefix { $0 != "?" })
    switch (request.method, path) {
    case ("GET", ServerHealth.path):
      return .response(
        ActionResponse(status: 200, contentType: "application/json", body: health.json)
      )
    case ("POST", _):
      guard case .action(let name) = ActionRoutes().target(of: path), name.keys.count == 2,
        name.keys[0] == "frontis"
      else { return nil }
      return .response(await run(name.keys[1], request))
    case ("GET", _):
      guard let id = buildId(path) else { return nil }
      guard token.matches(request.headers[AccessToken.headerName]) else {
        return .response(ActionResponse(forbidden))
      }
      guard let builds, await builds.hasLog(of: id) else {
        return .response(ActionResponse(ActionError(.notFound, message: "no log of that build")))
      }
      return .log(builds, id: id)
    default: return nil
    }
  }

  private func buildId(_ path: String) -> Int? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[1] == "_frontis", parts[2] == "builds", parts[4] == "log" else {
      return nil
    }
    return Int(parts[3])
  }

  private var forbidden: ActionError {
    ActionError(.forbidden, message: "the \(AccessToken.headerName) header is missing or wrong")
  }

  private func run(_ action: String, _ request: ActionRequest) async -> ActionResponse {
    do throws(ActionError) {
      guard token.matches(request.headers[AccessToken.headerName]) else { throw forbidden }
      guard let builds else { throw ActionError(.notFound, message: "this server does not build") }
      switch action {
      case "rebuild":
        guard let id = await builds.start() else {
          throw ActionError(.conflict, message: "a build is running already")
        }
        return devalue(["id": .number(Double(id))])
      case "stop": return devalue(.boolean(await builds.stop()))
      default: throw ActionError(.notFound)
      }
    } catch {
      return ActionResponse(error)
    }
  }

  private func devalue(_ value: Value) -> ActionResponse {
    do {
      let text = try Devalue.stringify(value)
      return ActionResponse(status: 200, contentType: "application/json+devalue", body: text)
    } catch {
      return ActionResponse(status: 500)
    }
  }
}
