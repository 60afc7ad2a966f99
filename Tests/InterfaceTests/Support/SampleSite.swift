import Diagnostics
import Interface
import Schemas
import Sites
import Values

/// A small site in memory: what the screens' tests look at.
enum SampleSite {
  static let root = "/home/jo/harbour"

  static var snapshot: SiteSnapshot {
    SiteSnapshot(
      root: root,
      name: "harbour",
      config: "src/content.config.ts",
      astroVersion: "5.13.2",
      zodMajor: 3,
      collections: [blog, authors, docs, events],
      problems: [],
      fileCount: 19,
      changedFileCount: 2,
      seconds: 0.041
    )
  }

  static var blog: CollectionSnapshot {
    CollectionSnapshot(
      name: "blog",
      loader: .glob,
      base: "src/content/blog",
      patterns: ["**/*.md"],
      columns: [
        EntryColumn(key: "pubDate", kind: .date), EntryColumn(key: "tags", kind: .list),
        EntryColumn(key: "draft", kind: .boolean), EntryColumn(key: "author", kind: .text),
      ],
      entries: [
        entry(
          "hello-world",
          "Hello, world",
          "4th of Jan",
          ["astro", "intro"],
          false,
          "jan",
          helloProblems
        ),
        entry("css-grid", "CSS grid tricks you forgot", day(20_090), ["css"], false, "mira"),
        entry(
          "release-7",
          "What is new in release 7",
          day(20_077),
          ["release"],
          false,
          "mira",
          [warning]
        ),
        entry("spring", "Ideas for spring", .undefined, [], true, "jo"),
        entry("tokyo", "東京ミートアップ", day(20_061), ["events"], false, "jo"),
        entry(
          "sqlite",
          "Why we keep state in SQLite",
          day(20_057),
          ["db", "sqlite"],
          false,
          "mira"
        ),
        entry("forms", "Forms without a server", day(20_039), ["forms"], false, "jo"),
        entry("a11y", "Accessible terminals", day(19_998), ["a11y", "tui"], false, "mira"),
        entry("mdx", "MDX tips", day(19_980), ["mdx"], false, "jo"),
        entry("perf", "Performance diary", day(19_965), ["perf"], true, "mira"),
        entry("lights", "Harbour lights, and what they say", day(19_950), ["sea"], false, "jo"),
        entry("tides", "Reading tide tables", day(19_930), ["sea", "maps"], false, "mira"),
      ]
    )
  }

  static var authors: CollectionSnapshot {
    CollectionSnapshot(
      name: "authors",
      loader: .file,
      base: "src/data/authors.yaml",
      columns: [EntryColumn(key: "email", kind: .text)],
      entries: ["jo", "mira", "jane"].map {
        EntrySummary(
          id: $0,
          file: "src/data/authors.yaml",
          title: $0.capitalized,
          cells: [.string("\($0)@example.org")]
        )
      }
    )
  }

  static var docs: CollectionSnapshot {
    CollectionSnapshot(
      name: "docs",
      loader: .glob,
      base: "src/content/docs",
      entries: ["en/start", "en/install", "de/start"].map {
        EntrySummary(id: $0, file: "src/content/docs/\($0).mdx", title: $0)
      }
    )
  }

  static var events: CollectionSnapshot {
    CollectionSnapshot(
      name: "events",
      loader: .custom,
      status: .unchecked("its loader fetches from the network; its entries are not read")
    )
  }

  // MARK: Entries

  static func day(_ days: Int) -> Value {
    .date(DateValue(milliseconds: Double(days) * 86_400_000))
  }

  private static func entry(
    _ id: String,
    _ title: String,
    _ date: Value,
    _ tags: [String],
    _ draft: Bool,
    _ author: String,
    _ problems: [Problem] = []
  ) -> EntrySummary {
    EntrySummary(
      id: id,
      file: "src/content/blog/\(id).md",
      title: title,
      cells: [date, .array(tags.map(Value.string)), .boolean(draft), .string(author)],
      problems: problems
    )
  }

  static let source = """
    ---
    title: Hello, world
    pubDate: 4th of Jan   # first ever
    author: jan
    tags:
      - astro
      - intro
    draft: false
    cover: ./hello.png
    legacyId: 1182
    ---

    # Hello, world

    This is the first post. It links to [the docs](/docs/en/install/).

    """

