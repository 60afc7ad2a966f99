import Actions
import Foundation
import FrontisTestSupport
import Frontmatter
import Testing
import Values

/// One recorded request and Astro's answer to it.
struct RecordedExchange: Sendable, CustomTestStringConvertible {
  let name: String
  let settings: ActionEndpoint.Settings
  let method: String
  let path: String
  let headers: HeaderFields
  let body: [UInt8]
  let status: Int
  let contentType: String?
  /// Nil where only the status counts.
  let expectedBody: String?
  let setCookies: [String]

  var testDescription: String { name }

  /// What is not ours to answer, each with its reason.
  static let exceptions: [(prefix: String, reason: String)] = [
    ("page-", "pages of the site are not rendered here"),
    ("mw-", "the site's middleware is not run here"),
    ("context-fields", "the handler's context is made where the site's code runs"),
    ("json-rich-result", "the values come from the site's code"),
    ("json-defaults", "needs a schema"), ("json-date-coerce", "needs a schema"),
    ("json-async-refine", "needs a schema"), ("invalid-nested-path", "needs a schema"),
    ("invalid-root-refine", "needs a schema"), ("invalid-strict", "needs a schema"),
    ("invalid-async-refine", "needs a schema"), ("invalid-primitive", "needs a schema"),
    ("invalid-date", "needs a schema"), ("invalid-bigint-issue", "needs a schema"),
    ("invalid-several", "needs a schema"), ("invalid-", "needs a schema"),
    ("form-invalid", "needs a schema"),
    ("error-odd-code", "a code outside the table is a 500 here, not Astro's 200"),
  ]

  private static let kept = ["invalid-missing-field", "invalid-undefined-input"]

  static func all() throws -> [RecordedExchange] {
    let file = Vectors.project.appending(path: "Tests/Vectors/action-http.json")
    let vectors =
      try JSONReader.value(of: Array(Data(contentsOf: file)))["vectors"].arrayValue ?? []
    return vectors.map(RecordedExchange.init).filter { exchange in
      kept.contains(exchange.name)
        || !exceptions.contains { exchange.name.hasPrefix($0.prefix) }
    }
  }

  private init(_ vector: Value) {
    name = vector["name"].stringValue ?? ""
    let server = vector["server_config"]
    settings = ActionEndpoint.Settings(
      routes: ActionRoutes(
        base: server["base"].stringValue ?? "/",
        trailingSlash: .init(rawValue: server["trailingSlash"].stringValue ?? "") ?? .ignore
      ),
      bodyLimit: Int(server["actionBodySizeLimit"].numberValue ?? 0),
      checksOrigin: server["checkOrigin"] == true
    )
    let request = vector["request"]
    method = request["method"].stringValue ?? ""
    path = request["path"].stringValue ?? ""
    var headers = HeaderFields()
    for (name, value) in request["headers"].objectValue ?? ObjectValue() {
      headers.add(name, value.stringValue ?? "")
    }
    body =
      request["body_base64"].stringValue.flatMap { Base64.decode($0) }
      ?? Array((request["body"].stringValue ?? "").utf8)
    if !body.isEmpty, headers["Content-Length"] == nil, headers["Transfer-Encoding"] == nil {
      headers.add("Content-Length", String(body.count))
    }
    self.headers = headers
    let expected = vector["expect"]
    status = Int(expected["status"].numberValue ?? 0)
    contentType = expected["contentType"].stringValue
    expectedBody = expected["body"].stringValue
    setCookies = (expected["headers"]["set-cookie"].arrayValue ?? []).compactMap(\.stringValue)
  }
}

extension Value {
  subscript(key: String) -> Value { objectValue?[key] ?? .undefined }
}
