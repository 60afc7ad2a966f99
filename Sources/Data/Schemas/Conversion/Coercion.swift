import ECMAScript
import Values

/// `String(v)`, `Number(v)`, `BigInt(v)` and `new Date(v)`.
struct Coercion {
  /// In which dates without a zone are read and written.
  let zone: DateZone

  /// How deep arrays may nest in a text; deeper ones are cut.
  private static let depthLimit = 200

  func text(_ value: Value) -> String { text(value, depth: 0) }

  private func text(_ value: Value, depth: Int) -> String {
    switch value {
    case .undefined: return "undefined"
    case .null: return "null"
    case .boolean(let boolean): return boolean ? "true" : "false"
    case .number(let number): return NumberText.text(number)
    case .string(let text): return text
    case .array(let items):
      guard depth < Self.depthLimit else { return "" }
      let parts = items.map { item in
        item.isUndefined || item.isNull ? "" : text(item, depth: depth + 1)
      }
      return parts.joined(separator: ",")
    case .object: return "[object Object]"
    case .date(let date):
      return date.isValid ? DateText.text(date.milliseconds, in: zone) : "Invalid Date"
    case .bigint(let digits): return digits
    case .map: return "[object Map]"
    case .set: return "[object Set]"
    case .url(let href): return href
    case .bytes(let bytes): return bytes.map { String($0) }.joined(separator: ",")
    case .symbol(let name): return "Symbol(\(name))"
    case .foreign(let foreign):
      // Only built-in objects have a tag of their own.
      let tagged: Set = ["Promise", "WeakMap", "WeakSet", "WeakRef", "ArrayBuffer", "DataView"]
      return "[object \(tagged.contains(foreign.className) ? foreign.className : "Object")]"
    }
  }

  /// nil where JavaScript throws.
  func number(_ value: Value) -> Double? {
    switch value {
    case .undefined: .nan
    case .null: 0
    case .boolean(let boolean): boolean ? 1 : 0
    case .number(let number): number
    case .string(let text): NumberText.number(text)
    case .date(let date): date.milliseconds
    case .bigint(let digits): Double(digits) ?? .nan
    case .symbol: nil
    default: NumberText.number(text(value))
    }
  }

  /// The digits, or nil where JavaScript throws.
  func bigint(_ value: Value) -> String? {
    switch value {
    case .boolean(let boolean): boolean ? "1" : "0"
    case .bigint(let digits): digits
    case .number(let number): BigIntText.digits(of: number)
    case .date(let date): BigIntText.digits(of: date.milliseconds)
    case .undefined, .null, .symbol: nil
    default: BigIntText.parse(text(value))
    }
  }

  /// Milliseconds, NaN for an invalid date, or nil where JavaScript throws.
  func date(_ value: Value) -> Double? {
    switch value {
    case .date(let date): return date.milliseconds
    case .bigint, .symbol: return nil
    case .undefined, .null, .boolean, .number:
      return Self.clip(number(value) ?? .nan)
    default: return DateText.milliseconds(text(value), in: zone)
    }
  }

  /// ECMA-262 TimeClip.
  private static func clip(_ time: Double) -> Double {
    guard time.isFinite, abs(time) <= 8.64e15 else { return .nan }
    return time.rounded(.towardZero) + 0
  }
}
