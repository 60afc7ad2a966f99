extension RuleExplanation {
  static let schemas = [
    RuleExplanation(
      "schema/invalid_type",
      "a value is of another type than the schema says, or is missing",
      meaning: """
        Received undefined means that the key is not there; received null that it is there with nothing \
        behind it. YAML decides the type: 4 is a number, true a boolean, 2026-01-04 a date.
        """,
      example: "title: 2026        # expected string, received number",
      fix: #"Write a value of the type: quote texts that look like something else, title: "2026"."#
    ),
    RuleExplanation(
      "schema/invalid_value",
      "a value is none of those that the schema names",
      meaning: "z.enum() and z.literal() take exactly what they list; case counts.",
      example: "level: Easy        # expected one of \"easy\"|\"hard\"",
      fix: "Choose one of the values that the message names."
    ),
    RuleExplanation(
      "schema/too_small",
      "a text, number, list or date is below the schema's bound",
      meaning:
        "Lengths of texts are counted in UTF-16 units, as JavaScript does: most emoji are two.",
      example: "tags: []           # expected array to have >=1 items",
      fix: "Write more, or a greater value."
    ),
    RuleExplanation(
      "schema/too_big",
      "a text, number, list or date is above the schema's bound",
      meaning:
        "Lengths of texts are counted in UTF-16 units, as JavaScript does: most emoji are two.",
      example: "rating: 11         # expected number to be <=10",
      fix: "Write less, or a smaller value."
    ),
    RuleExplanation(
      "schema/invalid_format",
      "a text does not have the form that the schema asks for",
      meaning: "z.email(), z.url(), z.iso.date(), regex() and their like look at the whole text.",
      example: "site: example.com  # invalid URL",
      fix: "Write it in full: https://example.com."
    ),
    RuleExplanation(
      "schema/not_multiple_of",
      "a number is no multiple of what the schema asks for",
      meaning: "multipleOf() and step() allow for the errors of binary fractions.",
      example: "price: 1.234       # must be a multiple of 0.01",
      fix: "Round it."
    ),
    RuleExplanation(
      "schema/unrecognized_keys",
      "an object has keys that its strict schema does not know",
      meaning:
        "Often a key that is mistyped. Objects that are not strict drop such keys without a word.",
      example: "titel: Hello",
      fix: "Correct or remove the key, or add it to the schema."
    ),
    RuleExplanation(
      "schema/invalid_union",
      "a value fits none of the forms that the schema allows",
      meaning: """
        Each form's own issues stand in the issue's errors. In a discriminated union the key that tells \
        the forms apart has a value that no form has.
        """,
      example: "kind: artikel      # expected 'article' | 'landing'",
      fix: "Choose one of the forms and write all of its keys."
    ),
    RuleExplanation(
      "schema/invalid_key",
      "a key of a record or map does not fit the schema for keys",
      meaning: "z.record() takes a schema for keys and one for values; this is the first.",
      example: "prices: { usd: 4 } # keys must be one of EUR, GBP",
      fix: "Correct the key."
    ),
    RuleExplanation(
      "schema/invalid_element",
      "a value in a map does not fit the schema",
      meaning: "The issues of the value stand in the issue's own list.",
      fix: "Correct the value."
    ),
    RuleExplanation(
      "schema/custom",
      "a check that the site wrote itself failed",
      meaning: """
        refine(), superRefine(), check(), and transform() with ctx.addIssue() run the site's own code; the \
        message is the site's. A reference() of the wrong form is one too. Codes that the site makes up \
        are like it.
        """,
      example: "updatedDate: 2020-01-01   # updatedDate is before pubDate",
      fix: "Do what the message says; the check stands in the content config."
    ),
    RuleExplanation(
      "schema/exception",
      "code of the schema threw, or did not end, on an entry",
      meaning: """
        A refine(), transform(), preprocess() or default() of the site threw instead of adding an issue. \
        Astro's build stops with that error, without the name of the entry. Code that runs for more than \
        a second is stopped.
        """,
      example: "z.string().optional().transform((text) => text.trim())   # text is undefined",
      fix: "Let the function bear the value, or correct the entry."
    ),
    RuleExplanation(
      "schema/invalid_literal",
      "a value is not the one that the schema names (Zod 3)",
      meaning: "z.literal() takes exactly one value, of its type.",
      example: #"draft: "true"      # expected true"#,
      fix: "Write the value that the message names."
    ),
    RuleExplanation(
      "schema/invalid_enum_value",
      "a value is none of those that the schema names (Zod 3)",
      meaning: "z.enum() takes exactly what it lists; case counts.",
      example: "level: Easy        # expected 'easy' | 'hard'",
      fix: "Choose one of the values that the message names."
    ),
    RuleExplanation(
      "schema/invalid_string",
      "a text does not have the form that the schema asks for (Zod 3)",
      meaning: "email(), url(), datetime(), regex() and their like look at the whole text.",
      example: "site: example.com  # invalid url",
      fix: "Write it in full: https://example.com."
    ),
    RuleExplanation(
      "schema/invalid_date",
      "a date is none (Zod 3)",
      meaning: "z.coerce.date() made a date of a text that JavaScript does not understand.",
      example: "pubDate: 4th of Jan",
      fix: "Write it as 2026-01-04."
    ),
    RuleExplanation(
      "schema/invalid_union_discriminator",
      "the key that tells the forms of a union apart has a value that no form has (Zod 3)",
      meaning: "z.discriminatedUnion() looks at that key first, and at nothing else when it fails.",
      example: "kind: artikel      # expected 'article' | 'landing'",
      fix: "Choose one of the values that the message names."
    ),
    RuleExplanation(
      "schema/invalid_intersection_types",
      "the two sides of an intersection give values that cannot be merged (Zod 3)",
      meaning: "Both sides of and() must give the same, or objects and lists that go together.",
      fix: "Correct the schema: a transform on one side only changes what the other gives too."
    ),
    RuleExplanation(
      "schema/not_finite",
      "a number is infinite (Zod 3)",
      meaning: "YAML's .inf is a number; finite() refuses it.",
      example: "limit: .inf",
      fix: "Write a number."
    ),
    RuleExplanation(
      "schema/invalid_arguments",
      "a function was called with what its schema refuses (Zod 3)",
      meaning: "z.function() checks what a function is given.",
      fix: "Correct the code that calls it."
    ),
    RuleExplanation(
      "schema/invalid_return_type",
      "a function returned what its schema refuses (Zod 3)",
      meaning: "z.function() checks what a function gives.",
      fix: "Correct the function."
    ),
  ]
}
