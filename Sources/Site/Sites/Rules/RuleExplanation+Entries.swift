extension RuleExplanation {
  static let parsing = [
    RuleExplanation(
      "parse/yaml",
      "the YAML of a file or its frontmatter does not parse",
      meaning:
        "The words and the place are js-yaml's, which Astro reads with. The build stops at it.",
      example: "title: Boats: a history",
      fix: "Quote texts that hold ': ' or ' #' or begin with a sign of YAML's own."
    ),
    RuleExplanation(
      "parse/toml",
      "the TOML of a file or its frontmatter does not parse",
      meaning: "The build stops at it.",
      example: "title = Boats",
      fix: "Quote texts, and write dates as 2026-01-04."
    ),
    RuleExplanation(
      "parse/json",
      "the JSON of a file does not parse",
      meaning:
        "The words are JSON.parse's. The build stops at it; a file of many entries is left out.",
      example: #"{ "name": "Ann", }"#,
      fix: "Remove commas before } and ], and comments; quote every key."
    ),
    RuleExplanation(
      "parse/encoding",
      "a file is not UTF-8",
      meaning: """
        Astro reads a replacement character for each byte that it does not understand, and finds nothing \
        in a file that is UTF-16.
        """,
      fix: "Save the file as UTF-8."
    ),
    RuleExplanation(
      "content/text-direction",
      "an invisible sign turns the direction of what follows",
      meaning: """
        A right-to-left override, embedding or isolate is not ended on its line, so the line is shown in \
        another order than it is read (CVE-2021-42574). Signs that are ended are no problem.
        """,
      example: "title: A\u{202E} note",
      fix: "Remove the sign, or end it with U+202C or, for isolates, U+2069."
    ),
    RuleExplanation(
      "parse/limit",
      "what a file stands for is too big",
      meaning:
        """
        Aliases in YAML can stand for more than a machine can hold, and nesting can be deeper than a reader's \
        stack. Such a file is refused. An entry of more than half a million lines or values is a warning, \
        and so is one on which a pattern of the schema takes millions of steps: it is listed, and not checked.
        """,
      fix:
        "Write the values out, use fewer aliases of aliases, or keep such data with the file loader."
    ),
    RuleExplanation(
      "parse/unreadable",
      "a file cannot be read",
      meaning: """
        The system refused it. Astro 5 and later log it and build the site without the entry; earlier \
        versions stop.
        """,
      fix: "Correct the file's permissions, or remove it."
    ),
    RuleExplanation(
      "parse/parser",
      "the parser that the site passes to file() failed",
      meaning: "Astro logs it, and none of the file's entries is there.",
      fix: "Look at what the parser threw, and at the file that it was given."
    ),
    RuleExplanation(
      "parse/missing-id",
      "an item of a file has neither id nor slug",
      meaning:
        "file() takes a list of objects that each have an id. Astro logs the item and leaves it out.",
      example: #"[{ "name": "Ann" }]"#,
      fix: #"Add an id: { "id": "ann", "name": "Ann" }."#
    ),
  ]

  static let advice = [
    RuleExplanation(
      "content/date-shift",
      "a date is read as another one than is written",
      meaning: """
        A day that does not exist runs over into the next month, and z.coerce.date() makes 1970-01-01 of a \
        key with nothing behind it. The site builds with that date.
        """,
      example: "pubDate: 2024-02-30   # read as 2024-03-01",
      fix: "Write the day that is meant, or remove the key."
    )
  ]

  static let entries = [
    RuleExplanation(
      "entry/duplicate-id",
      "two entries have the same id",
      meaning: "Astro logs it, and the later one replaces the earlier: one page is missing.",
      example: "src/content/blog/hello.md and src/content/blog/Hello.md",
      fix: "Rename one of the files, or give it a slug."
    ),
    RuleExplanation(
      "entry/empty-id",
      "the name of a file leaves nothing for an id",
      meaning: "An id is the path without ending, slugified: signs and emoji fall away.",
      example: "src/content/blog/!.md",
      fix: "Rename the file, or give it a slug."
    ),
    RuleExplanation(
      "entry/invalid-id",
      "an id that a loader of the site's own gives is no text",
      meaning: """
        Astro 5 and later stop with "returned an entry with an invalid `id`". The entry is shown under \
        the id as text.
        """,
      example: "loader: async () => [{ id: 1 }]",
      fix: "Make it a text in the loader: id: String(item.id)."
    ),
    RuleExplanation(
      "entry/id",
      "the site's generateId failed for a file",
      meaning: "The build stops at it.",
      fix: "Look at what generateId threw, and at the data of the file."
    ),
    RuleExplanation(
      "entry/slug",
      "slug is no text",
      meaning: "In Astro 2 to 4 a slug in the frontmatter replaces the one from the file's name.",
      example: "slug: 2024",
      fix: #"Quote it: slug: "2024"."#
    ),
    RuleExplanation(
      "entry/not-an-object",
      "a file does not hold keys and values",
      meaning: "An entry's data is an object; a text, a number or a list is none.",
      example: "---\njust a text\n---",
      fix: "Write keys and values: title: …"
    ),
  ]
}
