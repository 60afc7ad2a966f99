import ECMAScript
package import Values

/// What Astro looks at in an input schema when it turns a form into an object.
///
/// Follows `formDataToObject` of Astro 7.2 (packages/astro/src/actions/runtime/server.ts).
package indirect enum FormShape: Sendable {
  /// `keepsOthers` for an object with a catchall, loose and strict ones among them.
  case object([Field], keepsOthers: Bool)
  case discriminatedUnion(key: String, [Option])
  case boolean
  case number
  case array(item: FormShape)
  case optional(FormShape)
  case nullable(FormShape)
  case withDefault(FormShape, @Sendable () -> Value)
  /// A pipe or transform, by its input side.
  case pipe(FormShape)
  /// Everything else keeps its text.
  case other

  package struct Field: Sendable {
    package var key: String
    package var shape: FormShape

    package init(key: String, shape: FormShape) {
      self.key = key
      self.shape = shape
    }
  }

  /// One object of a discriminated union.
  package struct Option: Sendable {
    /// What its discriminator may be.
    package var values: [Value]
    package var shape: FormShape

    package init(values: [Value], shape: FormShape) {
      self.values = values
      self.shape = shape
    }
  }
}

extension FormShape {
  /// `form` as the object this shape reads from it, or nil when the schema is to be given the form
  /// itself.
  ///
  /// `file` makes a value of a file.
  package func value(of form: FormData, file: @escaping (FormData.File) -> Value) -> Value? {
    let reader = FormReader(form: form, file: file)
    return reader.root(self)
  }
}

/// Reads one form by a shape.
private struct FormReader {
  let form: FormData
  let file: (FormData.File) -> Value

  func root(_ shape: FormShape) -> Value? {
    switch shape {
    case .pipe(let input): root(input)
    case .discriminatedUnion(let key, let options):
      option(of: options, named: key).flatMap { root($0) }
    case .object(let fields, let keepsOthers):
      object(fields, keepsOthers: keepsOthers, prefix: "")
    default: nil
    }
  }

  private func object(_ fields: [FormShape.Field], keepsOthers: Bool, prefix: String) -> Value {
    var object = ObjectValue()
    if keepsOthers {
      for entry in form.entries where entry.name.hasPrefix(prefix) {
        object[String(entry.name.dropFirst(prefix.count))] = value(entry.content)
      }
    }
    for field in fields { object[field.key] = value(of: field.shape, named: prefix + field.key) }
    return .object(object)
  }

  private func option(of options: [FormShape.Option], named name: String) -> FormShape? {
    guard case .text(let text)? = form.first(name) else { return nil }
    return options.first { $0.values.contains(.string(text)) }?.shape
  }

  private func value(of shape: FormShape, named name: String) -> Value {
    let entry = form.first(name)
    var defaultValue: Value?
    var inner = shape
    unwrapping: while true {
      switch inner {
      case .optional(let next), .nullable(let next): inner = next
      case .withDefault(let next, let make):
        if entry == nil, !hasParts(of: name) { defaultValue = make() }
        inner = next
      default: break unwrapping
      }
    }
    while case .pipe(let input) = inner { inner = input }
    if case .discriminatedUnion(let key, let options) = inner,
      let option = option(of: options, named: "\(name).\(key)")
    {
      inner = option
    }
    if case .object(let fields, let keepsOthers) = inner {
      if hasParts(of: name) {
        return object(fields, keepsOthers: keepsOthers, prefix: name + ".")
      }
      return defaultValue ?? (shape.isNullable ? .null : .undefined)
    }
    if entry == nil, let defaultValue { return defaultValue }
    switch inner {
    case .boolean: return .boolean(entry.map { truth($0) } ?? false)
    case .array(let item): return .array(form.all(name).map { self.item($0, shape: item) })
    case .number:
      guard let entry, entry != .text("") else { return shape.isOptional ? .undefined : .null }
      return number(entry)
    default:
      guard let entry, entry != .text("") else { return shape.isOptional ? .undefined : .null }
      return value(entry)
    }
  }

  private func hasParts(of name: String) -> Bool {
    form.entries.contains { $0.name.hasPrefix(name + ".") }
  }

  private func item(_ content: FormData.Content, shape: FormShape) -> Value {
    switch shape {
    case .number: number(content)
    case .boolean: .boolean(content == .text("") ? false : truth(content))
    default: value(content)
    }
  }

  /// Any text but `false`, even none, is a ticked box.
  private func truth(_ content: FormData.Content) -> Bool { content != .text("false") }

  private func number(_ content: FormData.Content) -> Value {
    switch content {
    case .text(let text): .number(NumberText.number(text))
    case .file: .number(.nan)
    }
  }

  private func value(_ content: FormData.Content) -> Value {
    switch content {
    case .text(let text): .string(text)
    case .file(let file): self.file(file)
    }
  }
}

extension FormShape {
  fileprivate var isOptional: Bool { if case .optional = self { true } else { false } }
  fileprivate var isNullable: Bool { if case .nullable = self { true } else { false } }
}
