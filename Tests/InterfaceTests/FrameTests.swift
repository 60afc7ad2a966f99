import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

/// Every screen as it looks at the two sizes that count.
@Suite struct FrameTests {
  static let sizes = [Size(80, 24), Size(160, 48)]

  private func expect(
    _ name: String,
    _ size: Size,
    _ messages: [Message],
    keys: String = ""
  ) {
    var program = Frontis.program(size: size)
    let activity = [
      ActivityLine(time: "14:02", kind: "wrote", text: "edited hello-world", isUndoable: true),
      ActivityLine(time: "13:40", kind: "build", text: "npm run build  ok  12.4 s"),
    ]
    _ = program.update(.reported(activity))
    for message in messages { _ = program.update(message) }
    program.press(keys)
    expectFrame(Frontis.frame(program, size), named: "\(name)-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes) func `the site`(size: Size) { expect("site", size, []) }

  @Test(arguments: sizes) func `the entries of a collection`(size: Size) {
    expect("entries", size, [], keys: "<enter>j")
  }

  @Test(arguments: sizes) func `an entry with its problems`(size: Size) {
    expect("entry", size, [Frontis.opened()])
  }

  @Test(arguments: sizes) func `a form with a changed field`(size: Size) {
    expect("form", size, [Frontis.opened(.edit(at: ["draft"]))], keys: "<space>")
  }

  @Test(arguments: sizes) func `a calendar`(size: Size) {
    expect("calendar", size, [Frontis.opened(.edit(at: ["pubDate"]))], keys: "v<right>")
  }

  @Test(arguments: sizes) func `fields of every kind, a union's branch chosen`(size: Size) {
    let opened = Message.opened(
      EveryField.entry(),
      purpose: .edit(at: ["media"]),
      today: Frontis.today
    )
    expect("fields", size, [opened], keys: "cgroup<enter>")
  }

  @Test(arguments: sizes) func `a tag that is completed`(size: Size) {
    let known = [
      KnownValue("sea", count: 12), KnownValue("seo", count: 3), KnownValue("css", count: 9),
    ]
    var program = Frontis.program(size: size)
    _ = program.update(Frontis.opened(.edit(at: ["tags"])))
    program.press("as")
    _ = program.update(.foundValues(known, of: "tags"))
    program.press("<down>")
    expectFrame(Frontis.frame(program, size), named: "complete-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes) func `an entry to refer to, with what it is`(size: Size) {
    expect("reference", size, [Frontis.opened(.edit(at: ["author"]))], keys: "<enter>m")
  }

  @Test(arguments: sizes) func `an image to choose`(size: Size) {
    let images = [
      SiteImage(file: "src/assets/a.jpg", byteCount: 9120, size: ImageSize(width: 64, height: 48)),
      SiteImage(file: "src/content/blog/hello.png", byteCount: 84_200),
    ]
    let messages: [Message] = [Frontis.opened(.edit(at: ["cover"])), .foundImages(images)]
    expect("image", size, messages, keys: "v")
  }

  @Test(arguments: sizes) func `a long text that is typed`(size: Size) {
    let text = String(repeating: "Tides come and go at the harbour. ", count: 6)
    let opened = Message.opened(
      EveryField.entry(["title": .string(text + "\nTwice a day.")]),
      purpose: .edit(at: ["title"]),
      today: Frontis.today
    )
    expect("long-text", size, [opened], keys: "<enter><up>")
  }

  @Test(arguments: sizes) func `fields to go to`(size: Size) {
    expect("find-field", size, [Frontis.opened(.edit(at: nil))], keys: "/seo")
  }

  @Test(arguments: sizes) func `all problems`(size: Size) {
    expect("problems", size, [], keys: "3j")
  }

  @Test(arguments: sizes) func `the fixes of a problem`(size: Size) {
    let intent = Intent.fix([SampleSite.helloProblems[0]])
    expect("fix", size, [.proposed(SampleFixes.ofDate, for: intent)])
  }

  @Test(arguments: sizes) func `fixes of all problems like one`(size: Size) {
    var program = Frontis.program(size: size)
    program.press("3jF")
    _ = program.update(.proposed(SampleFixes.all, for: .fixAll(SampleSite.helloProblems)))
    expectFrame(Frontis.frame(program, size), named: "fix-all-\(size.width)x\(size.height)")
  }

  @Test(arguments: sizes) func `the line that says what becomes of entries`(size: Size) {
    expect("change-prompt", size, [], keys: "<enter>j<space><space>;tags+")
  }

  @Test(arguments: sizes) func `a change of several entries`(size: Size) {
    let entries = ["css-grid", "tides"].map(SampleFixes.address)
    let intent = Intent.edit(entries, .set(["draft"], "true"))
    expect("change", size, [.proposed(SampleFixes.edits(of: entries), for: intent)], keys: "j")
  }

  @Test(arguments: sizes) func `an entry that is to be removed`(size: Size) {
    let intent = Intent.remove([SampleFixes.address("css-grid")])
    expect("remove", size, [.proposed(SampleFixes.removal, for: intent)])
  }

  @Test(arguments: sizes) func `files that can be restored`(size: Size) {
    expect("trash", size, [.proposed(SampleFixes.trash, for: .restore)])
  }

  @Test(arguments: sizes) func `a build that failed`(size: Size) {
    let events: [BuildEvent] = [
      .started(command: "npm run build"), .line("building 12 pages", isError: false),
      .line("no such image: hello.png", isError: true), .finished(status: 1, seconds: 2.34),
    ]
    expect("build", size, events.map(Message.built), keys: "5")
  }

  @Test(arguments: sizes) func `the keys that work here`(size: Size) {
    expect("help", size, [], keys: "?")
  }

  @Test(arguments: sizes) func `the palette`(size: Size) {
    expect("palette", size, [], keys: ":sql")
  }

  @Test func `a question`() {
    expect("question", Size(80, 24), [.foundBuildCommand("npm run build", origin: "package.json")])
  }

  @Test(arguments: sizes) func `entries that are marked`(size: Size) {
    expect("marks", size, [], keys: "<enter><space>j<space>jvjj")
  }

  @Test(arguments: sizes) func `what was written with its diff`(size: Size) {
    let lines = [
      ActivityLine(
        time: "14:02",
        kind: "wrote",
        text: "edited hello-world",
        isUndoable: true,
        write: 2
      ), ActivityLine(time: "13:40", kind: "build", text: "npm run build  ok  12.4 s"),
      ActivityLine(
        time: "11-20",
        kind: "wrote",
        text: "fixed 2 problems  (undone)",
        isUndone: true,
        write: 1
      ),
    ]
    let file = SampleSite.hello.reference.file
    let messages: [Message] = [
      .pressed("@"), .reported(lines), .foundDiffs([(file, Frontis.dateDiff)], write: 2),
    ]
    expect("activity", size, messages)
  }

  @Test(arguments: sizes) func `a field that the file and the form changed`(size: Size) {
    var entry = SampleSite.hello
    var data = entry.data.objectValue ?? ObjectValue()
    data["draft"] = true
    data["author"] = "mira"
    entry.data = .object(data)
    let messages: [Message] = [
      Frontis.opened(.edit(at: ["author"])), .pressed("enter"), .pressed("enter"),
      .conflicted(entry),
    ]
    expect("conflict", size, messages)
  }

  @Test func `a calendar in a small window`() {
    expect("calendar", Size(60, 16), [Frontis.opened(.edit(at: ["pubDate"]))], keys: "v")
  }

  @Test func `one pane without boxes`() { expect("narrow", Size(50, 14), [], keys: "<enter>") }
}
