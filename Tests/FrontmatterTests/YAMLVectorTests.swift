import ECMAScript
import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

/// What js-yaml answered to recorded inputs.
@Suite struct YAMLVectorTests {
  @Test func `values, reasons and marks of frontmatter-like texts are js-yaml's`() throws {
    let wrong = try disagreements(in: Vectors.load("yaml-frontmatter"))
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  // The YAML test suite is not part of the repository.
  @Test(.enabled(if: Vectors.sharedFile("vectors/yaml-suite.json") != nil))
  func `values, reasons and marks of the YAML test suite are js-yaml's`() throws {
    guard let vectors = try Vectors.loadShared("vectors/yaml-suite.json") else { return }
    let wrong = disagreements(in: vectors)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  private func disagreements(in vectors: Value) -> [String] {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    return (vectors.arrayValue ?? []).compactMap { vector in
      guard let object = vector.objectValue, let text = object["yaml"]?.stringValue else {
        return "not a vector: \(vector)"
      }
      let bytes = Array(text.utf8)
      let answer: Value
      switch reader.read(bytes, in: 0..<bytes.count) {
      case .success(let tree):
        answer = ["ok": true, "value": TypedCoder.standard.encode(tree.value)]
      case .failure(let failure):
        let mark = failure.offset.map { JavaScriptMark(offset: $0, in: bytes) }
        answer = [
          "ok": false,
          "error": [
            "reason": .string(failure.reason),
            "line": mark.map { .number(Double($0.line)) } ?? .null,
            "column": mark.map { .number(Double($0.column)) } ?? .null,
          ],
        ]
      }
      let isSame =
        answer[["ok"]] == object["ok"] && answer[["value"]] == object["value"]
        && answer[["error"]] == object["error"]
      return isSame
        ? nil : "\(object["id"] ?? .null): \(JSONText.write(vector))\n  \(JSONText.write(answer))"
    }
  }
}

/// A place as js-yaml counts it: columns in UTF-16 units, both from 1 as in the vectors.
struct JavaScriptMark {
  var line = 1
  var column = 1

  init(offset: Int, in bytes: [UInt8]) {
    var lineStart = 0
    for place in 0..<offset
    where bytes[place] == 0x0A
      || bytes[place] == 0x0D && (place + 1 == bytes.count || bytes[place + 1] != 0x0A)
    {
      line += 1
      lineStart = place + 1
    }
    column += String(decoding: bytes[lineStart..<offset], as: UTF8.self).utf16.count
  }
}
