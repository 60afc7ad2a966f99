import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Sites
import Testing
import Values

@Suite @MainActor struct FormTests {
  /// The program with the form open at `path`.
  private func form(at path: ValuePath? = ["pubDate"], _ entry: OpenEntry = SampleSite.hello)
    -> FrontisProgram
  {
    var program = Frontis.program()
    program.press("<enter>")
    _ = program.update(.opened(entry, purpose: .edit(at: path), today: Frontis.today))
    return program
  }

  /// The edits that the last check among what is asked for is about.
  private func edits(_ next: Next<Request>) -> [Edit]? {
    for case .check(_, let edits, _) in next.asked { return edits }
    return nil
  }

  private static func date(_ days: Double) -> Value {
    .date(DateValue(milliseconds: days * 86_400_000))
  }

  @Test(arguments: [
    ("2025-01-04", 20_092.0), ("today", 20_778), ("+3d", 20_781), ("-1w", 20_771),
    ("+1m", 20_808), ("mon", 20_780), ("yesterday", 20_777), ("today 12:00", 20_778.5),
  ])
  func `a date is understood as people type it`(text: String, days: Double) {
    var program = form()
    program.press("<enter><ctrl+u>")
    let next = program.press(text)
    #expect(edits(next) == [.set(["pubDate"], Self.date(days))])
  }

  @Test func `a date that is none is kept as text for the check to refuse`() {
    var program = form()
    let next = program.press("<enter><ctrl+u>2025-02-30")
    #expect(edits(next) == [.set(["pubDate"], "2025-02-30")])
  }

  @Test func `the check waits for a pause in typing`() {
    var program = form()
    let next = program.press("<enter>x")
    let check = next.requests.first { if case .check = $0.request { true } else { false } }
    #expect(check?.key != nil)
    #expect(check?.delay == .milliseconds(60))
  }

