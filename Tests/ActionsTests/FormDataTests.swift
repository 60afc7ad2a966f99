import Actions
import Testing
import Values

@Suite struct FormDataTests {
  @Test(arguments: try vectors())
  func `a form is read as the schema wants it`(vector: Value) throws {
    let form = FormData((vector["form"].arrayValue ?? []).map(entry))
    let converted = shape(vector["schema"]).value(of: form) { file in
      ["$file": ["name": .string(file.name), "type": .string(file.type), "size": 0]]
    }
    let expected = vector["converted"]
    if expected["$rawFormData"] == true {
      #expect(converted == nil)
    } else {
      #expect(converted.map(normalised) == normalised(TaggedValue.value(expected)))
    }
  }

  @Test func `a shape is read from what the recorder wrote`() {
    let description: Value = [
      "root": 0,
      "nodes": [
        ["type": "pipe", "in": 1, "out": 7],
        [
          "type": "object", "shape": [["n", 2], ["on", 4], ["self", 5], ["u", 8]], "catchall": 6,
        ],
        ["type": "default", "innerType": 3, "callback": 4],
        ["type": "number"], ["type": "boolean"], ["type": "optional", "innerType": 1],
        ["type": "never"], ["type": "transform", "callback": 0],
        ["type": "union", "discriminator": "k", "options": [9]],
        ["type": "object", "shape": [["k", 10], ["n", 3]]], ["type": "literal", "values": ["x"]],
      ],
    ]
    let shape = FormShape(description: description) { .number(Double($0)) }
    let form = FormData([
      .init(name: "u.k", content: .text("x")), .init(name: "u.n", content: .text("2")),
      .init(name: "extra", content: .text("1")),
    ])
    let expected: Value = [
      "n": 4, "on": false, "self": .undefined, "u": ["k": "x", "n": 2], "extra": "1", "u.k": "x",
      "u.n": "2",
    ]
    #expect(shape.value(of: form) { _ in .null } == expected)
  }

  @Test func `a form survives both encodings`() throws {
    let form = FormData([
      .init(name: "a b", content: .text("1+2=3 & ü\r\n")),
      .init(name: "a b", content: .text("")),
    ])
    #expect(FormData(urlEncoded: form.urlEncoded) == form)
    #expect(FormData(multipart: form.multipart(boundary: "x"), boundary: "x") == form)
  }

  @Test func `a file keeps its bytes, its name and its type`() {
    let bytes = [UInt8](0...255) + Array("\r\n--other\r\n".utf8)
    let file = FormData.File(name: "a \"b\".png\\", type: "image/png", bytes: bytes)
    let form = FormData([.init(name: "f\n", content: .file(file))])
    #expect(FormData(multipart: form.multipart(boundary: "x"), boundary: "x") == form)
  }

  @Test(arguments: [
    "", "garbage", "--x", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
    "--x\r\nno colon\r\n\r\n1\r\n--x--", "--x\r\n\r\n1\r\n--x--",
    "--x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--x--",
  ])
  func `a broken multipart body is no form`(text: String) {
    #expect(FormData(multipart: Array(text.utf8), boundary: "x") == nil)
  }

  @Test func `an empty multipart body is an empty form`() {
    #expect(FormData(multipart: Array("--x--\r\n".utf8), boundary: "x") == FormData())
  }

  // MARK: -

  private static func vectors() throws -> [Value] {
    try VectorFile.load("form-data").arrayValue ?? []
  }

  private func entry(_ pair: Value) -> FormData.Entry {
    let sides = pair.arrayValue ?? []
    let name = sides[0].stringValue ?? ""
    if case .string(let text) = sides[1] {
      return FormData.Entry(name: name, content: .text(text))
    }
    let file = FormData.File(
      name: sides[1]["filename"].stringValue ?? "",
      type: sides[1]["type"].stringValue ?? "application/octet-stream",
      bytes: Array((sides[1]["content"].stringValue ?? "").utf8)
    )
    return FormData.Entry(name: name, content: .file(file))
  }

  /// Files are compared by being files.
  private func normalised(_ value: Value) -> Value {
    switch value {
    case .array(let items): return .array(items.map(normalised))
    case .object(let object):
      if object["$file"] != nil { return "file" }
      return .object(ObjectValue(object.map { ($0.key, normalised($0.value)) }))
    default: return value
    }
  }

  /// The part of the vectors' schema language that matters to a form.
  private func shape(_ schema: Value) -> FormShape {
    switch schema["type"].stringValue {
    case "object":
      let fields = schema["shape"].objectValue.map { object in
        object.map { FormShape.Field(key: $0.key, shape: shape($0.value)) }
      }
      let isOpen = !schema["catchall"].isUndefined || !schema["mode"].isUndefined
      return .object(fields ?? [], keepsOthers: isOpen)
    case "boolean": return .boolean
    case "number": return .number
    case "array": return .array(item: shape(schema["element"]))
    case "optional": return .optional(shape(schema["inner"]))
    case "nullable": return .nullable(shape(schema["inner"]))
    case "nullish": return .optional(.nullable(shape(schema["inner"])))
    case "default":
      let value = TaggedValue.value(schema["value"])
      return .withDefault(shape(schema["inner"])) { value }
    case "transform": return .pipe(shape(schema["inner"]))
    case "refine": return shape(schema["inner"])
    case "pipe": return .pipe(shape(schema["in"]))
    case "preprocess", "stringbool": return .pipe(.other)
    case "discriminatedUnion":
      let key = schema["key"].stringValue ?? ""
      let options = (schema["options"].arrayValue ?? []).map { option in
        let discriminator = option["shape"][key]
        let values = discriminator["values"].arrayValue ?? [discriminator["value"]]
        return FormShape.Option(values: values, shape: shape(option))
      }
      return .discriminatedUnion(key: key, options)
    default: return .other
    }
  }
}

/// Values from a vector's tagged JSON, those without identity.
enum TaggedValue {
  static func value(_ tagged: Value) -> Value {
    switch tagged {
    case .array(let items): .array(items.map(value))
    case .object(let object):
      if object["$undefined"] != nil {
        .undefined
      } else if object["$nan"] != nil {
        .number(.nan)
      } else if let sign = object["$infinity"]?.numberValue {
        .number(sign < 0 ? -.infinity : .infinity)
      } else {
        .object(ObjectValue(object.map { ($0.key, value($0.value)) }))
      }
    default: tagged
    }
  }
}
