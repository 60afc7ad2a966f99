import ECMAScript
import Frontmatter
import Values

/// What `GET /_frontis/health` says: whose server answers on a port.
package struct ServerHealth: Sendable, Equatable {
  package static let path = "/_frontis/health"

  /// Always `frontis` for a server of ours.
  package var name: String
  package var version: String
  package var processId: Int
  /// The absolute path of the site's root.
  package var root: String

  package init(name: String = "frontis", version: String, processId: Int, root: String) {
    self.name = name
    self.version = version
    self.processId = processId
    self.root = root
  }

  package var json: [UInt8] {
    JSONText.bytes([
      "name": .string(name), "version": .string(version), "pid": .number(Double(processId)),
      "root": .string(root),
    ])
  }

  /// What a response's body says, or nil when another program answered.
  package init?(json: [UInt8]) {
    let object: ObjectValue?
    do { object = try JSONReader.value(of: json).objectValue } catch { return nil }
    guard let object, object["name"] == "frontis", let version = object["version"]?.stringValue,
      let processId = object["pid"]?.numberValue.flatMap(Int.init(exactly:)),
      let root = object["root"]?.stringValue
    else { return nil }
    self.init(version: version, processId: processId, root: root)
  }
}
