import Frontmatter
import Interface
import Loop
import Screen
import ScreenTestSupport
import Testing
import Values

/// The calendar, going to fields, and the difference between nothing and null.
@Suite @MainActor struct FormPickingTests {
  private func row(_ program: FrontisProgram, _ label: String) -> String {
    Frontis.frame(program, Size(100, 30)).lines.first { $0.contains(" \(label) ") } ?? ""
  }

  @Test(arguments: [
    ("<right>", "2025-01-05T09:30"), ("<left>", "2025-01-03T09:30"), ("<up>", "2024-12-28T09:30"),
    ("<down>", "2025-01-11T09:30"), ("<pgdn>", "2025-02-04T09:30"), ("<pgup>", "2024-12-04T09:30"),
    ("}", "2026-01-04T09:30"), ("<end><pgdn>", "2025-02-28T09:30"), ("t", "2026-11-21T09:30"),
  ])
  func `a day is chosen in the calendar and its time and form are kept`(
    keys: String,
    written: String
  ) {
    var program = Frontis.form(at: ["day"])
    program.press("v\(keys)")
    #expect(Frontis.edits(program.press("<enter>")) == [.set(["day"], .string(written))])
  }

  @Test func `the calendar does not leave the field's bounds`() {
    var program = Frontis.form(at: ["day"])
    program.press("v}}}}}")
    let text = Frontis.text(program)
    #expect(text.contains("January 2027") && text.contains("up to 2027-01-02"))
  }

  @Test func `a calendar that is closed changes nothing`() {
    var program = Frontis.form(at: ["day"])
    #expect(Frontis.edits(program.press("v<right><esc>")) == nil)
    #expect(!Frontis.text(program).contains("January 2025"))
    #expect(Frontis.text(program).contains("Edit blog/hello-world"))
  }

  @Test func `the calendar opens while a date is typed`() {
    var program = Frontis.form(at: ["iso"])
    program.press("<enter>today<ctrl+n><right>")
    #expect(Frontis.edits(program.press("<enter>")) == [.set(["iso"], "2026-11-22")])
  }

  @Test func `a text that is to be a date is typed loosely`() {
    var program = Frontis.form(at: ["iso"])
    #expect(Frontis.edits(program.press("<enter>+3d")) == [.set(["iso"], "2026-11-24")])
  }

  @Test(arguments: [
    ("Jul 08 2022", "Jul 09 2022"), ("July 8, 2022", "July 9, 2022"),
    ("8 July 2022", "9 July 2022"),
    ("2022-07-08T10:00:00.000Z", "2022-07-09T10:00:00.000Z"),
    ("2022-07-08 10:00", "2022-07-09 10:00"), ("2022-07-08", "2022-07-09"),
  ])
  func `a date as text is written as it stood there`(old: String, new: String) {
    var program = Frontis.form(at: ["day"], EveryField.entry(["day": .string(old)]))
    #expect(Frontis.edits(program.press("v<right><enter>")) == [.set(["day"], .string(new))])
  }

  @Test func `a date says its weekday and what the site gets`() {
    let program = Frontis.form(at: ["day"])
    #expect(row(program, "day").contains("Sat  reads 2025-01-04T09:30Z"))
  }

  @Test func `a number shows its bounds and stays in them`() {
    var program = Frontis.form(at: ["count"])
    #expect(row(program, "count").contains("0 to 5"))
    #expect(Frontis.edits(program.press("lll")) == nil)
    #expect(row(program, "count").contains(" 5 "))
    #expect(Frontis.edits(program.press("h")) == [.set(["count"], 4)])
  }

  @Test func `null is not the same as nothing`() {
    var program = Frontis.form(at: ["subtitle"])
    #expect(row(program, "subtitle").contains("(unset)"))
    #expect(Frontis.edits(program.press("X")) == [.set(["subtitle"], .null)])
    #expect(row(program, "subtitle").contains("null"))
    program.press("x")
    #expect(row(program, "subtitle").contains("(unset)"))
  }

  @Test func `null is refused where the schema does not take it`() {
    var program = Frontis.form(at: ["count"])
    #expect(Frontis.edits(program.press("X")) == nil)
    #expect(Frontis.text(program).contains("the schema does not take null here"))
  }

  @Test func `R puts a field back and leaves the others`() {
    var program = Frontis.form(at: ["count"])
    program.press("ljX")
    #expect(Frontis.edits(program.press("kR")) == [.set(["subtitle"], .null)])
  }

  @Test func `a changed field says what it was`() {
    var program = Frontis.form(at: ["title"])
    program.press("<enter>x<esc>")
    #expect(row(program, "title").contains("was: Hello"))
  }

  @Test func `a field in a closed group is found by a few letters`() {
    var program = Frontis.form(at: ["title"], SampleSite.hello)
    program.press("/seodesc<enter>")
    #expect(Frontis.edits(program.press("<enter>D")) == [.set(["seo"], ["description": "D"])])
  }

  @Test func `what stands in when a field is left out is said`() {
    let program = Frontis.form(at: ["flag"])
    #expect(Frontis.text(program).contains("yes or no, optional, or null, else true"))
  }
}
