import FrontisTestSupport
import Testing
import Values

@testable import Content

struct EntryIDTests {
  @Test func `slugs are github-slugger's`() throws {
    for row in try #require(try Vectors.load("slugs").arrayValue) {
      let input = try #require(row[["input"]]?.stringValue)
      let expected = try #require(row[["slug"]]?.stringValue)
      #expect(Value.string(Slug.text(input)) == .string(expected), "\(input)")
    }
  }

  @Test(
    arguments: [
      ("post.md", "post"), ("My Post.md", "my-post"), ("2024.01.01-hello.md", "20240101-hello"),
      ("nested/Index.md", "nested"), ("index.md", "index"), ("index/index.md", "index"),
      ("a/foo index.md", "a/foo-index"), ("日本語.md", "日本語"), ("🚀.md", ""), ("a  b.md", "a--b"),
      ("(group)/post.md", "group/post"), (".md", "md"), ("noext", "noext"), ("a/!!!/b.md", "a//b"),
      ("!!!/index.md", ""), ("ΟΔΟΣ.md", "οδος"), ("½.md", ""), ("a.b/c.d.md", "ab/cd"),
      (".hidden.md", "hidden"), ("a\u{A0}b.md", "ab"), ("x\\y.md", "xy"),
    ]
  )
  func `a path gives the id that Astro gives it`(path: String, id: String) {
    #expect(EntryID.glob(path: path, data: [:]) == id)
  }

  @Test func `a truthy slug is the id, word for word`() {
    #expect(EntryID.glob(path: "a.md", data: ["slug": "my/Custom ID"]) == "my/Custom ID")
    #expect(EntryID.glob(path: "a.md", data: ["slug": 123]) == "123")
    for falsy in [Value.string(""), 0, false, nil] {
      #expect(EntryID.glob(path: "a.md", data: ["slug": falsy]) == "a")
    }
  }

  @Test func `older Astros keep the extension in the id`() {
    #expect(
      EntryID.legacyContent(path: "nested/My Post.md", data: [:])
        == EntryID.Legacy(id: "nested/My Post.md", slug: "nested/my-post")
    )
    #expect(EntryID.legacyContent(path: "a.md", data: ["slug": 1]) == nil)
    #expect(EntryID.legacyData(path: "a/B c.json") == EntryID.Legacy(id: "a/B c", slug: nil))
    #expect(EntryID.emulated(path: "a/B c.md", data: [:]) == "a/B c.md")
  }

  @Test func `an item of a file is named by its id, else its slug`() {
    #expect(EntryID.item(["id": "a", "slug": "z"]) == "a")
    #expect(EntryID.item(["slug": "b"]) == "b")
    #expect(EntryID.item(["id": 0]) == "0")
    #expect(EntryID.item(["id": ""]) == nil)
    #expect(EntryID.item(["name": "x"]) == nil)
    let keyed: ObjectValue = ObjectValue([
      ("$schema", .string("./x.json")), ("poodle", .object(ObjectValue())),
    ])
    #expect(EntryID.items(of: keyed).map(\.id) == ["poodle"])
    let odd = ObjectValue([("$schema", .object(ObjectValue()))])
    #expect(EntryID.items(of: odd).map(\.id) == ["$schema"])
  }

  @Test func `a name that Astro's URL cuts is unreadable`() {
    #expect(EntryID.isUnreadable(path: "C++ & C#.md"))
    #expect(EntryID.isUnreadable(path: "a?b.md"))
    #expect(!EntryID.isUnreadable(path: "100%.md"))
  }
}

extension EntryIDTests {
  @Test(arguments: ["a b/C_d-e!", "x.y/z (1)", "ALL/caps & more", "", "a//b", "-/_"])
  func `the quick way for ASCII paths gives what the general rule gives`(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let expected = parts.map { Slug.text(String($0)) }.joined(separator: "/")
    #expect(EntryID.slugged(path + ".md") == (path.isEmpty ? "md" : expected))
  }
}
