import EntryIndex
import Foundation
import Testing

@Suite final class IndexStoreTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "frontis-\(UUID().uuidString)")
  private var database: URL { folder.appending(path: "site/index.sqlite") }
  private lazy var store = IndexStore(path: database.path)

  deinit { try? FileManager.default.removeItem(at: folder) }

  @Test func `a new index knows nothing`() throws {
    #expect(try store.load(fingerprint: "1") == nil)
  }

  @Test func `what was stored is loaded by another process`() throws {
    let files = (0..<1_000).map { file("posts/\($0).md", payload: Array("värde \($0)".utf8)) }
    try store.store(changed: files, removed: [], fingerprint: "1")
    let loaded = try IndexStore(path: database.path).load(fingerprint: "1")
    #expect(loaded?.sorted { $0.path < $1.path } == files.sorted { $0.path < $1.path })
  }

  @Test func `a changed file takes the place of the old one, a removed one is gone`() throws {
    try store.store(changed: [file("a"), file("b"), file("c")], removed: [], fingerprint: "1")
    try store.store(changed: [file("b", payload: [9])], removed: ["c"], fingerprint: "1")
    let loaded = try store.load(fingerprint: "1")?.sorted { $0.path < $1.path }
    #expect(loaded == [file("a"), file("b", payload: [9])])
  }

  @Test func `another fingerprint starts empty`() throws {
    try store.store(changed: [file("a")], removed: [], fingerprint: "1")
    #expect(try store.load(fingerprint: "2") == nil)
    try store.store(changed: [file("b")], removed: [], fingerprint: "2")
    #expect(try store.load(fingerprint: "2") == [file("b")])
    #expect(try store.load(fingerprint: "1") == nil)
  }

  @Test func `every damaged page is deleted and begun anew`() throws {
    let files = (0..<300).map { file("posts/\($0).md", payload: .init(repeating: 1, count: 90)) }
    try store.store(changed: files, removed: [], fingerprint: "1")
    try checkpoint()
    let sound = try Data(contentsOf: database)
    for page in 0..<(sound.count / 4096) {
      var bytes = sound
      for offset in stride(from: page * 4096 + 50, to: (page + 1) * 4096, by: 97) {
        bytes[offset] ^= 0x5A
      }
      let path = folder.appending(path: "\(page)/index.sqlite")
      try FileManager.default.createDirectory(
        at: path.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try bytes.write(to: path)
      let damaged = IndexStore(path: path.path)
      let loaded = try damaged.load(fingerprint: "1")
      #expect(
        loaded == nil || loaded?.sorted { $0.path < $1.path } == files.sorted { $0.path < $1.path }
      )
      try damaged.store(changed: [file("new")], removed: [], fingerprint: "1")
      #expect(try damaged.load(fingerprint: "1")?.contains(file("new")) == true)
    }
  }

  @Test func `text in place of a database is replaced`() throws {
    try FileManager.default.createDirectory(
      at: database.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data("title: no database".utf8).write(to: database)
    #expect(try store.load(fingerprint: "1") == nil)
  }

  @Test func `where no file can be made the caller is told`() throws {
    try Data().write(to: folder)
    #expect(throws: IndexError.self) { try store.load(fingerprint: "1") }
  }

  @Test func `many processes storing at once lose nothing`() async throws {
    let path = database.path
    let names = (0..<8).map { writer in (0..<20).map { "\(writer)/\($0).md" } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for paths in names {
        group.addTask {
          let store = IndexStore(path: path)
          for path in paths {
            let file = IndexedFile(
              path: path,
              size: 1,
              mtimeNanoseconds: 2,
              inode: 3,
              hash: 4,
              payload: []
            )
            try store.store(changed: [file], removed: [], fingerprint: "1")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.load(fingerprint: "1")?.count == 160)
  }

  // MARK: -

  private func file(_ path: String, payload: [UInt8] = [1]) -> IndexedFile {
    IndexedFile(path: path, size: -1, mtimeNanoseconds: 2, inode: .max, hash: 4, payload: payload)
  }

  /// Closing the last connection writes the journal into the file.
  private func checkpoint() throws {
    store = IndexStore(path: "/dev/null/none")
  }
}
