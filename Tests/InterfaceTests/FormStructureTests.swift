import Frontmatter
import Interface
import Loop
import Schemas
import Screen
import ScreenTestSupport
import Testing
import Values

/// Records, unions, lists of anything, and YAML where no field says enough.
@Suite @MainActor struct FormStructureTests {
  private func row(_ program: FrontisProgram, _ label: String) -> String {
    Frontis.frame(program, Size(100, 40)).lines.first { $0.contains("\(label) ") } ?? ""
  }

  // MARK: Records

  @Test func `a key is added to a record and its value typed at once`() {
    var program = Frontis.form(at: ["links"])
    #expect(Frontis.edits(program.press("aabout<enter>")) == [.set(["links", "about"], "")])
    #expect(Frontis.edits(program.press("/a")) == [.set(["links", "about"], "/a")])
  }

  @Test func `a key that is there already is not taken twice`() {
    var program = Frontis.form(at: ["links", "docs"])
    #expect(Frontis.edits(program.press("ahome<enter>")) == nil)
    #expect(row(program, "links").contains("is there already"))
    #expect(Frontis.edits(program.press("2<enter>")) == [.set(["links", "home2"], "")])
  }

  @Test func `a key of a record is renamed where it stands`() {
    var program = Frontis.form(at: ["links", "home"])
    let next = program.press("r<ctrl+u>start<enter>")
    #expect(Frontis.edits(next) == [.renameKey(["links", "home"], "start")])
    #expect(
      Frontis.edits(program.press("<enter>x"))
        == [.renameKey(["links", "home"], "start"), .set(["links", "start"], "/x")]
    )
  }

  @Test func `a key of a record is removed`() {
    var program = Frontis.form(at: ["links", "home"])
    #expect(Frontis.edits(program.press("d")) == [.unset(["links", "home"])])
  }

  /// A form of an entry whose object `prices` takes further keys, all of them numbers.
  private func catchallForm(at path: ValuePath) -> FrontisProgram {
    var entry = EveryField.entry(["prices": ["base": 3, "winter": 4]])
    let number = FieldDescription(kind: .number(minimum: nil, maximum: nil, isInteger: false))
    let prices: FieldDescription.Kind = .object(
      [EveryField.field("base", number.kind)],
      unknownKeys: .check(number)
    )
    entry.field = FieldDescription(
      kind: .object([EveryField.field("prices", prices)], unknownKeys: .strip)
    )
    return Frontis.form(at: path, entry)
  }

  @Test func `further keys that the schema takes are fields of its kind`() {
    var program = catchallForm(at: ["prices", "winter"])
    #expect(Frontis.edits(program.press("<enter>2")) == [.set(["prices", "winter"], 42)])
  }

  @Test func `a further key is added, renamed and removed, one that the schema names is not`() {
    var program = catchallForm(at: ["prices", "base"])
    #expect(Frontis.edits(program.press("d")) == nil)
    #expect(Frontis.edits(program.press("abase<enter>")) == nil)
    program.press("<ctrl+u>spring<enter>")
    #expect(Frontis.edits(program.press("7")) == [.set(["prices", "spring"], 7)])
    program = catchallForm(at: ["prices", "winter"])
    let next = program.press("r<ctrl+u>summer<enter>")
    #expect(Frontis.edits(next) == [.renameKey(["prices", "winter"], "summer")])
    program = catchallForm(at: ["prices", "winter"])
    #expect(Frontis.edits(program.press("d")) == [.unset(["prices", "winter"])])
  }

  @Test func `a key of the schema cannot be renamed`() {
    var program = Frontis.form(at: ["title"])
    #expect(Frontis.edits(program.press("r")) == nil)
    #expect(Frontis.text(program).contains("this key is the schema's"))
  }

  // MARK: Unions

  @Test func `the branch that a value fits is shown`() {
    let program = Frontis.form(at: ["media"])
    #expect(row(program, "media").contains("text, one of 3"))
  }

  @Test func `another branch shows its fields and the value stays until one is set`() {
    var program = Frontis.form(at: ["media"])
    #expect(Frontis.edits(program.press("cgroup<enter>")) == nil)
    #expect(row(program, "media").contains("plain text  until a field is set"))
    #expect(row(program, "src").contains("(unset)"))
    program.press("j<enter>")
    #expect(Frontis.edits(program.press("a")) == [.set(["media"], ["src": "a"])])
  }

  @Test func `a branch of text is typed over a number`() {
    var program = Frontis.form(at: ["media"], EveryField.entry(["media": 5]))
    #expect(row(program, "media").contains("number, one of 3"))
    #expect(Frontis.edits(program.press("ctext<enter><enter>x")) == [.set(["media"], "5x")])
  }

  @Test func `a union without a value asks what it is to be`() {
    var entry = EveryField.entry([:])
    let members: [FieldDescription.Kind] = [
      .boolean,
      .object(
        [EveryField.field("depth", .number(minimum: 1, maximum: 3, isInteger: true))],
        unknownKeys: .strip
      ),
    ]
    entry.field = FieldDescription(
      kind: .object(
        [
          EveryField.field(
            "toc",
            .union(members.map { FieldDescription(kind: $0) }, discriminator: nil)
          )
        ],
        unknownKeys: .strip
      )
    )
    var program = Frontis.form(at: ["toc"], entry)
    #expect(row(program, "toc").contains("(unset)") && row(program, "toc").contains("one of 2"))
    program.press("<enter>group<enter>j")
    #expect(Frontis.edits(program.press("l")) == [.set(["toc"], ["depth": 1])])
  }

  @Test func `any field can be edited as YAML`() {
    var program = Frontis.form(at: ["links"])
    let next = program.press("cYAML<enter><enter><ctrl+u>{a: [1, 2]}")
    #expect(
      Frontis.edits(next) == [
        .unset(["links", "home"]), .unset(["links", "docs"]), .set(["links", "a"], [1, 2]),
      ]
    )
  }

  @Test func `of two groups the one that knows the keys is meant`() {
    func group(_ keys: String...) -> FieldDescription {
      FieldDescription(
        kind: .object(keys.map { EveryField.field($0, .text(.init())) }, unknownKeys: .strip)
      )
    }
    var entry = EveryField.entry(["media": ["url": "x"]])
    entry.field = FieldDescription(
      kind: .object(
        [
          EveryField.field(
            "media",
            .union([group("src", "alt"), group("url")], discriminator: nil)
          )
        ],
        unknownKeys: .strip
      )
    )
    let program = Frontis.form(at: ["media", "url"], entry)
    #expect(row(program, "url").contains("x"))
  }

  @Test func `a key that the schema does not name is not edited here, and that is said`() {
    var program = Frontis.form(at: ["other"], EveryField.entry(["title": "Hello", "other": 1]))
    #expect(Frontis.edits(program.press("<enter>2")) == nil)
    #expect(Frontis.text(program).contains("not in the schema: kept as it is"))
  }

  // MARK: Lists

  @Test func `a list takes items that are no groups`() {
    var program = Frontis.form(at: ["flags"])
    #expect(Frontis.edits(program.press("a")) == [.set(["flags"], [false])])
    #expect(Frontis.edits(program.press("<space>")) == [.set(["flags"], [true])])
  }

  @Test func `an item is added once more`() {
    var program = Frontis.form(at: ["tags"], SampleSite.hello)
    #expect(Frontis.edits(program.press("D")) == [.insert(["tags", 1], "astro")])
  }

  @Test func `there is nothing to remove outside a list`() {
    var program = Frontis.form(at: ["title"])
    #expect(Frontis.edits(program.press("d")) == nil)
    #expect(Frontis.text(program).contains("there is no item here"))
  }

  @Test func `a new item stays open while it is filled`() {
    var program = Frontis.form(at: ["related"], SampleSite.hello)
    program.press("aA<enter>")
    #expect(
      Frontis.edits(program.press("<enter>/a")) == [
        .set(["related"], [["label": "A", "url": "/a"]])
      ]
    )
  }

  @Test func `items take with them whether they are open`() {
    var entry = SampleSite.hello
    entry.data = ["related": [["label": "A"], ["label": "B"]]]
    var program = Frontis.form(at: ["related", 0], entry)
    program.press("<space>J")
    let lines = Frontis.frame(program, Size(80, 40)).lines.filter { $0.contains(" label ") }
    #expect(lines.count == 1 && lines[0].contains(" B "))
  }

  // MARK: Long lists

  /// A form of so many related entries, the cursor at one of them.
  private func longList(_ count: Int = 10_000, at path: ValuePath) -> FrontisProgram {
    var entry = SampleSite.hello
    entry.data = ["related": .array((0..<count).map { ["label": .string("n\($0)")] })]
    return Frontis.form(at: path, entry)
  }

  /// The item under the cursor, as its line says it: its number and its label.
  private func item(_ program: FrontisProgram) -> String {
    let line = Frontis.frame(program, Size(100, 30)).lines.first { $0.contains("›") } ?? ""
    return line.split(whereSeparator: { " ›•▾▸│*".contains($0) }).prefix(2).joined(separator: " ")
  }

  @Test(arguments: [0, 99, 100, 5_000, 9_999])
  func `any item of a long list can be in sight`(_ index: Int) {
    let program = longList(at: ["related", .index(index)])
    #expect(item(program) == "\(index + 1) n\(index)")
  }

  @Test func `the cursor goes through all of a long list, in both directions`() {
    var program = longList(300, at: ["related", 0])
    // Each item has three rows: its own and two fields.
    for index in 1..<300 {
      program.press("jjj")
      if [1, 99, 100, 151, 299].contains(index) {
        #expect(item(program) == "\(index + 1) n\(index)")
      }
    }
    program.press("G")
    for index in (0..<300).reversed() {
      program.press("kkk")
      if [298, 199, 150, 99, 0].contains(index) {
        #expect(item(program) == "\(index + 1) n\(index)")
      }
    }
  }

  @Test func `items are added, removed, moved and copied anywhere in a long list`() {
    var program = longList(at: ["related", 5_000])
    #expect(Frontis.edits(program.press("J")) == [.move(["related", 5_000], to: 5_001)])
    #expect(item(program) == "5002 n5000")
    #expect(Frontis.edits(program.press("d")) == [.unset(["related", 5_000])])
    #expect(item(program) == "5002 n5002")
    program.press("uuD")
    #expect(item(program) == "5003 n5001")
    program.press("u")
    #expect(Frontis.edits(program.press("a")) == [.append(["related"], .object(ObjectValue()))])
    #expect(item(program) == "label")
    #expect(Frontis.frame(program, Size(100, 30)).lines.contains { $0.contains("▾ 10001 ") })
  }

  @Test func `the next problem is found where nothing is laid out`() {
    var entry = SampleSite.hello
    entry.data = ["related": .array((0..<10_000).map { ["label": .string("n\($0)")] })]
    entry.problems = [9_000, 20, 7_000].map { index in
      var problem = SampleSite.helloProblems[0]
      problem.path = ["related", .index(index), "label"]
      return problem
    }
    var program = Frontis.form(at: ["related", 0], entry)
    for (key, index) in [
      ("}", 20), ("}", 7_000), ("}", 9_000), ("}", 20), ("{", 9_000), ("{", 7_000),
    ] {
      program.press(key)
      #expect(item(program) == "label n\(index)")
    }
  }

  // MARK: Folds

  @Test func `sections that were closed are closed in the next form`() {
    var program = Frontis.form(at: ["links"])
    program.press("<space><esc>")
    _ = program.update(
      .opened(EveryField.entry(), purpose: .edit(at: ["title"]), today: Frontis.today)
    )
    #expect(row(program, "links").contains("▸ links"))
  }

  @Test func `sections that were closed are remembered`() throws {
    var program = Frontis.form(at: ["links"])
    let next = program.press("<space>")
    let place = try #require(
      next.asked.lazy.compactMap { if case .remember(let place) = $0 { place } else { nil } }.first
    )
    #expect(place.panes["form blog"]?.folds == ["/links": false])
    var later = FrontisProgram(
      root: SampleSite.root,
      name: "harbour",
      catalog: Catalog(SampleSite.snapshot),
      place: place,
      size: Size(100, 40)
    )
    _ = later.update(
      .opened(EveryField.entry(), purpose: .edit(at: ["title"]), today: Frontis.today)
    )
    #expect(row(later, "links").contains("▸ links"))
  }

  // MARK: Lists on one line

  @Test func `a list wider than its field keeps the item under the cursor in sight`() {
    var entry = EveryField.entry(["words": .array((0..<40).map { .string("word \($0)") })])
    let word = FieldDescription(kind: .text(.init()))
    let words: FieldDescription.Kind = .array(item: word, minimum: nil, maximum: nil)
    entry.field = FieldDescription(
      kind: .object([EveryField.field("words", words)], unknownKeys: .strip)
    )
    var program = Frontis.form(at: ["words"], entry)
    #expect(row(program, "words").contains("[word 0]"))
    for number in 1..<40 {
      program.press("l")
      #expect(row(program, "words").contains("[word \(number)]"))
    }
    program.press("l")
    #expect(row(program, "words").contains("[word 39] [+]"))
    program.press("h<enter> and more")
    #expect(row(program, "words").contains("word 39 and more"))
    program.press("<enter>anew")
    #expect(row(program, "words").contains("new"))
    program.press("<esc>gg")
    #expect(row(program, "words").contains("words"))
  }
}
