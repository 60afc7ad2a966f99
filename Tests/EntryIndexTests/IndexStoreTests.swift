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
    #expect(try store.load() == nil)
  }

  @Test func `what was stored is loaded by another process, in the order of numbers`() throws {
    let shards = (0..<256).map { shard($0, Array("värde \($0)".utf8)) }
    _ = try store.store(shards.reversed(), fingerprint: "1", over: nil)
    let loaded = try IndexStore(path: database.path).load()
    #expect(loaded?.fingerprint == "1")
    #expect(loaded?.bytes == shards.flatMap(\.bytes))
  }

  @Test func `a changed shard takes the place of the old one, the others stay`() throws {
    _ = try store.store([shard(1, [1]), shard(2, [2]), shard(3, [3])], fingerprint: "1", over: nil)
    _ = try store.store([shard(2, [9]), shard(3, [])], fingerprint: "1", over: nil)
    #expect(try store.load()?.bytes == [1, 9])
  }

  @Test func `another fingerprint starts empty`() throws {
    _ = try store.store([shard(1, [1])], fingerprint: "1", over: nil)
    _ = try store.store([shard(2, [2])], fingerprint: "2", over: nil)
    #expect(try store.load()?.fingerprint == "2")
    #expect(try store.load()?.bytes == [2])
  }

  @Test func `what was worked out of the shards is kept until one changes`() throws {
    let first = try #require(try store.store([shard(1)], fingerprint: "1", over: nil))
    try store.store(digest: 36, of: first)
    #expect(try store.load()?.digest == 36)

    let second = try store.store([shard(2)], fingerprint: "1", over: first)
    #expect(second != nil)
    try store.store(digest: 37, of: first)

    #expect(try store.load()?.digest == nil)
  }

  @Test func `whoever stores over what they do not know gets no revision of it`() throws {
    let first = try store.store([shard(1)], fingerprint: "1", over: nil)
    #expect(try store.store([shard(2)], fingerprint: "1", over: nil) == nil)
    #expect(try store.store([shard(2)], fingerprint: "1", over: first) == nil)
    #expect(try store.store([shard(2)], fingerprint: "2", over: first) == nil)
    #expect(try store.store([shard(2)], fingerprint: "3", over: nil) != nil)
  }

  @Test func `every damaged page is deleted and begun anew`() throws {
    let shards = (0..<16).map { shard($0, .init(repeating: 1, count: 2_000)) }
    _ = try store.store(shards, fingerprint: "1", over: nil)
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
      let loaded = try damaged.load()
      #expect(
        loaded == nil || loaded?.fingerprint != "1" || loaded?.bytes == shards.flatMap(\.bytes)
      )
      _ = try damaged.store([shard(99, [99])], fingerprint: "1", over: nil)
      #expect(try damaged.load()?.bytes.last == 99)
    }
  }

  @Test func `text in place of a database is replaced`() throws {
    try FileManager.default.createDirectory(
      at: database.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data("title: no database".utf8).write(to: database)
    #expect(try store.load() == nil)
  }

  @Test func `where no file can be made the caller is told`() throws {
    try Data().write(to: folder)
    #expect(throws: IndexError.self) { try store.load() }
  }

  @Test func `many processes storing at once lose nothing`() async throws {
    let path = database.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let store = IndexStore(path: path)
          for number in 0..<20 {
            let shard = IndexShard(number: writer * 20 + number, bytes: [1])
            _ = try store.store([shard], fingerprint: "1", over: nil)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try store.load()?.bytes.count == 160)
  }

  // MARK: -

  private func shard(_ number: Int, _ bytes: [UInt8] = [1]) -> IndexShard {
    IndexShard(number: number, bytes: bytes)
  }

  /// Closing the last connection writes the journal into the file.
  private func checkpoint() throws {
    store = IndexStore(path: "/dev/null/none")
  }
}
