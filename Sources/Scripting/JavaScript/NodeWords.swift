/// The words in which Node, which builds the site, says what this engine says in its own.
///
/// Only those that site code often meets; everything else stays as the engine has it.
package enum NodeWords {
  package static func message(_ message: String) -> String {
    if let callee = message.prefix(before: " is not a function") {
      return "\(withoutArguments(callee)) is not a function"
    }
    if let callee = message.prefix(before: " is not a constructor") {
      return "\(withoutArguments(callee)) is not a constructor"
    }
    for kind in ["undefined", "null"] {
      let start = "\(kind) is not an object (evaluating '"
      if message.hasPrefix(start), message.hasSuffix("')") {
        return access(String(message.dropFirst(start.count).dropLast(2)), of: kind)
      }
    }
    if message.hasPrefix("Can't find variable: ") {
      return "\(message.dropFirst(21)) is not defined"
    }
    switch message {
    case "Cannot convert a symbol to a number": return "Cannot convert a Symbol value to a number"
    case "Cannot convert a symbol to a string": return "Cannot convert a Symbol value to a string"
    case "Maximum call stack size exceeded.": return "Maximum call stack size exceeded"
    default: return message
    }
  }

  /// `a.b.c` with `kind` where `a.b` is.
  private static func access(_ expression: String, of kind: String) -> String {
    if let target = expression.prefix(before: " = ") {
      return "Cannot set properties of \(kind) (setting '\(property(String(target)))')"
    }
    return "Cannot read properties of \(kind) (reading '\(property(expression))')"
  }

  /// The last property of a chain: `c` of `a.b.c` and of `a.b['c']`.
  private static func property(_ expression: String) -> String {
    if expression.hasSuffix("]"), let open = expression.lastIndex(of: "[") {
      let inner = expression[expression.index(after: open)...].dropLast()
      return inner.filter { !"'\"`".contains($0) }
    }
    return expression.lastIndex(of: ".").map { String(expression[expression.index(after: $0)...]) }
      ?? expression
  }

  /// `z.object({ a }).b` as `z.object(...).b`: what stands in brackets is left out.
  ///
  /// The bundler has `import_zod.z` for a `z` that is imported.
  private static func withoutArguments(_ callee: Substring) -> String {
    var callee = callee
    if callee.hasPrefix("import_"), let dot = callee.firstIndex(of: ".") {
      callee = callee[callee.index(after: dot)...]
    }
    var text = ""
    var depth = 0
    var quote: Character?
    var isEscaped = false
    for character in callee {
      if let open = quote {
        if !isEscaped, character == open { quote = nil }
        isEscaped = character == "\\" && !isEscaped
      } else if "'\"`".contains(character), depth > 0 {
        quote = character
      } else if character == "(" {
        if depth == 0 { text += text.isEmpty ? "(intermediate value)" : "(...)" }
        depth += 1
        continue
      } else if character == ")" {
        depth -= 1
        continue
      }
      if depth == 0 { text.append(character) }
    }
    return text
  }
}

extension String {
  /// What stands before the first `text`; nil when there is none.
  fileprivate func prefix(before text: String) -> Substring? {
    firstRange(of: text).map { self[..<$0.lowerBound] }
  }
}
