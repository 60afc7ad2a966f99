/// What the first bytes of an image file tell: its format and its size in pixels, as the image-size package
/// that Astro has finds them.
package struct ImageHeader: Equatable {
  /// As Astro names it: `png`, `jpg`, `gif`, `webp`, `svg`, `avif`, `heif`, `tiff`.
  package let format: String
  /// A JPEG's as it is shown, turned when it says so; Astro knows that of no other.
  package let width: Int
  package let height: Int

  /// Nil for a file of another kind, and where more bytes are needed.
  package init?(_ bytes: [UInt8]) {
    let found =
      Self.png(bytes) ?? Self.gif(bytes) ?? Self.jpeg(bytes) ?? Self.webp(bytes)
      ?? Self.boxes(bytes) ?? Self.tiff(bytes[...]) ?? Self.svg(bytes)
    guard let (format, width, height) = found else { return nil }
    self.format = format
    self.width = width
    self.height = height
  }

  private typealias Found = (format: String, width: Int, height: Int)

  /// The number in `count` bytes from `at` on, the most significant byte first; 0 where there are fewer.
  private static func big(_ bytes: some Collection<UInt8>, _ at: Int, _ count: Int) -> Int {
    bytes.dropFirst(at).prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }

  /// The same with the least significant byte first.
  private static func little(_ bytes: some Collection<UInt8>, _ at: Int, _ count: Int) -> Int {
    bytes.dropFirst(at).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
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
    var isTurned = false
    while index + 9 <= bytes.count, bytes[index] == 0xFF {
      let marker = bytes[index + 1]
      if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        let (height, width) = (big(bytes, index + 5, 2), big(bytes, index + 7, 2))
        return isTurned ? ("jpg", height, width) : ("jpg", width, height)
      }
      let next = index + (marker == 0xFF ? 1 : 2 + big(bytes, index + 2, 2))
      if marker == 0xE1, bytes[(index + 4)...].starts(with: "Exif\0\0".utf8) {
        isTurned = Tags(bytes[(index + 10)...].prefix(next - index))?.isTurned ?? false
      }
      index = next
    }
    return nil
  }

  private static func tiff(_ bytes: ArraySlice<UInt8>) -> Found? {
    guard let tags = Tags(bytes), let width = tags[256], let height = tags[257] else { return nil }
    return ("tiff", width, height)
  }

  /// The first directory of a TIFF file, which is also what a JPEG's Exif segment holds.
  private struct Tags {
    /// By its number, the value of each tag that holds one number.
    private var values: [Int: Int] = [:]

    init?(_ bytes: ArraySlice<UInt8>) {
      let isLittle = bytes.starts(with: [0x49, 0x49, 42, 0])
      guard isLittle || bytes.starts(with: [0x4D, 0x4D, 0, 42]) else { return nil }
      func number(_ at: Int, _ count: Int) -> Int {
        isLittle ? little(bytes, at, count) : big(bytes, at, count)
      }
      let start = number(4, 4)
      for entry in 0..<number(start, 2) {
        let place = start + 2 + entry * 12
        guard place + 12 <= bytes.count else { break }
        // 3 is a number of two bytes, 4 one of four.
        let size = [3: 2, 4: 4][number(place + 2, 2)]
        guard let size, number(place + 4, 4) == 1 else { continue }
        values[number(place, 2)] = number(place + 8, size)
      }
    }

    subscript(tag: Int) -> Int? { values[tag] }

    /// Whether the orientation is one of those that lie on their side.
    var isTurned: Bool { (5...8).contains(values[274] ?? 1) }
  }

  /// AVIF and HEIF: boxes in boxes, of which `ispe` holds a size; that of the whole is the largest.
  private static func boxes(_ bytes: [UInt8]) -> Found? {
    guard bytes.count >= 16, bytes[4..<8].elementsEqual("ftyp".utf8) else { return nil }
    let sizes = contents(of: "meta", in: bytes.prefix(1 << 20))
      .flatMap { contents(of: "iprp", in: $0.dropFirst(4)) }
      .flatMap { contents(of: "ipco", in: $0) }
      .flatMap { contents(of: "ispe", in: $0) }
      .filter { $0.count >= 12 }
      .map { (width: big($0, 4, 4), height: big($0, 8, 4)) }
    func area(_ size: (width: Int, height: Int)) -> UInt { UInt(size.width) * UInt(size.height) }
    let largest = sizes.max { area($0) < area($1) }
    let end = min(big(bytes, 0, 4), bytes.count)
    let brands = stride(from: 8, to: end - 3, by: 4).map { bytes[$0..<$0 + 4] }
    let isAVIF = brands.contains { $0.elementsEqual("avif".utf8) || $0.elementsEqual("avis".utf8) }
    return largest.map { (isAVIF ? "avif" : "heif", $0.width, $0.height) }
  }

  /// The content of each box of that name, of those that follow one another in `bytes`, up to one that is cut off.
  private static func contents(of name: String, in bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]
  {
    var found: [ArraySlice<UInt8>] = []
    var rest = bytes
    while rest.count >= 8 {
      let size = big(rest, 0, 4)
      // 0 is up to the end; 1, a size of eight bytes, is only met where the pixels are.
      let box = size == 0 ? rest : rest.prefix(size)
      guard size == 0 || size >= 8 && box.count == size else { break }
      if box.dropFirst(4).starts(with: name.utf8) { found.append(box.dropFirst(8)) }
      rest = rest.dropFirst(box.count)
    }
    return found
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

  /// The size that the outermost element says, else that of its view box; 0 by 0 where it says neither.
  private static func svg(_ bytes: [UInt8]) -> Found? {
    let text = String(decoding: bytes.prefix(8192), as: UTF8.self)
    guard let tag = text.firstMatch(of: /<svg\s(?:[^>"']|"[^"]*"|'[^']*')*>/)?.0 else { return nil }
    let width = tag.firstMatch(of: /\swidth=(["'])([^%]+?)\1/).flatMap { pixels($0.2) } ?? 0
    let height = tag.firstMatch(of: /\sheight=(["'])([^%]+?)\1/).flatMap { pixels($0.2) } ?? 0
    if width > 0, height > 0 { return ("svg", width, height) }
    let box = tag.firstMatch(of: /\sviewBox=(["'])(.+?)\1/.ignoresCase())?.2.split(separator: " ")
      .map { pixels($0) ?? 0 }
    guard let box, box.count >= 4, box[2] > 0, box[3] > 0 else { return ("svg", 0, 0) }
    let ratio = Double(box[2]) / Double(box[3])
    if width > 0 {
      return ("svg", width, Int(exactly: (Double(width) / ratio).rounded(.down)) ?? 0)
    }
    if height > 0 {
      return ("svg", Int(exactly: (Double(height) * ratio).rounded(.down)) ?? 0, height)
    }
    return ("svg", box[2], box[3])
  }

  /// A length in CSS's absolute units and those of the default font; nil for others, and for one that no
  /// picture has.
  private static func pixels(_ text: Substring) -> Int? {
    guard let match = text.wholeMatch(of: /([0-9.]+(?:e[0-9]+)?)(in|cm|em|ex|m|mm|pc|pt|px)?/),
      let number = Double(match.1)
    else { return nil }
    let units: [Substring: Double] = [
      "in": 96, "cm": 96 / 2.54, "em": 16, "ex": 8, "m": 9600 / 2.54, "mm": 9.6 / 2.54,
      "pc": 96 / 72 / 12, "pt": 96 / 72,
    ]
    return Int(exactly: (number * (match.2.flatMap { units[$0] } ?? 1)).rounded())
  }
}
