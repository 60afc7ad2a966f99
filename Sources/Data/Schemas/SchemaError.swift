/// Why a schema could not be built, or a value not be parsed at all.
///
/// A value that does not fit is not an error: it comes back as issues.
package enum SchemaError: Error, Sendable, Equatable {
  /// The description is not one that the recorder writes; the text says where.
  case malformed(String)
  /// What Zod itself throws in this place, in its own words.
  case thrown(String)
  /// A callback of the site threw; the text is the exception's message.
  case callbackFailed(String)
}

extension SchemaError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .malformed(let place): "malformed schema description: \(place)"
    case .thrown(let message), .callbackFailed(let message): message
    }
  }
}
