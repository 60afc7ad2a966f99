package import Schemas
package import Values

extension FieldDescription {
  /// What a new entry holds there: the schema's default, else something to begin with where there
  /// must be something; nil where nothing need be.
  ///
  /// `today` is midnight UTC of the local date.
  package func initialValue(today: DateValue) -> Value? {
    if let defaultValue, !defaultValue.isUndefined { return defaultValue }
    guard isRequired else { return nil }
    if isNullable { return .null }
    switch kind {
    case .text, .reference, .image, .any: return ""
    case .number(let minimum, let maximum, let isInteger):
      let least = minimum ?? min(0, maximum ?? 0)
      return .number(isInteger ? least.rounded(.up) : least)
    case .boolean: return false
    case .date: return .date(today)
    case .choice(let options): return options.first
    case .literal(let value): return value
    case .array(let item, let minimum, _):
      let items = (0..<min(minimum ?? 0, 100)).compactMap { _ in item.initialValue(today: today) }
      return .array(items)
    case .object(let fields, _): return .object(Self.initialValues(of: fields, today: today))
    case .record: return [:]
    case .union(let members, _): return members.first?.initialValue(today: today)
    }
  }

  private static func initialValues(
    of fields: [FieldDescription],
    today: DateValue
  ) -> ObjectValue {
    ObjectValue(
      fields.compactMap { field in
        field.initialValue(today: today).map { (field.key, $0) }
      }
    )
  }
}