  @Test func `a draft is kept soon after a key, however long typing goes on`() {
    var program = form()
    let first = program.press("<enter>x")
    let reminder = first.requests.first { $0.request == .remind(.keepDraft) }
    #expect(reminder?.delay == .milliseconds(150))
    #expect(!program.press("y").asked.contains(.remind(.keepDraft)))
    let kept = program.update(.reminded(.keepDraft))
    #expect(
      kept.requests.contains {
        guard case .saveDraft(let draft) = $0.request else { return false }
        return $0.mustFinish && draft.data[["pubDate"]] == "4th of Janxy"
      }
    )
    #expect(program.press("z").asked.contains(.remind(.keepDraft)))
  }

  @Test func `a problem goes as the value becomes right and the diff shows what is written`() async
  {
    let frontis = Frontis.run(form())
    await frontis.sees("Expected date, received string", "2 errors").press("enter", "ctrl+u")
      .types("2025-01-04").waits(.milliseconds(60))
      .doesNotSee("Expected date").sees("- pubDate: 4th of Jan", "+ pubDate: 2025-01-04", "1 error")
      .press("ctrl+s").sees("saved src/content/blog/hello-world.md: 1 line changed, 1 problem left")
  }

  @Test func `an answer to an earlier check is dropped`() {
    var program = form()
    program.press("<enter>ab")
    let stale = DraftCheck(problems: [], diff: LineDiff(lines: []))
    _ = program.update(.checked(stale, revision: 1))
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("2 errors") })
  }

  @Test func `typing the old text again leaves nothing to save`() {
    var program = form(at: ["title"])
    program.press("<enter>x<backspace>")
    let next = program.update(.reminded(.keepDraft))
    #expect(next.asked == [.dropDraft("src/content/blog/hello-world.md")])
    let saved = program.press("<ctrl+s>")
    #expect(!saved.asked.contains { if case .save = $0 { true } else { false } })
  }

  @Test func `u takes a field's typing back in one step`() {
    var program = form(at: ["title"])
    program.press("<enter> again<esc>")
    let next = program.press("u")
    #expect(edits(next) == nil)
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("Hello, world  ") })
  }

  @Test func `x takes the key out of the file`() {
    var program = form(at: ["cover"])
    #expect(edits(program.press("x")) == [.unset(["cover"])])
  }

  @Test func `space changes a boolean`() {
    var program = form(at: ["draft"])
    #expect(edits(program.press("<space>")) == [.set(["draft"], true)])
  }

  @Test func `l goes through few choices and they are all shown`() {
    var program = form(at: ["layout"])
    #expect(edits(program.press("l")) == [.set(["layout"], "post")])
    #expect(edits(program.press("l")) == [.set(["layout"], "wide")])
    #expect(
      Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("( ) post  (•) wide") }
    )
  }

  @Test func `a tag is added at the end`() {
    var program = form(at: ["tags"])
    #expect(edits(program.press("asea<enter>")) == [.append(["tags"], "sea")])
  }

  @Test func `a tag that was not confirmed is saved too`() {
    var program = form(at: ["tags"])
    program.press("asea")
    let next = program.press("<ctrl+s>")
    #expect(next.asked.contains(.save(SampleSite.hello, [.append(["tags"], "sea")])))
  }

  @Test func `a date that stands as text and is taken stays text`() {
    var entry = SampleSite.hello
    entry.problems = []
    var program = form(at: ["pubDate"], entry)
    #expect(edits(program.press("<enter><ctrl+u>2025-01-04")) == [.set(["pubDate"], "2025-01-04")])
  }

  @Test func `an item is removed and moved`() {
    var program = form(at: ["tags"])
    #expect(edits(program.press("d")) == [.unset(["tags", 0])])
    program.press("u")
    #expect(edits(program.press("J")) == [.move(["tags", 0], to: 1)])
  }

  @Test func `a reference is picked from the collection's entries`() {
    var program = form(at: ["author"])
    program.press("<enter>jane")
    #expect(edits(program.press("<enter>")) == [.set(["author"], "jane")])
  }

  @Test func `a field of a group that is not there adds the group`() {
    var program = form(at: ["seo"])
    program.press("<space>j<enter>")
    #expect(edits(program.press("T")) == [.set(["seo"], ["title": "T"])])
    #expect(edits(program.press("<backspace>")) == nil)
  }

  @Test func `an item of a list of groups is added and its first field typed at once`() {
    var program = form(at: ["related"])
    program.press("a")
    let next = program.press("A")
    #expect(edits(next) == [.set(["related"], [["label": "A"]])])
  }

  @Test func `numbers are numbers and what is none stays text`() {
    var program = form(at: ["order"])
    #expect(edits(program.press("<enter>12")) == [.set(["order"], 12)])
    #expect(edits(program.press("x")) == [.set(["order"], "12x")])
  }

  @Test func `an entry of a data file is edited under its own key`() {
    var entry = SampleSite.hello
    entry.base = ["hello"]
    var program = form(at: ["draft"], entry)
    #expect(edits(program.press("<space>")) == [.set(["hello", "draft"], true)])
  }

  @Test func `keys that the schema does not name are shown and kept`() async {
    await Frontis.run(form()).sees("Other keys, kept as they are", "legacyId", "1182")
  }

  @Test func `x takes a key out that the schema does not name`() {
    var program = form(at: ["legacyId"])
    #expect(edits(program.press("x")) == [.unset(["legacyId"])])
  }

  @Test func `several lines are typed and pasted`() {
    var program = form(at: ["title"])
    program.press("<enter>")
    let next = program.update(.pasted("\nsecond"))
    #expect(edits(next) == nil || edits(next) == [.set(["title"], "Hello, world second")])
    program.press("<alt+enter>")
    #expect(Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("new line") })
  }

  @Test func `leaving a changed form asks and a draft is kept`() async {
    let frontis = Frontis.run(form(at: ["draft"]))
    await frontis.press("space", "esc").sees("Leave the form?", "1 field is changed").press("g")
      .sees("Edit blog/hello-world").press("esc", "k").sees("kept as a draft")
  }

  @Test func `a draft is kept when the process is about to end`() {
    var program = form(at: ["draft"])
    program.press("<space>")
    let next = program.update(.ending)
    #expect(
      next.requests.contains {
        guard case .saveDraft(let draft) = $0.request else { return false }
        return $0.mustFinish && draft.data[["draft"]] == true
      }
    )
  }

  @Test func `a draft is offered at the start and restored with its diff`() async {
    var data = SampleSite.helloData
    if case .object(var object) = data {
      object["pubDate"] = Self.date(20_092)
      data = .object(object)
    }
    let draft = FormDraft(
      entry: SampleSite.hello.reference,
      original: SampleSite.helloData,
      data: data,
      baseHash: "1"
    )
    var program = Frontis.program()
    _ = program.update(.foundDrafts([draft]))
    await Frontis.run(program).sees("Go on with the draft?").press("g").waits(.milliseconds(60))
      .sees("1 changed", "+ pubDate: 2025-01-04")
  }

  @Test func `a restored draft keeps what changed in the file since`() {
    let original: Value = ["title": "A", "draft": false]
    let draft = FormDraft(
      entry: SampleSite.hello.reference,
      original: original,
      data: ["title": "A", "draft": true],
      baseHash: "0"
    )
    var entry = SampleSite.hello
    entry.data = ["title": "B", "draft": false]
    var program = Frontis.program()
    let next = program.update(.opened(entry, purpose: .restore(draft), today: Frontis.today))
    #expect(edits(next) == [.set(["draft"], true)])
  }

  @Test func `a save that fails keeps the form and says why`() {
    var program = form(at: ["draft"])
    program.press("<space><ctrl+s>")
    _ = program.update(.saveFailed("x.md changed on disk since it was read; nothing was written"))
    let lines = Frontis.frame(program, Size(80, 24)).lines
    #expect(lines.contains { $0.contains("changed on disk") })
    #expect(lines.contains { $0.contains("Edit blog/hello-world") })
  }

  @Test func `a collection without a schema has no form`() {
    var entry = SampleSite.hello
    entry.field = nil
    let program = form(at: nil, entry)
    #expect(
      Frontis.frame(program, Size(80, 24)).lines.contains { $0.contains("has no schema") }
    )
  }
}