  static func problem(
    _ rule: String,
    _ severity: Severity,
    _ message: String,
    _ key: String,
    _ text: String,
    help: String? = nil,
    in entry: String = "hello-world"
  ) -> Problem {
    let source = SourceText(Self.source)
    let lower = Self.source.utf8.firstRange(of: text.utf8).map {
      Self.source.utf8.distance(from: Self.source.utf8.startIndex, to: $0.lowerBound)
    }
    let span = lower.map { SourceSpan($0..<$0 + text.utf8.count, in: source) }
    return Problem(
      rule: rule,
      severity: severity,
      message: message,
      collection: "blog",
      entry: entry,
      path: [.key(key)],
      file: "src/content/blog/\(entry).md",
      span: span,
      help: help
    )
  }

  static var helloProblems: [Problem] {
    [
      problem(
        "schema/invalid_type",
        .error,
        "Expected date, received string",
        "pubDate",
        "4th of Jan"
      ),
      problem(
        "reference/missing",
        .error,
        "there is no entry 'jan' in authors",
        "author",
        "jan",
        help: "did you mean 'jane'?"
      ),
    ]
  }

  static var warning: Problem {
    Problem(
      rule: "file/ignored",
      severity: .warning,
      message: "the file is ignored by the glob",
      collection: "blog",
      entry: "release-7",
      file: "src/content/blog/release-7.md"
    )
  }

  static var hello: OpenEntry {
    OpenEntry(
      reference: EntryReference(
        collection: "blog",
        id: "hello-world",
        file: "src/content/blog/hello-world.md"
      ),
      bytes: Array(source.utf8),
      hash: "1",
      data: helloData,
      field: schema,
      problems: helloProblems,
      bodyStart: Array(source.utf8).count - 90
    )
  }

  static let helloData: Value = [
    "title": "Hello, world", "pubDate": "4th of Jan", "author": "jan", "tags": ["astro", "intro"],
    "draft": false, "cover": "./hello.png", "legacyId": 1182,
  ]

  static let schema = FieldDescription(
    kind: .object(
      [
        text("title", maximum: 80, required: true),
        FieldDescription(key: "pubDate", label: "pubDate", kind: .date(minimum: nil, maximum: nil)),
        FieldDescription(
          key: "updated",
          label: "updated",
          isRequired: false,
          kind: .date(minimum: nil, maximum: nil)
        ),
        FieldDescription(key: "author", label: "author", kind: .reference(collection: "authors")),
        FieldDescription(
          key: "tags",
          label: "tags",
          isRequired: false,
          kind: .array(item: FieldDescription(kind: .text(.init())), minimum: nil, maximum: nil)
        ),
        FieldDescription(
          key: "draft",
          label: "draft",
          isRequired: false,
          defaultValue: false,
          kind: .boolean
        ),
        FieldDescription(key: "cover", label: "cover", isRequired: false, kind: .image),
        FieldDescription(
          key: "seo",
          label: "SEO",
          help: "What search engines show",
          isRequired: false,
          kind: .object(
            [
              text("title", maximum: 60), text("description", maximum: 160),
              FieldDescription(key: "noindex", label: "noindex", isRequired: false, kind: .boolean),
            ],
            unknownKeys: .strip
          )
        ),
        FieldDescription(
          key: "layout",
          label: "layout",
          isRequired: false,
          kind: .choice(["post", "wide", "photo"])
        ),
        FieldDescription(
          key: "related",
          label: "related",
          isRequired: false,
          kind: .array(
            item: FieldDescription(
              kind: .object(
                [text("label", required: true), text("url", required: true)],
                unknownKeys: .strip
              )
            ),
            minimum: nil,
            maximum: 3
          )
        ),
        FieldDescription(
          key: "order",
          label: "order",
          isRequired: false,
          kind: .number(minimum: 0, maximum: 99, isInteger: true)
        ),
      ],
      unknownKeys: .strip
    )
  )

  private static func text(
    _ key: String,
    maximum: Int? = nil,
    required: Bool = false
  ) -> FieldDescription {
    FieldDescription(
      key: key,
      label: key,
      isRequired: required,
      kind: .text(.init(maximum: maximum))
    )
  }
}
