import Foundation
import Sessions
import Testing

@Suite struct SessionStoreTests {
  let folder: ScratchFolder
  let store: SessionStore
  let site = "/sites/blog"

  init() throws {
    folder = try ScratchFolder()
    store = try folder.open()
  }

  @Test func `a new store makes its folder and is sound`() throws {
    #expect(store.condition == .sound)
    #expect(FileManager.default.fileExists(atPath: folder.database.path))
  }

  @Test func `a place comes back after reopening`() throws {
    var place = Place(screen: "entries", collection: "posts", entry: "a", file: "src/a.md")
    place.panes["list"] = Place.Pane(
      cursor: 7,
      scroll: 3,
      filter: "draft",
      sort: Place.Sort(field: "pubDate", isDescending: true)
    )
    try store.remember(Place(screen: "collections"), of: site)
    try store.remember(place, of: site)
    #expect(try folder.open().place(of: site) == place)
    #expect(try store.place(of: "/sites/other") == nil)
  }

  @Test func `saving a draft drops only the keys it contains`() throws {
    let date = Date(timeIntervalSince1970: 5)
    let first = try store.appendKeys(Array("ab".utf8), to: "a.md", in: site)
    try store.appendKeys(Array("c".utf8), to: "a.md", in: site)
    try store.appendKeys(Array("x".utf8), to: "b.md", in: site)
    let draft = Draft(file: "a.md", payload: Array("{}".utf8), baseHash: "h", updatedAt: date)
    try store.saveDraft(draft, of: site, upTo: first)
    #expect(try store.draft(of: "a.md", in: site) == draft)
    #expect(try store.journal(of: "a.md", in: site).map(\.keys) == [Array("c".utf8)])
    #expect(try store.journal(of: "b.md", in: site).count == 1)
    try store.removeDraft(of: "a.md", in: site)
    #expect(try store.drafts(of: site).isEmpty)
    #expect(try store.journal(of: "a.md", in: site).isEmpty)
  }

  @Test func `undo and redo walk the history both ways`() throws {
    let one = try record("one")
    let two = try record("two")
    #expect(try store.lastUndoable(in: site)?.id == two)
    try store.markUndone(two)
    try store.markUndone(one)
    #expect(try store.lastUndoable(in: site) == nil)
    #expect(try store.nextRedoable(in: site)?.id == one)
    try store.markRedone(one)
    #expect(try store.lastUndoable(in: site)?.id == one)
    #expect(try store.nextRedoable(in: site)?.id == two)
  }

  @Test func `a new write puts what was undone out of reach`() throws {
    let one = try record("one")
    try store.markUndone(one)
    try record("two")
    #expect(try store.nextRedoable(in: site) == nil)
    let states = try store.activity(in: site, limit: 10).compactMap { activity in
      if case .write(let write) = activity { write.state } else { nil }
    }
    #expect(states == [.done, .discarded])
  }

  @Test func `a write that did not end can be taken back and finished`() throws {
    try record("one")
    let cut = try begin(files("a.md", "b.md"), titled: "cut")
    #expect(try store.lastUndoable(in: site)?.id == cut)
    #expect(try store.nextRedoable(in: site)?.state == .started)
    try store.endWrite(cut)
    #expect(try store.lastUndoable(in: site)?.state == .done)
    #expect(try store.nextRedoable(in: site) == nil)
  }

  @Test func `files that could not be written are not in the history`() throws {
    let one = try record("one")
    try store.markUndone(one)
    let all = try begin(files("a.md"), titled: "all")
    try store.endWrite(all, without: ["a.md"])
    #expect(try store.lastUndoable(in: site) == nil)
    #expect(try store.nextRedoable(in: site)?.id == one)

    let some = try begin(files("a.md", "b.md"), titled: "b")
    try store.endWrite(some, without: ["a.md"])
    #expect(try store.files(of: some).map(\.file) == ["b.md"])
    #expect(try store.lastUndoable(in: site)?.fileCount == 1)
  }

  @Test func `what was removed is kept for 90 days, whatever comes after it`() throws {
    let gone = FileWrite(file: "x.md", before: [7], after: nil, beforeHash: "7", afterHash: nil)
    let id = try store.recordWrite([gone], titled: "removed", at: .init(at: 0), in: site)
    for _ in 0..<1_001 { try record("edit") }
    #expect(try store.removals(in: site, limit: 5).map(\.write.id) == [id])
    #expect(try store.removals(in: site, limit: 5).map(\.file) == ["x.md"])
    #expect(try store.lastWrite(to: "x.md", in: site)?.before == [7])
    try store.recordWrite(
      files("a.md"),
      titled: "later",
      at: .init(at: 91 * 86_400),
      in: site
    )
    #expect(try store.removals(in: site, limit: 5).isEmpty)
  }

