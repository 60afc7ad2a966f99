/// Why a value cannot be written as devalue text, or a text cannot be read.
package struct DevalueError: Error, Sendable, Equatable {
  /// In devalue's own words where it has some.
  package let message: String
  /// Where in the value, such as `.a.list[2].get("k")`; empty for the root and for texts.
  package let path: String

  init(_ message: String, path: String = "") {
    self.message = message
    self.path = path
  }

  static let invalidInput = DevalueError("Invalid input")
}

extension DevalueError: CustomStringConvertible {
  package var description: String { path.isEmpty ? message : "\(message) at \(path)" }
}
