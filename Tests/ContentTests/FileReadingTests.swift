import Diagnostics
import Foundation
import Testing

@testable import Content

struct FileReadingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func `a whole file is read with its status`() throws {
    let text = String(repeating: "é\n", count: 50_000)
    try folder.write("a.md", text)
    let file = try FileReading.whole(folder.path + "/a.md")
    #expect(file.bytes == Array(text.utf8))
    #expect(file.isWhole)
    #expect(file.status.size == 150_000)
    try folder.write("empty.md")
    let empty = try FileReading.whole(folder.path + "/empty.md")
    #expect(empty.bytes.isEmpty && empty.isWhole)
  }

  @Test func `a head is read only as far as it is needed`() throws {
    try folder.write("a.md", String(repeating: "x", count: 1 << 20))
    let first = try FileReading.head(folder.path + "/a.md") { _ in true }
    #expect(first.bytes.count == 4096)
    #expect(!first.isWhole)
    let more = try FileReading.head(folder.path + "/a.md") { $0.count > 5000 }
    #expect(more.bytes.count == 4096 + 16384)
  }

  @Test func `more than the limit is refused without reading it`() throws {
    try folder.write("sparse.md")
    #expect(truncate(folder.path + "/sparse.md", 4 << 30) == 0)
    let path = folder.path + "/sparse.md"
    #expect(throws: FileError.tooBig(path: path, limit: 1 << 20)) {
      try FileReading.whole(path, limit: 1 << 20)
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `what is no regular file is refused at once`() throws {
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    for path in [folder.path + "/pipe", folder.path, "/dev/zero"] {
      #expect(throws: FileError.notRegular(path: path)) { try FileReading.whole(path) }
    }
    #expect(throws: FileError.system(.open, path: "/no/such", code: ENOENT)) {
      try FileReading.whole("/no/such")
    }
  }

  @Test(
    arguments: [
      ([0x61, 0xC3, 0xA9], nil), ([0x61, 0xC3], 1), ([0xC0, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF0, 0x9F, 0x9A, 0x80, 0xFF], 4), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xE0, 0x80, 0x80], 0),
      (Array(repeating: 0x61, count: 20) + [0x80], 20), ([], nil),
    ] as [([UInt8], Int?)]
  )
  func `the first byte that is no text is found`(bytes: [UInt8], offset: Int?) {
    #expect(UTF8Validity.firstInvalid(in: bytes) == offset)
  }

  // The xxHash repository's own sanity values for XXH64 with seed 0.
  @Test func `hashes are xxHash64's`() {
    #expect(FileHash.hash([]) == 0xEF46_DB37_51D8_E999)
    #expect(FileHash.hash(Array("a".utf8)) == 0xD24E_C4F1_A98C_6E5B)
    #expect(FileHash.hash(Array("abc".utf8)) == 0x44BC_2CF5_AD77_0999)
    #expect(
      FileHash.hash(Array("The quick brown fox jumps over the lazy dog".utf8))
        == 0x0B24_2D36_1FDA_71BC
    )
  }
}
