import Actions
import Values

/// The actions that the recorded exchanges call, those that need neither a schema's checks nor a page.
struct ExampleActions: ActionHandler {
  func actions() async throws(ActionError) -> [ActionDescription] {
    Self.table.map { ActionDescription(name: ActionName(keys: $0.keys), accept: $0.accept) }
  }

  func call(_ call: ActionCall) async throws(ActionError) -> ActionReply {
    guard let action = Self.table.first(where: { $0.keys == call.action.keys }) else {
      throw ActionError(.notFound)
    }
    return try action.run(call)
  }

  private typealias Run = @Sendable (ActionCall) throws(ActionError) -> ActionReply

  private struct Example {
    var keys: [String]
    var accept: ActionDescription.Accept = .json
    var run: Run
  }

  private static func constant(_ name: String, _ value: Value) -> Example {
    Example(keys: [name]) { _ in ActionReply(.value(value)) }
  }

  private static func json(_ keys: String..., run: @escaping @Sendable (Value) -> Value) -> Example
  {
    Example(keys: keys) { call in ActionReply(.value(run(call.value))) }
  }

  private static func failing(_ name: String, _ error: ActionError) -> Example {
    Example(keys: [name]) { _ throws(ActionError) in throw error }
  }

  private static let table: [Example] = [
    Example(keys: ["greet"]) { call throws(ActionError) in
      guard call.value.objectValue != nil else { throw .invalidType("object", call.value, at: []) }
      let name = call.value.field("name")
      guard let text = name.stringValue else { throw .invalidType("string", name, at: ["name"]) }
      return ActionReply(.value(.string("Hello, \(text)!")))
    },
    json("sum") { ["total": .number($0.number("a") + $0.number("b"))] },
    json("echo") { ["type": .string($0.typeName), "value": $0] },
    constant("nothing", .undefined), constant("nil", .null), constant("zero", 0),
    constant("no", false), constant("blank", ""), constant("nan", .number(.nan)),
    constant("badResult", ["fn": .foreign(ForeignValue(className: "Function"))]),
    constant("responseResult", .foreign(ForeignValue(className: "Response"))),
    constant("with space", "space"), constant("with/slash", "slash"), constant("café", "accent"),
    constant("with.dot", "dot"),
    Example(keys: ["loop"]) { _ in
      ActionReply(.devalue(Array(#"[{"id":1,"kids":2},1,[3],{"parent":0}]"#.utf8)))
    },
    failing("denied", ActionError(.unauthorized, message: "Sign in first")),
    failing("bare", ActionError(.conflict)),
    failing("boom", ActionError(.internalServerError, message: "kaboom")),
    failing("throwString", ActionError(.internalServerError, message: "Unknown error")),
    failing(
      "detailed",
      ActionError(
        ActionError.Code("UNPROCESSABLE_CONTENT"),
        message: "no",
        details: ObjectValue([("detail", ["hint": "more"] as Value)])
      )
    ),
    Example(keys: ["cookie"]) { call in
      let seen = call.context.headers["Cookie"].map { $0.dropFirst("seen=".count) }
      return ActionReply(
        .value(["seen": seen.map { .string(String($0)) } ?? .null]),
        headers: HeaderFields(["Set-Cookie": "seen=yes; Path=/"])
      )
    },
    Example(keys: ["contact"], accept: .form) { call in
      let shape = FormShape.object(
        [
          .init(key: "email", shape: .other), .init(key: "age", shape: .optional(.number)),
          .init(key: "subscribe", shape: .boolean),
          .init(key: "tags", shape: .array(item: .other)),
        ],
        keepsOthers: false
      )
      return ActionReply(.value(shape.value(of: call.form) { _ in .null } ?? .null))
    },
    Example(keys: ["rawForm"], accept: .form) { call in
      let entries = call.form.entries.map { entry -> Value in
        switch entry.content {
        case .text(let text): return [.string(entry.name), .string(text)]
        case .file(let file):
          let size = Double(file.bytes.count)
          return [
            .string(entry.name),
            ["name": .string(file.name), "type": .string(file.type), "size": .number(size)],
          ]
        }
      }
      return ActionReply(.value(.array(entries)))
    },
    Example(keys: ["upload"], accept: .form) { call in
      guard case .text(let title)? = call.form.first("title"),
        case .file(let file)? = call.form.first("file")
      else { return ActionReply(.value(.null)) }
      return ActionReply(
        .value([
          "title": .string(title), "name": .string(file.name), "type": .string(file.type),
          "text": .string(String(decoding: file.bytes, as: UTF8.self)),
        ])
      )
    },
    Example(keys: ["login"], accept: .form) { call throws(ActionError) in
      guard call.form.first("user") == .text("admin") else {
        throw ActionError(.forbidden, message: "Not you")
      }
      return ActionReply(.value(["user": "admin"]))
    },
    json("blog", "like") { ["id": $0.field("id"), "likes": 1] },
  ]
}

extension ActionCall {
  fileprivate var value: Value { if case .value(let value) = input { value } else { .undefined } }
  fileprivate var form: FormData { if case .form(let form) = input { form } else { FormData() } }
}

extension ActionError {
  fileprivate static func invalidType(
    _ expected: String,
    _ value: Value,
    at path: [Value]
  ) -> ActionError {
    let message = "Invalid input: expected \(expected), received \(value.typeName)"
    return ActionError(issues: [
      [
        "expected": .string(expected), "code": "invalid_type", "path": .array(path),
        "message": .string(message),
      ]
    ])
  }
}

extension Value {
  fileprivate func field(_ key: String) -> Value { objectValue?[key] ?? .undefined }
  fileprivate func number(_ key: String) -> Double { field(key).numberValue ?? .nan }

  /// JavaScript's `typeof`.
  fileprivate var typeName: String {
    switch self {
    case .undefined: "undefined"
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    default: "object"
    }
  }
}
