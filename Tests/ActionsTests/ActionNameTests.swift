import Actions
import Testing
import Values

@Suite struct ActionNameTests {
  @Test(arguments: try vectors())
  func `names and paths are built as Astro builds them`(vector: Value) throws {
    let keys = (vector["keys"].arrayValue ?? []).compactMap(\.stringValue)
    let name = ActionName(keys: keys)
    #expect(name.query == vector["queryString"].stringValue)
    #expect(name.path() == vector["path"].stringValue)
    #expect(name.path(withTrailingSlash: true) == vector["path_with_slash"].stringValue)
    let path = name.path(base: "/docs", withTrailingSlash: true)
    #expect(path == vector["path_with_base"].stringValue)
    #expect(ActionName(name.text) == name)
  }

  @Test(arguments: try vectors())
  func `a path is resolved as Astro resolves it`(vector: Value) throws {
    let keys = (vector["keys"].arrayValue ?? []).compactMap(\.stringValue)
    let target = ActionRoutes().target(of: vector["url_on_the_wire"].stringValue ?? "")
    switch vector["rpc_status"].numberValue {
    case 200: #expect(target == .action(ActionName(keys: keys)))
    case 404: #expect(target != .action(ActionName(keys: keys)))
    default: #expect(target == .malformed)
    }
  }

  @Test func `a path that is encoded too many times is refused`() {
    let path = "/_actions/" + "%" + String(repeating: "25", count: 12) + "41"
    #expect(ActionRoutes().target(of: path) == .refused)
  }

  private static func vectors() throws -> [Value] {
    try VectorFile.load("action-http")["path_vectors"].arrayValue ?? []
  }
}
