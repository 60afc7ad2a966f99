package import Values

/// What a native function throws to make the calling script see an `Error`.
package struct ScriptException: Error, Sendable {
  /// `Error`, `TypeError`, …: the global constructor used.
  package var name: String
  package var message: String
  /// Set on the error as own properties, such as `code`.
  package var properties: ObjectValue

  package init(
    name: String = "Error",
    _ message: String,
    properties: ObjectValue = ObjectValue()
  ) {
    self.name = name
    self.message = message
    self.properties = properties
  }
}
