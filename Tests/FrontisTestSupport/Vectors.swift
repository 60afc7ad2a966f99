package import Foundation
package import Values

/// Recorded answers of the real libraries, kept in `Tests/Vectors`.
package enum Vectors {
  /// The parsed JSON of `Tests/Vectors/NAME.json`.
  package static func load(_ name: String) throws -> Value {
    try parse(Data(contentsOf: folder.appending(path: "\(name).json")))
  }

  /// The text of `Tests/Vectors/scripts/NAME`.
  package static func script(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: "scripts/\(name)"), encoding: .utf8)
  }

  /// The parsed JSON of `shared/PATH`, or nil where the machine does not have it.
  ///
  /// Looked for in `FRONTIS_SHARED`, then beside the project.
  package static func loadShared(_ path: String) throws -> Value? {
    guard let url = sharedFile(path) else { return nil }
    return try parse(Data(contentsOf: url))
  }

  /// A file of the shared test material, or nil where the machine does not have it.
  package static func sharedFile(_ path: String) -> URL? {
    let root =
      ProcessInfo.processInfo.environment["FRONTIS_SHARED"].map { URL(filePath: $0) }
      ?? project.deletingLastPathComponent().appending(path: "shared")
    let url = root.appending(path: path)
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }

  /// The project's own folder.
  package static let project = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static let folder = project.appending(path: "Tests/Vectors")

  /// The value of JSON text.
  package static func parse(_ data: Data) throws -> Value {
    try convert(JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]))
  }

  private static func convert(_ any: Any) throws -> Value {
    switch any {
    case is NSNull: return .null
    case let text as String: return .string(text)
    case let number as NSNumber:
      let isBoolean = String(cString: number.objCType) == "c"
      return isBoolean ? .boolean(number.boolValue) : .number(number.doubleValue)
    case let items as [Any]: return .array(try items.map(convert))
    case let object as [String: Any]:
      return .object(
        ObjectValue(try object.sorted { $0.key < $1.key }.map { ($0.key, try convert($0.value)) })
      )
    default: throw CocoaError(.fileReadCorruptFile)
    }
  }
}
