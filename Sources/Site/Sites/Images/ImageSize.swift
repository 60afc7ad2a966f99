/// An image's width and height in pixels, as its first bytes say it.
package struct ImageSize: Sendable, Equatable {
  package var width: Int
  package var height: Int

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Reads PNG, GIF, JPEG, WebP, AVIF and SVG; nil for others, and where more bytes are needed.
  package init?(of bytes: [UInt8]) {
    let reader = ImageReader(bytes: bytes)
    guard
      let size = reader.png ?? reader.gif ?? reader.webP ?? reader.jpeg ?? reader.avif
        ?? reader.svg
    else { return nil }
    self = size
  }
}

/// Reads the size out of the formats' heads.
private struct ImageReader {
  let bytes: [UInt8]

  private func starts(_ text: String, at place: Int = 0) -> Bool {
    bytes.count >= place + text.utf8.count && bytes[place...].starts(with: text.utf8)
  }

  /// `count` bytes as a number, the most significant first; nil past the end.
  private func big(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// `count` bytes as a number, the least significant first; nil past the end.
  private func little(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place + count <= bytes.count else { return nil }
    return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func size(_ width: Int?, _ height: Int?) -> ImageSize? {
    guard let width, let height, width > 0, height > 0 else { return nil }
    return ImageSize(width: width, height: height)
  }

  // PNG, 11.2.1: IHDR comes first.
  var png: ImageSize? {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]), starts("IHDR", at: 12) else { return nil }
    return Self.size(big(16, 4), big(20, 4))
  }

  // GIF89a, 18: the logical screen.
  var gif: ImageSize? { starts("GIF8") ? Self.size(little(6, 2), little(8, 2)) : nil }

  // RFC 9649, 2.5 to 2.7.
  var webP: ImageSize? {
    guard starts("RIFF"), starts("WEBP", at: 8) else { return nil }
    if starts("VP8X", at: 12) {
      return Self.size(little(24, 3).map { $0 + 1 }, little(27, 3).map { $0 + 1 })
    }
    if starts("VP8L", at: 12) {
      guard let bits = little(21, 4) else { return nil }
      return Self.size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    }
    guard starts("VP8 ", at: 12) else { return nil }
    return Self.size(little(26, 2).map { $0 & 0x3FFF }, little(28, 2).map { $0 & 0x3FFF })
  }

  // ITU-T T.81, B.2.2: the frame header, after any other segments.
  var jpeg: ImageSize? {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var place = 2
    while let marker = big(place, 2), marker >= 0xFF00 {
      let isFrame =
        (0xFFC0...0xFFCF).contains(marker) && ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker)
      if isFrame { return Self.size(big(place + 7, 2), big(place + 5, 2)) }
      guard let length = big(place + 2, 2), length >= 2 else { return nil }
      place += 2 + length
    }
    return nil
  }

  // ISO/IEC 23008-12, 6.5.3: the largest of the image's spatial extents.
  var avif: ImageSize? {
    guard starts("ftypavif", at: 4) || starts("ftypavis", at: 4) else { return nil }
    var best: ImageSize?
    let name = Array("ispe".utf8)
    for place in bytes.indices.prefix(4096)
    where bytes[place] == name[0] && starts("ispe", at: place) {
      guard let size = Self.size(big(place + 8, 4), big(place + 12, 4)) else { continue }
      if size.width > best?.width ?? 0 { best = size }
    }
    return best
  }

  // SVG 2, 8.2: width and height of the outermost element, else its view box.
  var svg: ImageSize? {
    guard bytes.prefix(512).contains(UInt8(ascii: "<")) else { return nil }
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let start = text.firstRange(of: "<svg"),
      let end = text[start.upperBound...].firstIndex(of: ">")
    else { return nil }
    let tag = text[start.upperBound..<end]
    if let size = Self.size(Self.pixels("width", in: tag), Self.pixels("height", in: tag)) {
      return size
    }
    let box = Self.attribute("viewBox", in: tag)?
      .split { $0 == " " || $0 == "," }.map { Double($0).map { Int($0.rounded()) } ?? 0 }
    guard let box, box.count == 4 else { return nil }
    return Self.size(box[2], box[3])
  }

  private static func attribute(_ name: String, in tag: Substring) -> Substring? {
    guard let range = tag.firstRange(of: " \(name)=\"") ?? tag.firstRange(of: "\n\(name)=\"")
    else { return nil }
    return tag[range.upperBound...].prefix { $0 != "\"" }
  }

  /// A length in pixels; nil in other units.
  private static func pixels(_ name: String, in tag: Substring) -> Int? {
    guard let text = attribute(name, in: tag) else { return nil }
    let number = text.hasSuffix("px") ? text.dropLast(2) : text
    return Double(number).flatMap { $0.isFinite && $0 < 1e9 ? Int($0.rounded()) : nil }
  }
}
