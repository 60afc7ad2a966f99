import Sites
import Testing

/// What is known of a site's images without decoding them.
@Suite struct ImageTests {
  private static let jpeg: [UInt8] = [
    0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC4, 0, 3, 9, 0xFF, 0xC2, 0, 11, 8, 0x02, 0x76,
    0x04, 0xB0, 3, 1, 0x22, 0,
  ]
  private static let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 4,
    0xB0, 0, 0, 2, 0x76,
  ]

  private static func bytes(_ text: String, _ rest: [UInt8] = []) -> [UInt8] {
    Array(text.utf8) + rest
  }

  private static let images: [([UInt8], ImageSize)] = [
    (png, ImageSize(width: 1200, height: 630)),
    (jpeg, ImageSize(width: 1200, height: 630)),
    (bytes("GIF89a", [0x10, 0x01, 0x20, 0x00]), ImageSize(width: 272, height: 32)),
    (
      bytes("RIFF....WEBPVP8X", [10, 0, 0, 0, 0, 0, 0, 0, 0xAF, 4, 0, 0x75, 2, 0]),
      ImageSize(width: 1200, height: 630)
    ),
    (
      bytes("RIFF....WEBPVP8L", [9, 0, 0, 0, 0x2F, 0x0F, 0xC0, 0x07, 0]),
      ImageSize(width: 16, height: 32)
    ),
    (bytes("<?xml?><svg width=\"24px\" height=\"12\">"), ImageSize(width: 24, height: 12)),
    (
      bytes("<svg xmlns=\"x\" width=\"1em\" height=\"1em\" viewBox=\"0 0 640 480\">"),
      ImageSize(width: 640, height: 480)
    ),
  ]

  @Test(arguments: images)
  func `an image's size is read from its head`(bytes: [UInt8], size: ImageSize) {
    #expect(ImageSize(of: bytes) == size)
  }

  @Test func `a head that is cut off gives no size and does no harm`() {
    for count in 0..<Self.jpeg.count - 6 {
      #expect(ImageSize(of: Array(Self.jpeg.prefix(count))) == nil)
    }
  }

  @Test(arguments: [
    ("src/assets/a.png", nil, "../../assets/a.png"), ("src/content/blog/a.png", nil, "./a.png"),
    ("src/content/blog/img/a.png", "./b.png", "./img/a.png"),
    ("src/assets/a.png", "~/assets/b.png", "~/assets/a.png"),
    ("src/assets/a.png", "@/assets/b.png", "@/assets/a.png"),
    ("public/img/a.png", "/img/b.png", "/img/a.png"),
  ])
  func `an image is named as the entry names such things`(
    file: String,
    other: String?,
    path: String
  ) {
    let image = SiteImage(file: file, byteCount: 1)
    #expect(image.path(from: "src/content/blog/post.md", like: other) == path)
    #expect(SiteImage.file(path, from: "src/content/blog/post.md") == file)
  }

  @Test func `the images of src and public are listed`() async throws {
    let folder = try SiteFolder([
      "src/assets/a.svg": "<svg width=\"3\" height=\"4\">", "src/assets/notes.txt": "no image",
      "public/b.SVG": "<svg>", "node_modules/c.svg": "<svg>",
    ])
    let images = try await folder.open().images()
    #expect(
      images == [
        SiteImage(file: "public/b.SVG", byteCount: 5),
        SiteImage(
          file: "src/assets/a.svg",
          byteCount: 26,
          size: ImageSize(width: 3, height: 4)
        ),
      ]
    )
  }
}
