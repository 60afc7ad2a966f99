import ECMAScript
import Values

/// Values in few words, for cells and fields.
enum ValueText {
  /// One line; empty for what is absent.
  static func short(_ value: Value) -> String {
    switch value {
    case .undefined, .null: ""
    case .boolean(let flag): flag ? "yes" : "no"
    case .number(let number): NumberText.text(number)
    case .string(let text): text
    case .date(let date): date.text
    case .array(let items): items.prefix(40).map(short).joined(separator: ", ")
    case .object(let object): "\(object.count) \(object.count == 1 ? "key" : "keys")"
    case .bigint(let digits): digits
    case .url(let href): href
    default: flow(value)
    }
  }

  /// The value as YAML on one line, as a person may type it.
  ///
  /// Deeper than 20 levels an ellipsis stands for the rest.
  static func flow(_ value: Value) -> String { flow(value, depth: 0) }

  private static func flow(_ value: Value, depth: Int) -> String {
    guard depth < 20 else { return "…" }
    switch value {
    case .undefined: return ""
    case .null: return "null"
    case .boolean(let flag): return flag ? "true" : "false"
    case .number(let number): return NumberText.text(number)
    case .string(let text): return scalar(text)
    case .date(let date): return date.text
    case .array(let items):
      return "[" + items.map { flow($0, depth: depth + 1) }.joined(separator: ", ") + "]"
    case .object(let object):
      let pairs = object.map { "\(scalar($0.key)): \(flow($0.value, depth: depth + 1))" }
      return "{" + pairs.joined(separator: ", ") + "}"
    default: return JSONText.write(value)
    }
  }

  /// Without quotes where YAML reads the same text back.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      !text.isEmpty
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0)
          || $0 == 0x2F || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E || $0 == 0x20
      } && text.first?.isLetter == true && text.last != " " && !reserved.contains(text.lowercased())
    return isPlain ? text : JSONText.quoted(text)
  }

  private static let reserved: Set<String> = ["true", "false", "null", "yes", "no", "on", "off"]
}

extension DateValue {
  /// `2025-01-04`, with the time in UTC where it is not midnight.
  var text: String {
    guard isValid else { return "Invalid Date" }
    let iso = DateText.isoText(milliseconds)
    if iso.hasSuffix("T00:00:00.000Z") { return String(iso.dropLast(14)) }
    let length = iso.hasSuffix(":00.000Z") ? 8 : 5
    return String(iso.dropLast(length)).replacing("T", with: " ")
  }
}
