import ECMAScript
import Foundation
import FrontisTestSupport
import Testing

@Suite struct URLVectorTests {
  private static let path = "vectors/urls.json"

  // The vectors are read where they are shared and are no part of the project.
  @Test(.enabled(if: Vectors.sharedFile(path) != nil, "the shared test material is not here"))
  func `every recorded text is the URL that Node makes of it`() throws {
    var differences: [String] = []
    for row in try rows() {
      let input = try #require(row["input"] as? String)
      let base = (row["base"] as? String).flatMap { WebURL($0) }
      let url = WebURL(input, base: base)
      let expected = row["href"] as? String
      if url?.href != expected {
        differences.append("\(input): \(url?.href ?? "-"), not \(expected ?? "-")")
      }
      guard let url else { continue }
      let parts = ["protocol": url.protocol, "hostname": url.hostname]
      for (name, part) in parts where row[name].map({ $0 as? String != part }) ?? false {
        differences.append("\(input): \(name) is \(part)")
      }
    }
    #expect(differences == [])
  }

  /// The recorded rows.
  ///
  /// Half a surrogate pair, which no Swift text can hold, becomes U+FFFD: so it
  /// does in every URL.
  private func rows() throws -> [[String: Any]] {
    let file = try #require(Vectors.sharedFile(Self.path))
    let text = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(
      of: #"(?i)(?<!\\ud[89ab]..)\\ud[c-f]..|\\ud[89ab]..(?!\\ud[c-f])"#,
      with: #"\\ufffd"#,
      options: .regularExpression
    )
    return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }
}

@Suite struct URLTests {
  @Test func `a relative text is resolved against its base`() throws {
    let base = try #require(WebURL("https://a.example/b/c?d#e"))
    #expect(WebURL("../f", base: base)?.href == "https://a.example/f")
    #expect(WebURL("?g", base: base)?.href == "https://a.example/b/c?g")
    #expect(WebURL("//h", base: base)?.href == "https://h/")
    #expect(WebURL("#i", base: base)?.href == "https://a.example/b/c?d#i")
  }

  @Test func `a setter changes its part and what depends on it`() throws {
    var url = try #require(WebURL("http://user@a.example:8080/b"))
    url.setProtocol("https")
    url.setHost("B.example:443")
    url.setPathname("x y")
    url.setSearch("q=1")
    url.setHash("#top")
    url.setPort("99999")
    #expect(url.href == "https://user@b.example/x%20y?q=1#top")
    #expect(url.origin == "https://b.example")
  }

  @Test(arguments: [
    ("http://bücher.example/", "xn--bcher-kva.example"), ("http://1.0x10/", "1.0.0.16"),
    ("http://[1:0::0.0.0.2]/", "[1::2]"), ("http://a。b/", "a.b"),
    ("http://%41.example/", "a.example"),
  ])
  func `a host is written in its one form`(text: String, hostname: String) throws {
    #expect(try #require(WebURL(text)).hostname == hostname)
  }

  @Test func `a query is read and written as pairs`() {
    let parameters = URLSearchParameters("?a=b+c&d=%E2%98%83&e&=f")
    #expect(parameters["a"] == "b c")
    #expect(parameters.values(of: "d") == ["☃"])
    #expect(parameters.text == "a=b+c&d=%E2%98%83&e=&=f")
  }

  @Test func `a long host of strange letters takes no long time`() {
    #expect(WebURL("http://" + String(repeating: "ü", count: 100_000)) == nil)
    #expect(WebURL("http://xn--" + String(repeating: "9", count: 100_000)) == nil)
  }
}
