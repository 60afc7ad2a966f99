import Foundation

/// The system's own words for an `errno`.
enum SystemError {
  static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
