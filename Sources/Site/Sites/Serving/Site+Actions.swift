package import Actions
import Content
import Foundation
import Schemas
import SiteScripts
import Values

extension Site: ActionHandler {
  package func actions() async throws(ActionError) -> [ActionDescription] {
    try await siteActions().actions.compactMap { action in
      ActionName(action.name).map { name in
        ActionDescription(name: name, accept: action.accepts == .form ? .form : .json)
      }
    }
  }

  package func call(_ call: ActionCall) async throws(ActionError) -> ActionReply {
    let actions = try await siteActions()
    guard let action = actions.actions.first(where: { $0.name == call.action.text }) else {
      throw ActionError(.notFound, message: "no action is called \(call.action.text)")
    }
    let input = try Self.input(of: call, for: action)
    var context = SiteActionContext(url: call.context.url, method: call.context.method)
    context.headers = ObjectValue(call.context.headers.fields.map { ($0.name, .string($0.value)) })
    if case .form = call.input { context.isForm = action.input == nil }
    let outcome = actions.call(action.name, input: input, context: context)
    switch outcome.result {
    case .success(let value): return ActionReply(.value(value), headers: Self.headers(outcome))
    case .failure(let failure):
      if !failure.issues.isEmpty { throw ActionError(issues: failure.issues) }
      throw ActionError(ActionError.Code(failure.code), message: failure.message)
    }
  }

  /// The site's actions as its files stand now; the same ones, with all that their code keeps in
  /// memory, as long as no file changes.
  private func siteActions() async throws(ActionError) -> SiteActions {
    if let actions = servedActions, actions.isCurrent(in: root) { return actions }
    let actions = try await loadActions()
    servedActions = actions
    return actions
  }

  private func loadActions() async throws(ActionError) -> SiteActions {
    guard let project = try? AstroProject(at: root),
      let path = ["ts", "js", "mts", "mjs"].lazy
        .map({ "\(project.sourceFolder)/actions/index.\($0)" })
        .first(where: { [root] in FileManager.default.fileExists(atPath: "\(root)/\($0)") })
    else { throw ActionError(.notFound, message: "the site has no actions") }
    let evaluation = SiteEvaluation(project, environment: environment, isTrusted: isTrusted)
    let actions = await SiteActionsLoader(evaluation).load(path)
    if actions.actions.isEmpty, let diagnostic = actions.diagnostics.first {
      throw ActionError(
        .internalServerError,
        message: "\(diagnostic.file): \(diagnostic.message)"
      )
    }
    return actions
  }
}

// MARK: - Input

extension Site {
  /// What the handler gets: the schema's output, or the input itself where there is no schema.
  private static func input(
    of call: ActionCall,
    for action: SiteAction
  ) throws(ActionError) -> Value {
    let given: Value
    switch call.input {
    case .value(let value): given = value
    case .form(let form):
      guard let schema = action.input else { return pairs(of: form) }
      given = FormShape(schema.field).value(of: form) { .string($0.name) } ?? pairs(of: form)
    }
    guard let schema = action.input else { return given }
    do {
      switch try schema.parse(given, calling: action.callbacks) {
      case .success(let output): return output
      case .failure(let issues): throw ActionError(issues: issues.map(\.value))
      }
    } catch let error as SchemaError {
      throw ActionError(.internalServerError, message: error.description)
    } catch let error as ActionError {
      throw error
    } catch {
      throw ActionError(.internalServerError, message: "\(error)")
    }
  }

  private static func pairs(of form: FormData) -> Value {
    .array(
      form.entries.map { entry in
        switch entry.content {
        case .text(let text): [.string(entry.name), .string(text)]
        case .file(let file): [.string(entry.name), .string(file.name)]
        }
      }
    )
  }

  private static func headers(_ outcome: SiteActionOutcome) -> HeaderFields {
    var headers = HeaderFields()
    for cookie in outcome.cookies {
      guard let name = cookie["name"]?.stringValue else { continue }
      let value = cookie["value"]?.stringValue
      let end = value == nil ? "; Max-Age=0" : ""
      headers.add("Set-Cookie", "\(name)=\(value ?? "")\(end); Path=/")
    }
    return headers
  }
}

extension FormShape {
  /// What a form's fields are, as the schema's own description has them.
  fileprivate init(_ field: FieldDescription) {
    let shape: FormShape =
      switch field.kind {
      case .object(let fields, let unknown):
        .object(
          fields.map { Field(key: $0.key, shape: FormShape($0)) },
          keepsOthers: unknown != .strip
        )
      case .boolean: .boolean
      case .number: .number
      case .array(let item, _, _): .array(item: FormShape(item))
      default: .other
      }
    self = field.isNullable ? .nullable(shape) : shape
    if let value = field.defaultValue {
      self = .withDefault(self, { value })
    } else if !field.isRequired {
      self = .optional(self)
    }
  }
}
