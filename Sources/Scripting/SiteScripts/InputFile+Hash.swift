import Foundation

extension InputFile {
  /// The file at `path` as it is now.
  init(path: String, root: String) {
    self.path = path
    let absolute = path.hasPrefix("/") ? path : root + "/" + path
    if path.hasSuffix("/") {
      // What is in a folder, not what its files hold.
      let names = try? FileManager.default.contentsOfDirectory(atPath: absolute).sorted()
      hash = names.map { Self.hash(Data($0.joined(separator: "\0").utf8)) }
    } else {
      hash = FileManager.default.contents(atPath: absolute).map(Self.hash)
    }
  }

  /// 64 bits that change when any byte does; no protection against forgery, which would only fool
  /// the forger's own site.
  static func hash(_ content: Data) -> UInt64 {
    content.withUnsafeBytes { bytes in
      // FNV-1a over words instead of bytes, with a final mix.
      var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
      var index = 0
      while index + 8 <= bytes.count {
        hash ^= bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        hash = hash &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        index += 8
      }
      while index < bytes.count {
        hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3
        index += 1
      }
      hash ^= hash >> 32
      return hash
    }
  }
}
