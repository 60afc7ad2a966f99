/// What the first bytes of an image file tell: its format and its size in pixels.
struct ImageHeader: Equatable {
  /// As Astro names it: `png`, `jpg`, `gif`, `webp`, `svg`.
  let format: String
  let width: Int
  let height: Int

  /// Nil for a file of another kind, or one that ends too early.
  init?(_ bytes: [UInt8]) {
    let found =
      Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes) ?? Self.webp(bytes) ?? Self.svg(bytes)
    guard let (format, width, height) = found else { return nil }
    self.format = format
    self.width = width
    self.height = height
  }

  private typealias Found = (format: String, width: Int, height: Int)

  private static func big(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    bytes[at..<at + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func little(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    bytes[at..<at + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func png(_ bytes: [UInt8]) -> Found? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24
    else { return nil }
    return ("png", big(bytes, 16, 4), big(bytes, 20, 4))
  }

  private static func gif(_ bytes: [UInt8]) -> Found? {
    guard bytes.starts(with: "GIF8".utf8), bytes.count >= 10 else { return nil }
    return ("gif", little(bytes, 6, 2), little(bytes, 8, 2))
  }

  /// The size stands in the first frame header, behind segments of any length.
  private static func jpeg(_ bytes: [UInt8]) -> Found? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var index = 2
    while index + 9 <= bytes.count, bytes[index] == 0xFF {
      let marker = bytes[index + 1]
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        return ("jpg", big(bytes, index + 7, 2), big(bytes, index + 5, 2))
      }
      index += marker == 0xFF ? 1 : 2 + big(bytes, index + 2, 2)
    }
    return nil
  }

  private static func webp(_ bytes: [UInt8]) -> Found? {
    guard bytes.starts(with: "RIFF".utf8), bytes.count >= 30,
      bytes[8..<12].elementsEqual("WEBP".utf8)
    else { return nil }
    switch String(decoding: bytes[12..<16], as: UTF8.self) {
    case "VP8X": return ("webp", little(bytes, 24, 3) + 1, little(bytes, 27, 3) + 1)
    case "VP8L":
      let bits = little(bytes, 21, 4)
      return ("webp", bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
    case "VP8 ": return ("webp", little(bytes, 26, 2) & 0x3FFF, little(bytes, 28, 2) & 0x3FFF)
    default: return nil
    }
  }

  private static func svg(_ bytes: [UInt8]) -> Found? {
    let text = String(decoding: bytes.prefix(8192), as: UTF8.self)
    guard let tag = text.firstMatch(of: /<svg\b[^>]*>/)?.0 else { return nil }
    func length(_ name: String) -> Int? {
      guard let pattern = try? Regex(#"\s\#(name)\s*=\s*["']\s*([\d.]+)"#),
        let match = tag.firstMatch(of: pattern), let digits = match[1].substring
      else { return nil }
      return Double(digits).map { Int($0.rounded()) }
    }
    let box = tag.firstMatch(
      of: /viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/
    )
    let width = length("width") ?? box.flatMap { Double($0.1) }.map { Int($0.rounded()) }
    let height = length("height") ?? box.flatMap { Double($0.2) }.map { Int($0.rounded()) }
    return ("svg", width ?? 0, height ?? 0)
  }
}
