import Foundation
import Sites
import Testing

/// `image()`, which looks at the file while an entry is checked in Astro 2 to 4, and later when a page is built.
@Suite(.enabled(if: hasEsbuild, "esbuild is not installed")) struct ImageTests {
  /// A PNG's first bytes: 640 by 480.
  private static let picture: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 2, 128, 0, 0, 1, 224]

  private static let config = """
    import { z, defineCollection } from 'astro:content';
    export const collections = { blog: defineCollection({ schema: ({ image }) => z.object({
      cover: image().refine((cover) => cover.width >= 600, 'too small').optional(),
      shape: image().transform((shape) => `${shape.format} ${shape.height}`).optional(),
      either: image().or(z.string()).optional(),
    }) }) };
    """

  private func site(_ covers: [String], key: String = "cover") throws -> SiteFolder {
    let folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "4.16.0" } }"#,
      "src/content/config.ts": Self.config,
    ])
    for (number, cover) in covers.enumerated() {
      let data = try JSONSerialization.data(withJSONObject: cover, options: .fragmentsAllowed)
      let text = String(decoding: data, as: UTF8.self)
      try folder.write("src/content/blog/\(number).md", "---\n\(key): \(text)\n---\n")
    }
    return folder
  }

  @Test func `its size and format are there for the site's code`() async throws {
    let folder = try site(["./a.png"], key: "shape")
    try folder.write("src/content/blog/a.png", Self.picture)
    let site = try folder.open()
    #expect(await site.refresh().allProblems == [])
    #expect(await site.entries(of: "blog")?.first?.data[["shape"]] == "png 480")
  }

  /// The first bytes of images of 640 by 480, with the format that Astro says it is.
  private static let pictures: [(format: String, bytes: [UInt8])] = [
    ("avif", [0, 0, 0, 20] + Array("ftypavif".utf8) + [0, 0, 0, 0] + Array("mif1".utf8) + meta),
    ("heif", [0, 0, 0, 16] + Array("ftypmif1".utf8) + [0, 0, 0, 0] + meta),
    (
      "tiff",
      [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0] + [0, 1, 3, 0, 1, 0, 0, 0, 128, 2, 0, 0]
        + [1, 1, 4, 0, 1, 0, 0, 0, 224, 1, 0, 0]
    ),
    (
      "tiff",
      [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 2] + [1, 0, 0, 3, 0, 0, 0, 1, 2, 128, 0, 0]
        + [1, 1, 0, 4, 0, 0, 0, 1, 0, 0, 1, 224]
    ),
    ("jpg", [0xFF, 0xD8] + frame(width: [2, 128], height: [1, 224])),
    ("jpg", [0xFF, 0xD8] + turned + frame(width: [1, 224], height: [2, 128])),
  ]

  /// The boxes of one image of 640 by 480 and one of its tiles.
  private static let meta: [UInt8] =
    box(
      "meta",
      [0, 0, 0, 0] + box("iprp", box("ipco", size([0, 64], [0, 64]) + size([2, 128], [1, 224])))
    )

  private static func size(_ width: [UInt8], _ height: [UInt8]) -> [UInt8] {
    box("ispe", [0, 0, 0, 0, 0, 0] + width + [0, 0] + height)
  }

  private static func box(_ name: String, _ content: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(8 + content.count)] + Array(name.utf8) + content
  }

  /// An Exif segment that has the picture turned by a quarter.
  private static let turned: [UInt8] =
    [0xFF, 0xE1, 0, 34] + Array("Exif\0\0".utf8) + [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
    + [1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0] + [0, 0, 0, 0]

  private static func frame(width: [UInt8], height: [UInt8]) -> [UInt8] {
    [0xFF, 0xC0, 0, 11, 8] + height + width + [1, 0, 0, 0]
  }

  @Test(arguments: pictures) func `its format is one of Astro's`(picture: (String, [UInt8]))
    async throws
  {
    let folder = try site(["./a.image"], key: "shape")
    try folder.write("src/content/blog/a.image", picture.1)
    let site = try folder.open()
    #expect(await site.refresh().allProblems == [])
    #expect(
      await site.entries(of: "blog")?.first?.data[["shape"]] == .string("\(picture.0) 480")
    )
  }

  @Test func `a picture that ends too early is none`() async throws {
    for (number, picture) in Self.pictures.enumerated() {
      let header = picture.bytes
      let folder = try site(header.indices.map { "./\($0).image" })
      for count in header.indices {
        try folder.write("src/content/blog/\(count).image", Array(header[..<count]))
      }
      let problems = try await folder.open().refresh().allProblems
      #expect(problems.count > header.count / 2, "\(number)")
      // Before the whole's size may stand that of a tile.
      #expect(Set(problems.map(\.rule)).isSubset(of: ["image/missing", "schema/custom"]))
    }
  }

  @Test func `one that is not there is a warning, and nothing else is said of it`() async throws {
    let folder = try site(["./a.png", "../../assets/b.png", "~/assets/b.png", "./none.png"])
    try folder.write("src/content/blog/a.png", Self.picture)
    try folder.write("src/assets/b.png", Self.picture)
    let problems = try await folder.open().refresh().allProblems
    #expect(problems.map(\.file) == ["src/content/blog/3.md"])
    #expect(problems.map(\.rule) == ["image/missing"])
    #expect(problems.map(\.severity) == [.warning])
    #expect(problems.map(\.message) == ["Image ./none.png does not exist. Is the path correct?"])
  }

  @Test func `in a union it is the image that is missing, and others are still errors`()
    async throws
  {
    let folder = try site([])
    try folder.write(
      "src/content/config.ts",
      """
      import { z, defineCollection } from 'astro:content';
      export const collections = { blog: defineCollection({ schema: ({ image }) => z.object({
        cover: z.union([z.object({ alt: z.string(), file: image() }), z.object({ html: z.string() })]),
      }) }) };
      """
    )
    try folder.write("src/content/blog/a.md", "---\ncover:\n  alt: A\n  file: ./a.png\n---\n")
    try folder.write("src/content/blog/b.md", "---\ncover:\n  file: ./a.png\n---\n")
    let problems = try await folder.open().refresh().allProblems
    #expect(problems.map(\.rule) == ["image/missing", "schema/invalid_union"])
    #expect(problems.first?.path == ["cover", "file"])
    #expect(problems.first?.span?.start.line == 4)
  }

  @Test func `it is found behind an alias of tsconfig`() async throws {
    let folder = try site(["$pics/b.png", "@pics/none.png"])
    try folder.write("src/assets/pics/b.png", Self.picture)
    try folder.write(
      "tsconfig.json",
      #"{ "compilerOptions": { "paths": { "$pics/*": ["./src/assets/pics/*"] } } }"#
    )
    let problems = try await folder.open().refresh().allProblems
    #expect(problems.map(\.file) == ["src/content/blog/1.md"])
  }

  @Test func `Astro 5 and later look for it when they build, so it is looked for here`()
    async throws
  {
    let folder = try SiteFolder([
      "package.json": #"{ "dependencies": { "astro": "5.14.0" } }"#,
      "src/content.config.ts": """
      import { defineCollection } from 'astro:content';
      import { glob, file } from 'astro/loaders';
      import { z } from 'astro/zod';
      const schema = ({ image }) => z.object({
        cover: image().optional(), shots: z.array(z.object({ src: image() })).optional(),
      });
      export const collections = {
        notes: defineCollection({ loader: glob({ base: 'notes', pattern: '**/*.md' }), schema }),
        items: defineCollection({ loader: file('data/items.json'), schema }),
      };
      """,
      "notes/a/gone.md":
        "---\ncover: ./none.png\nshots: [{src: ../here.PNG}, {src: ../no.webp}]\n---\n",
      "notes/a/kept.md": "---\ncover: ../here.PNG\n---\n",
      // An alias, a package, an address, none that is imported, and one outside of the site.
      "notes/b.md": """
      ---
      cover: "@/none.png"
      shots: [{src: none.png}, {src: "https://a.example/b.png"}, {src: ./a.pdf}, {src: ../../x.png}]
      ---
      """, "notes/here.PNG": "", "data/items.json": #"[{ "id": "a", "cover": "./none.png" }]"#,
    ])
    let site = try folder.open()

    let found = await site.refresh().allProblems

    #expect(found.map(\.rule) == ["image/missing", "image/missing", "image/missing"])
    #expect(found.allSatisfy { $0.severity == .warning })
    #expect(
      found.map { "\($0.file) \($0.pathText) \($0.span?.start.line ?? 0)" } == [
        "notes/a/gone.md cover 2", "notes/a/gone.md shots[1].src 3", "data/items.json cover 1",
      ]
    )
    #expect(
      found.first?.message == "Could not find requested image `./none.png`. Does it exist?"
    )
    try folder.write("notes/a/none.png", "")
    #expect(await site.refresh().allProblems.count == 2)
  }

  @Test func `a text may stand instead`() async throws {
    let folder = try site(["https://tide.example/a.png"], key: "either")
    #expect(try await folder.open().refresh().allProblems == [])
  }

  @Test func `no path leads to a file outside of the site`() async throws {
    let folder = try site([])
    let outside = folder.path("..") + "/outside.png"
    try Data(Self.picture).write(to: URL(filePath: outside))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.png"),
      withDestinationPath: outside
    )
    let steps = ["..", "%2e%2e", "%2E.", ".%2e", "..%2f..", "./.."]
    let starts = ["", "/", "./", "~/", "@/", "file://", "\\", "x/"]
    var payloads = [
      outside, "file://" + outside, "../../../link.png", "./\u{0}", outside + "\u{0}.png",
    ]
    for start in starts {
      for step in steps {
        for depth in 1...5 {
          let path = Array(repeating: step, count: depth).joined(separator: "/")
          payloads.append("\(start)\(path)/outside.png")
        }
      }
    }
    #expect(payloads.count > 200)
    for (number, payload) in payloads.enumerated() {
      let data = try JSONSerialization.data(withJSONObject: payload, options: .fragmentsAllowed)
      let text = String(decoding: data, as: UTF8.self)
      try folder.write("src/content/blog/\(number).md", "---\ncover: \(text)\n---\n")
    }
    let snapshot = try await folder.open().refresh()
    let entries = try #require(snapshot[collection: "blog"]?.entries)
    #expect(entries.count == payloads.count)
    let others = entries.filter { $0.problems.map(\.rule) != ["image/missing"] }
    #expect(others.map { "\($0.id) \($0.problems.map(\.message))" } == [])
  }
}
