import Actions
import Foundation
import FrontisTestSupport
import Frontmatter
import Values

/// A recorded vector file with the order of its keys, which these tests depend on.
enum VectorFile {
  static func load(_ name: String) throws -> Value {
    let file = Vectors.project.appending(path: "Tests/Vectors/\(name).json")
    return try JSONReader.value(of: Array(Data(contentsOf: file)))
  }
}

extension Value {
  subscript(key: String) -> Value { objectValue?[key] ?? .undefined }
  var name: String { self["name"].stringValue ?? "" }
}
