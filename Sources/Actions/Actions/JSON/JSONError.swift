/// Text that is no JSON.
package struct JSONError: Error, Sendable, Equatable {
  package init(offset: Int, isTooDeep: Bool) {
    self.offset = offset
    self.isTooDeep = isTooDeep
  }

  /// Where, in bytes from the start.
  package let offset: Int
  /// Whether it is only nested too deeply.
  package let isTooDeep: Bool
}

extension JSONError: CustomStringConvertible {
  package var description: String {
    isTooDeep
      ? "JSON nested too deeply at byte \(offset)" : "not JSON: unexpected at byte \(offset)"
  }
}
