import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

/// What the site itself lends to a form: values in use, entries, images, and the person's editor.
@Suite @MainActor struct FormHelpTests {
  private func form(at path: ValuePath, _ entry: OpenEntry = SampleSite.hello) -> FrontisProgram {
    var program = Frontis.program()
    _ = program.update(.opened(entry, purpose: .edit(at: path), today: Frontis.today))
    return program
  }

  private func edits(_ next: Next<Request>) -> [Edit]? {
    for case .check(_, let edits, _) in next.asked { return edits }
    return nil
  }

  // MARK: Values in use

  @Test func `the values of a key are asked for once, when it is typed into`() {
    var program = form(at: ["tags"])
    let first = program.press("a")
    #expect(first.asked.contains(.readValues(of: "tags", SampleSite.snapshot)))
    #expect(!program.press("s").asked.contains(.readValues(of: "tags", SampleSite.snapshot)))
  }

  @Test func `a tag is completed from those the site uses`() {
    var program = form(at: ["tags"])
    program.press("ase")
    _ = program.update(
      .foundValues(
        [KnownValue("css", count: 9), KnownValue("sea", count: 4), KnownValue("seo", count: 1)],
        of: "tags"
      )
    )
    #expect(Frontis.text(program).contains("sea                              4"))
    #expect(!Frontis.text(program).contains("css   "))
    #expect(edits(program.press("<down><down><enter>")) == [.append(["tags"], "seo")])
  }

  @Test func `a tag that the entry has is not offered again, and what is typed counts`() {
    var program = form(at: ["tags"])
    program.press("a")
    let known = [KnownValue("astro", count: 9), KnownValue("tea", count: 4)]
    _ = program.update(.foundValues(known, of: "tags"))
    #expect(!Frontis.text(program).contains("astro                            9"))
    #expect(edits(program.press("te<enter>")) == [.append(["tags"], "te")])
  }

  @Test func `the values in use are counted over all collections`() async {
    let frontis = Frontis.run(form(at: ["tags"]))
    await frontis.press("a").sees("sea                              2").press("down", "enter")
      .sees("[astro] [intro] [sea]")
  }

  // MARK: Entries

  @Test func `a reference shows the entry before it is taken`() {
    var program = form(at: ["author"])
    program.press("<enter>mira")
    let text = Frontis.text(program)
    #expect(text.contains("src/data/authors.yaml") && text.contains("mira@example.org"))
  }

  // MARK: Images

  private static let images = [
    SiteImage(file: "public/logo.png", byteCount: 900),
    SiteImage(
      file: "src/assets/harbour.jpg",
      byteCount: 84_200,
      size: ImageSize(width: 1200, height: 630)
    ),
    SiteImage(file: "src/content/blog/hello.png", byteCount: 1_250_000),
  ]

  @Test func `the images are read when a form has a field for one`() {
    var program = Frontis.program()
    let opened = Message.opened(SampleSite.hello, purpose: .edit(at: nil), today: Frontis.today)
    #expect(program.update(opened).asked.contains(.readImages))
  }

  @Test func `an image says how large it is and another is picked`() {
    var program = form(at: ["cover"])
    _ = program.update(.foundImages(Self.images))
    #expect(Frontis.text(program).contains("1.2 MB"))
    program.press("v")
    let text = Frontis.text(program)
    #expect(text.contains("src/assets/harbour.jpg") && text.contains("1200x630  84 kB"))
    #expect(!text.contains("public/logo.png"))
    #expect(
      edits(program.press("harb<enter>")) == [.set(["cover"], "../../assets/harbour.jpg")]
    )
    #expect(Frontis.text(program).contains("1200x630  84 kB"))
  }

  @Test func `the image under the cursor is shown where the terminal can`() throws {
    var program = Frontis.program(pictures: .kitty, after: Frontis.opened(.edit(at: ["cover"])))
    _ = program.update(.foundImages(Self.images))
    let next = program.press("v<down>")
    let chosen = try #require(
      next.asked.compactMap { if case .readPicture(let image) = $0 { image } else { nil } }.first
    )
    #expect(Frontis.frame(program, Size(80, 24)).picture == nil)
    let picture = Picture(name: chosen.file, bytes: [0x89], size: Size(1200, 630))
    _ = program.update(.foundPicture(picture))
    #expect(Frontis.frame(program, Size(80, 24)).picture?.picture == picture)
    program.press("<esc>")
    #expect(Frontis.frame(program, Size(80, 24)).picture == nil)
  }

  @Test func `no image is read where the terminal shows none`() {
    var program = Frontis.program(after: Frontis.opened(.edit(at: ["cover"])))
    _ = program.update(.foundImages(Self.images))
    let next = program.press("v<down>")
    #expect(next.asked.allSatisfy { if case .readPicture = $0 { false } else { true } })
  }

  @Test func `an image that is not there is said to be missing`() {
    var program = form(at: ["cover"])
    _ = program.update(.foundImages([]))
    #expect(Frontis.text(program).contains("no such file"))
  }

  @Test func `a text that names an image of public is picked from there`() {
    var program = form(at: ["title"], EveryField.entry(["title": "/old.png"]))
    _ = program.update(.foundImages(Self.images))
    program.press("v")
    #expect(edits(program.press("<enter>")) == [.set(["title"], "/logo.png")])
  }

  // MARK: Long text

  private static let long =
    "The first post of the harbour journal, with links to the docs and a word about the tides."

  @Test func `a long text is typed over several rows`() {
    var program = form(at: ["title"], EveryField.entry(["title": .string(Self.long)]))
    program.press("<enter>")
    let text = Frontis.text(program)
    #expect(Self.long.split(separator: " ").allSatisfy(text.contains))
  }

  @Test func `the arrows go through the rows of a long text and then leave it`() {
    var program = form(at: ["title"], EveryField.entry(["title": .string(Self.long)]))
    program.press("<enter><up><home>")
    #expect(edits(program.press("x")) == [.set(["title"], .string("x" + Self.long))])
    program.press("<down><down><down>")
    #expect(Frontis.text(program).contains("›  day"))
  }

  @Test func `several lines are pasted into a text and gone through`() {
    var program = form(at: ["title"])
    program.press("<enter>")
    let next = program.update(.pasted("\none\ntwo"))
    #expect(edits(next) == [.set(["title"], "Hello, world\none\ntwo")])
    #expect(edits(program.press("<up>!")) == [.set(["title"], "Hello, world\none!\ntwo")])
    #expect(edits(program.press("<enter>")) == [.set(["title"], "Hello, world\none!\n\ntwo")])
  }

  // MARK: The editor

  @Test func `a field alone goes to the editor and comes back`() {
    var program = form(at: ["title"])
    let next = program.press("<ctrl+e>")
    #expect(next.asked == [.editText("Hello, world", name: "title.md", path: ["title"])])
    let back = program.update(.editedText("Hello\nagain", path: ["title"]))
    #expect(edits(back) == [.set(["title"], "Hello\nagain")])
  }

  @Test func `a field that the editor left as it was is not changed`() {
    var program = form(at: ["title"])
    program.press("<enter>x<ctrl+e>")
    #expect(edits(program.update(.editedText("Hello, worldx", path: ["title"]))) == nil)
    #expect(edits(program.update(.editedText("Hello, world", path: ["title"]))) == nil)
  }

  @Test(arguments: ["", "one", "one\n", "one\n\ntwo", "\n"])
  func `a text comes back from the editor as it went`(text: String) {
    let written = EditorText(text)
    #expect(written.bytes.last == 0x0A)
    #expect(written.text(of: written.bytes) == text)
  }
}
