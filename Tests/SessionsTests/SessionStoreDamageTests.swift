import Foundation
import Sessions
import Testing

@Suite struct SessionStoreDamageTests {
  let site = "/sites/blog"

  /// What may have happened to the file.
  enum Damage: CaseIterable, Sendable {
    case garbage, truncatedInHeader, truncatedInPage, zeroedHeader, zeroedPage, notADatabase,
      foreign
  }

  @Test(arguments: Damage.allCases)
  func `a damaged file is moved aside and the store works on`(damage: Damage) throws {
    let folder = try ScratchFolder()
    try fill(folder)
    try inflict(damage, on: folder.database)
    let store = try folder.open()
    try useEverything(store)
    guard case .rebuilt(let damaged, _) = store.condition else {
      Issue.record("\(store.condition)")
      return
    }
    #expect(damaged.hasPrefix(folder.database.path + ".damaged-2023-11-14T"))
    #expect(FileManager.default.fileExists(atPath: damaged))
    #expect(try folder.open().condition == .sound)
    #expect(try folder.open().isTrusted(site) == false)
  }

  @Test func `every zeroed page is survived, and what is readable is carried over`() throws {
    let folder = try ScratchFolder()
    try fill(folder)
    let sound = try Data(contentsOf: folder.database)
    for page in 0..<(sound.count / 4096) {
      let other = try ScratchFolder()
      try FileManager.default.createDirectory(
        at: other.database.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      var bytes = sound
      bytes.replaceSubrange(page * 4096..<(page + 1) * 4096, with: Data(count: 4096))
      try bytes.write(to: other.database)
      let store = try other.open()
      try useEverything(store)
    }
  }

  @Test func `a lost journal is survived`() throws {
    let folder = try ScratchFolder()
    let store = try folder.open()
    try store.remember(Place(screen: "a"), of: site)
    let copy = try ScratchFolder()
    try FileManager.default.createDirectory(
      at: copy.database.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try FileManager.default.copyItem(at: folder.database, to: copy.database)
    try useEverything(try copy.open())
  }

  @Test func `damage that appears while the store is open is repaired at the next call`() throws {
    let folder = try ScratchFolder()
    try fill(folder)
    let store = try folder.open()
    try inflict(.garbage, on: folder.database)
    try useEverything(store)
    #expect(store.condition != .sound)
  }

  @Test func `a file removed under an open store is made anew`() throws {
    let folder = try ScratchFolder()
    let store = try folder.open()
    try FileManager.default.removeItem(at: folder.database.deletingLastPathComponent())
    try useEverything(store)
    #expect(try folder.open().place(of: site)?.screen == "after")
  }

  @Test func `where no folder can be made the store works in memory and says so`() throws {
    let folder = try ScratchFolder()
    try Data().write(to: folder.url.appending(path: "frontis"))
    let store = try folder.open()
    try useEverything(store)
    guard case .inMemory(let reason) = store.condition else {
      Issue.record("\(store.condition)")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `many stores on one file lose nothing and never see a lock`() async throws {
    let folder = try ScratchFolder()
    let site = site
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        let store = try folder.open()
        group.addTask {
          for _ in 0..<50 { try store.appendKeys([UInt8(writer)], to: "a.md", in: site) }
        }
      }
      try await group.waitForAll()
    }
    #expect(try folder.open().journal(of: "a.md", in: site).count == 400)
  }

  // MARK: -

  private func fill(_ folder: ScratchFolder) throws {
    let store = try folder.open()
    let bytes = [UInt8](repeating: 7, count: 6_000)
    for number in 0..<8 {
      try store.remember(Place(screen: "before"), of: number == 0 ? site : "/sites/\(number)")
      try store.saveDraft(
        Draft(file: "\(number).md", payload: bytes, baseHash: "h", updatedAt: .init(at: 1)),
        of: site
      )
      try store.appendKeys([1, 2, 3], to: "\(number).md", in: site)
      let file = FileWrite(
        file: "\(number).md",
        before: bytes,
        after: bytes,
        beforeHash: "h",
        afterHash: "h"
      )
      try store.recordWrite([file], titled: "t", at: .init(at: 2), in: site)
    }
    try store.trust(site, at: .init(at: 3))
  }

  private func useEverything(_ store: SessionStore) throws {
    try store.remember(Place(screen: "after"), of: site)
    #expect(try store.place(of: site)?.screen == "after")
    _ = try store.drafts(of: site)
    for number in 0..<8 { _ = try store.journal(of: "\(number).md", in: site) }
    for activity in try store.activity(in: site, limit: 100) {
      if case .write(let write) = activity { _ = try store.files(of: write.id) }
    }
    try store.appendKeys([1], to: "new.md", in: site)
    try store.saveDraft(
      Draft(file: "new.md", payload: [1], baseHash: "h", updatedAt: .init(at: 9)),
      of: site
    )
    #expect(try store.draft(of: "new.md", in: site)?.payload == [1])
    try store.recordWrite([], titled: "new", at: .init(at: 9), in: site)
    _ = try store.isTrusted(site)
    try store.record(
      Run(kind: .build, name: "b", status: "ok", duration: 1, date: .init(at: 9)),
      in: site
    )
  }

  private func inflict(_ damage: Damage, on file: URL) throws {
    let bytes = try Data(contentsOf: file)
    let damaged: Data =
      switch damage {
      case .garbage: Data((0..<bytes.count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) })
      case .truncatedInHeader: bytes.prefix(60)
      case .truncatedInPage: bytes.prefix(4096 * 2 + 1_000)
      case .zeroedHeader: Data(count: 4096) + bytes.dropFirst(4096)
      case .zeroedPage: bytes.prefix(4096) + Data(count: 4096) + bytes.dropFirst(8192)
      case .notADatabase: Data("title: Hello\n".utf8)
      case .foreign: try foreignDatabase(after: bytes)
      }
    // In place, as a failing disk would do it: the file's identity stays.
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: damaged)
    try handle.close()
  }

  /// A sound database without our tables that claims our version: its schema page says nothing.
  private func foreignDatabase(after bytes: Data) throws -> Data {
    var foreign = bytes.prefix(4096)
    // https://www.sqlite.org/fileformat2.html#b_tree_pages: no cells on page 1, and one page in all.
    foreign.replaceSubrange(28..<32, with: [0, 0, 0, 1])
    foreign.replaceSubrange(32..<40, with: Data(count: 8))
    foreign.replaceSubrange(100..<108, with: [13, 0, 0, 0, 0, 16, 0, 0])
    return foreign
  }
}
