import FrontisTestSupport
import Testing

@testable import SiteScripts

/// What a stranger's images may hold; their sizes are in `ImageTests`.
@Suite struct ImageHeaderTests {
  /// The first bytes of an image of each kind that has parts which lengths or places lead to.
  private static let beginnings: [[UInt8]] = [
    [0, 0, 0, 16] + Array("ftypavif".utf8) + [0, 0, 0, 0, 0, 0, 0, 48] + Array("meta".utf8)
      + [0, 0, 0, 0, 0, 0, 0, 36] + Array("iprp".utf8) + [0, 0, 0, 28] + Array("ipco".utf8)
      + [0, 0, 0, 20] + Array("ispe".utf8) + [0, 0, 0, 0, 0, 0, 2, 128, 0, 0, 1, 224],
    [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0, 0, 1, 3, 0, 1, 0, 0, 0, 128, 2, 0, 0]
      + [1, 1, 4, 0, 1, 0, 0, 0, 224, 1, 0, 0],
    [0xFF, 0xD8, 0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8]
      + [0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
      + [0xFF, 0xC0, 0, 11, 8, 1, 224, 2, 128, 1, 0, 0],
    Array("RIFF".utf8) + [32, 0, 0, 0] + Array("WEBPVP8X".utf8) + [10, 0, 0, 0, 0, 0, 0, 0]
      + [127, 2, 0, 223, 1, 0],
    Array("<svg width='640' viewBox='0 0 640 480'>".utf8),
  ]

  @Test(arguments: ["width='9e' height='1'", "viewBox='0 0 1 9e'"])
  func `a drawing may be called larger than any number`(size: String) {
    let digits = String(repeating: "9", count: 40)
    let text = "<svg \(size.replacing("9e", with: digits))></svg>"
    #expect(ImageHeader(Array(text.utf8))?.format == "svg")
  }

  @Test(arguments: [
    ("width='640' height=\"480\"", 640, 480), ("width='10cm' height='1in'", 378, 96),
    ("width='100%' height='100%' viewBox='0 0 24 12'", 24, 12),
    ("title='a > b' viewbox='0 0 24.4 12.6'", 24, 13), ("width='48' viewBox='0 0 24 12'", 48, 24),
    ("height='48px' viewBox='0 0 24 12'", 96, 48), ("data-width='9'", 0, 0),
  ])
  func `a drawing has the size that its element says`(text: String, width: Int, height: Int) throws
  {
    let header = try #require(
      ImageHeader(Array("<?xml version='1.0'?>\n<svg \(text)><path/>".utf8))
    )
    #expect(header.format == "svg")
    #expect([header.width, header.height] == [width, height])
  }

  @Test(arguments: beginnings) func `a damaged header has a size or none`(bytes: [UInt8]) {
    var random = SeededGenerator(seed: 5)
    var found = 0
    for _ in 0..<5_000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 0..<4, using: &random) {
        let place = damaged.indices.randomElement(using: &random) ?? 0
        damaged[place] =
          [0, 1, 255, .random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        damaged.removeLast(Int.random(in: 0...damaged.count, using: &random))
      }
      guard let header = ImageHeader(damaged) else { continue }
      found += 1
      #expect(header.width >= 0 && header.height >= 0)
    }
    #expect(found > 500)
  }
}