  @Test func `a write is out of reach until all of its files are recorded`() throws {
    let id = try store.beginWrite(titled: "many", at: .init(at: 0), in: site)
    try store.add(files("a.md", "b.md"), to: id)
    #expect(try store.lastUndoable(in: site) == nil && store.nextRedoable(in: site) == nil)
    try store.add(files("c.md"), to: id)
    try store.startWrite(id)
    #expect(try store.lastUndoable(in: site)?.fileCount == 3)
  }

  @Test func `the files of a write are read some at a time, in either order`() throws {
    let id = try begin(files("a.md", "b.md", "c.md"), titled: "many")
    var names: [String] = []
    var last: RecordedFile.ID?
    while let file = try store.files(of: id, isBackwards: true, after: last, limit: 1).first {
      names.append(file.write.file)
      last = file.id
    }
    #expect(names == ["c.md", "b.md", "a.md"])
    #expect(try store.files(of: id, after: nil, limit: 2).map(\.write.file) == ["a.md", "b.md"])
    #expect(try store.fileNames(of: id) == ["a.md", "b.md", "c.md"])
    #expect(try store.file("b.md", of: id)?.write == store.files(of: id)[1])
  }

  private func begin(_ files: [FileWrite], titled title: String) throws -> RecordedWrite.ID {
    let id = try store.beginWrite(titled: title, at: .init(at: 0), in: site)
    try store.add(files, to: id)
    try store.startWrite(id)
    return id
  }

  private func files(_ names: String...) -> [FileWrite] {
    names.map {
      FileWrite(
        file: $0,
        before: [0],
        after: [1],
        beforeHash: "0",
        afterHash: "1",
        start: 4,
        line: 2
      )
    }
  }

  @Test func `a created file has no bytes before, an emptied one has none after`() throws {
    let files = [
      FileWrite(file: "new.md", before: nil, after: [1], beforeHash: nil, afterHash: "n"),
      FileWrite(file: "old.md", before: [2, 0], after: [], beforeHash: "o", afterHash: "e"),
      FileWrite(file: "gone.md", before: [3], after: nil, beforeHash: "g", afterHash: nil),
    ]
    let id = try store.recordWrite(files, titled: "mix", at: Date(), in: site)
    #expect(try store.files(of: id) == files)
    #expect(try store.lastUndoable(in: site)?.fileCount == 3)
  }

  @Test func `the history of a site keeps its newest thousand writes`() throws {
    for number in 1...1_005 { try record("\(number)") }
    let activity = try store.activity(in: site, limit: 2_000)
    #expect(activity.count == 1_000)
    guard case .write(let last) = activity.last else { return }
    #expect(last.title == "6")
  }

  @Test func `trust is asked once and can be taken back`() throws {
    #expect(try !store.isTrusted(site))
    try store.trust(site, at: Date(timeIntervalSince1970: 9))
    #expect(try folder.open().isTrusted(site))
    #expect(try store.trustedSites().map(\.site) == [site])
    try store.revokeTrust(of: site)
    #expect(try !store.isTrusted(site))
  }

  @Test func `runs and writes appear in one list, newest first`() throws {
    let call = Run(kind: .action, name: "like", status: "200", duration: 0.1, date: .init(at: 1))
    let build = Run(kind: .build, name: "build", status: "ok", duration: 9, date: .init(at: 3))
    try store.record(call, in: site)
    try store.recordWrite([], titled: "edit", at: .init(at: 2), in: site)
    try store.record(build, in: site)
    let activity = try store.activity(in: site, limit: 9)
    #expect(activity.map(\.date) == [.init(at: 3), .init(at: 2), .init(at: 1)])
    #expect(activity.first == .run(build))
    #expect(try store.runs(.action, in: site, limit: 5) == [call])
  }

  @discardableResult
  private func record(_ title: String) throws -> RecordedWrite.ID {
    let file = FileWrite(file: "a.md", before: [0], after: [1], beforeHash: "0", afterHash: "1")
    return try store.recordWrite([file], titled: title, at: .init(at: 0), in: site)
  }
}

extension Date {
  init(at seconds: Double) { self.init(timeIntervalSince1970: seconds) }
}
