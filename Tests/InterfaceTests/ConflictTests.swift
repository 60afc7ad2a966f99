import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Testing
import Values

/// The file has changed while the form was open.
@Suite @MainActor struct ConflictTests {
  private static let path: ValuePath = ["title"]

  /// The entry as the file has it now: `changes` in place of what the form began with.
  private func changed(_ changes: [(String, Value)]) -> OpenEntry {
    var entry = SampleSite.hello
    for (key, value) in changes { entry.data = entry.data.with(key, value) }
    entry.hash = "2"
    return entry
  }

  /// A form whose title was changed and that was told, when it was saved, that the file is `entry`.
  private func saving(against entry: OpenEntry) -> (FrontisProgram, Next<Request>) {
    var program = Frontis.program(after: Frontis.opened(.edit(at: Self.path)))
    program.press("<enter><ctrl+u>Mine<ctrl+s>")
    let next = program.update(.conflicted(entry))
    return (program, next)
  }

  /// What is saved.
  private func edits(_ next: Next<Request>) -> [Edit]? {
    for case .save(_, let edits) in next.asked { return edits }
    return nil
  }

  @Test func `what only the file changed is kept, and the form saved without a question`() {
    let entry = changed([("legacyId", 7)])
    var (program, next) = saving(against: entry)
    #expect(edits(next) == [.set(Self.path, "Mine")])
    _ = program.update(.saved(entry, changedLines: 1))
    #expect(Frontis.text(program).contains("1 line changed, others' changes kept"))
  }

  @Test func `a field that both changed is asked about with all three values`() {
    let (program, _) = saving(against: changed([("title", "Theirs")]))
    let text = Frontis.text(program)
    #expect(text.contains("Changed in the file and in the form"))
    #expect(text.contains("\"Hello, world\""))
    #expect(text.contains("(•) Mine"))
    #expect(text.contains("( ) Theirs"))
  }

  @Test func `two keys of one object that each side changed go together without a question`() {
    var began = SampleSite.hello
    began.data = began.data.with("seo", ["title": "A", "noindex": false])
    var now = began
    now.data = now.data.with("seo", ["title": "A", "noindex": true])
    now.hash = "2"
    var program = Frontis.program(
      after: .opened(began, purpose: .look(at: nil), today: Frontis.today)
    )
    _ = program.update(
      .opened(
        now,
        purpose: .restore(
          FormDraft(
            entry: began.reference,
            original: began.data,
            data: began.data.with("seo", ["title": "Mine", "noindex": false]),
            baseHash: "1"
          )
        ),
        today: Frontis.today
      )
    )
    #expect(!Frontis.text(program).contains("Changed in the file and in the form"))
    let text = Frontis.text(program)
    #expect(text.contains("Mine") && text.contains("(•) yes"))
  }

  @Test func `Enter saves what was typed`() {
    var (program, _) = saving(against: changed([("title", "Theirs")]))
    #expect(edits(program.press("<enter>")) == [.set(Self.path, "Mine")])
  }

  @Test func `the file's value can be taken for one field and the other kept`() {
    var (program, _) = saving(against: changed([("title", "Theirs"), ("draft", true)]))
    let next = program.press("l<enter>")
    #expect(edits(next) == nil)
    #expect(Frontis.text(program).contains("nothing was written"))
    #expect(Frontis.text(program).contains("Theirs"))
  }

  @Test func `Esc goes back to the form and nothing is lost`() {
    var (program, _) = saving(against: changed([("title", "Theirs")]))
    program.press("<esc>")
    #expect(Frontis.text(program).contains("Mine"))
    #expect(program.press("<ctrl+s>").asked.contains { if case .save = $0 { true } else { false } })
  }

  @Test func `the same change on both sides is none`() {
    let (program, next) = saving(against: changed([("title", "Mine")]))
    #expect(edits(next) == nil)
    #expect(!Frontis.text(program).contains("Changed in the file and in the form"))
  }

  @Test func `a draft of an earlier run is asked about in the same way`() {
    var program = Frontis.program()
    let entry = changed([("title", "Theirs")])
    var data = SampleSite.helloData.objectValue ?? ObjectValue()
    data["title"] = "Mine"
    let draft = FormDraft(
      entry: entry.reference,
      original: SampleSite.helloData,
      data: .object(data),
      baseHash: "1"
    )
    _ = program.update(.foundDrafts([draft]))
    let text = Frontis.text(program)
    #expect(text.contains("- title: \"Hello, world\""))
    #expect(text.contains("+ title: Mine"))
    program.press("g")
    _ = program.update(.opened(entry, purpose: .restore(draft), today: Frontis.today))
    #expect(Frontis.text(program).contains("Changed in the file and in the form"))
  }

  @Test func `b edits the body alone and says what came of it`() {
    var program = Frontis.program(after: Frontis.opened())
    let next = program.press("b")
    #expect(next.asked == [.editBody(SampleSite.hello.reference)])
    #expect(next.requests.first?.needsTerminal == true)
    let catalog = Catalog(SampleSite.snapshot)
    let file = SampleSite.hello.reference.file
    _ = program.update(.edited(file: file, changedLines: 3, catalog))
    #expect(Frontis.text(program).contains("3 lines changed, 2 problems left"))
  }

  @Test func `an entry of a data file has no body`() {
    var program = Frontis.program()
    program.press("j<enter>")
    let next = program.press("b")
    #expect(next.asked.allSatisfy { if case .editBody = $0 { false } else { true } })
    #expect(Frontis.text(program).contains("has no body"))
  }
}

extension Value {
  /// The object with `value` at `key`.
  fileprivate func with(_ key: String, _ value: Value) -> Value {
    var object = objectValue ?? ObjectValue()
    object[key] = value
    return .object(object)
  }
}
