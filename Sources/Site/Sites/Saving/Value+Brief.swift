import ECMAScript
package import Values

extension Value {
  /// The value in one line, as JSON has it: for titles and tables.
  package var briefText: String {
    switch self {
    case .undefined: "undefined"
    case .date(let date) where date.isValid:
      DateText.isoText(date.milliseconds).replacing("T00:00:00.000Z", with: "")
    default: JSONText.write(self)
    }
  }
}
