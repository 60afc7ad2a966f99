extension RuleExplanation {
  static let configuration = [
    RuleExplanation(
      "config/evaluation",
      "the content config could not be run",
      meaning: """
        The content config, or a module that it imports, threw, does not parse, or did not end. No \
        collection is known then, and Astro stops too. One collection that cannot be used is named; \
        the others are checked.
        """,
      example: "const limit = settings.blog.limit; // settings.blog is undefined",
      fix: """
        Look at the line that is named. The config runs here without network, without processes and \
        without files outside of the site: a collection that rests on those is not checked.
        """
    ),
    RuleExplanation(
      "config/missing-collections",
      "the site has no content config, so it has no collections",
      meaning:
        "Astro builds such a site, but nothing of its content has a schema to be held against.",
      fix: """
        Write src/content.config.ts, or where Astro's version has it, and export an object \
        collections from it.
        """
    ),
    RuleExplanation(
      "config/legacy",
      "the content config is where Astro 6 and later refuse it",
      meaning: """
        src/content/config.ts was its place up to Astro 5. Astro 6 stops with an error unless \
        legacy.collectionsBackwardsCompat is set. Where the version is not known, it is a warning.
        """,
      fix: "Move it to src/content.config.ts and give each collection a loader."
    ),
    RuleExplanation(
      "config/several",
      "there are several content configs, and only one is read",
      meaning: "Astro reads the first that it finds and does not say that there are others.",
      fix: "Delete those that are ignored, after moving what is needed to the one that is read."
    ),
    RuleExplanation(
      "config/source-folder",
      "srcDir can only be known by running the Astro config",
      meaning: """
        The Astro config has no plain text there, and running it told no folder of the site. src is assumed; \
        where a content config stands in it, that is no more than a hint.
        """,
      example: "srcDir: await ask('https://slipway.example/folder')",
      fix: "Write srcDir as a plain text."
    ),
    RuleExplanation(
      "site/watching",
      "the system does not tell of changes in every folder",
      meaning: """
        Linux lets each person watch a number of folders, and editors and servers share it. What other \
        programs change shows after a few seconds then instead of at once. Only the screen says so.
        """,
      fix: "Close programs that watch many folders, or raise fs.inotify.max_user_watches."
    ),
  ]

  static let collections = [
    RuleExplanation(
      "collection/no-schema",
      "a collection has no schema",
      meaning:
        "Its entries may hold anything, and are any in TypeScript. Nothing but their syntax is checked.",
      example: "const notes = defineCollection({ loader: glob({ … }) });",
      fix: "Give the collection a schema: z.object({ … })."
    ),
    RuleExplanation(
      "collection/no-loader",
      "a collection has no loader, and Astro 6 and later pass over it",
      meaning: """
        What Astro 2 to 4 did with a folder below src/content needs a loader now. Astro says nothing, and \
        builds the site without the entries; they are listed here, and not held against the schema.
        """,
      example: "const blog = defineCollection({ type: 'content', schema });",
      fix: "Give it a loader, or set legacy.collectionsBackwardsCompat in the Astro config."
    ),
    RuleExplanation(
      "collection/no-entries",
      "a collection is empty: its folder or file is not there, or nothing matches",
      meaning: "Astro logs it and builds the site with an empty collection.",
      example: "loader: glob({ pattern: '**/*.md', base: './src/content/blgo' })",
      fix: "Correct the loader's base or pattern, or add an entry."
    ),
    RuleExplanation(
      "collection/unresolved",
      "a collection cannot be checked, since something that it needs is not there",
      meaning: """
        A package that its schema or loader comes from is not installed, or no parser is known for its \
        file. Its entries are not held against the schema; all others are.
        """,
      example: "import { docsSchema } from '@astrojs/starlight/schema'; // not in node_modules",
      fix: "Run npm install in the site, or pass a parser to file()."
    ),
    RuleExplanation(
      "collection/loader",
      "a loader of the site's own could not be run",
      meaning: """
        The loader threw, or needs what it does not get here: the network, processes, files outside of \
        the site. Its entries are unknown and are not checked.
        """,
      example: "loader: async () => (await fetch('https://example.com/posts.json')).json()",
      fix: "Nothing, when it fetches. Otherwise look at what it threw."
    ),
    RuleExplanation(
      "collection/unreadable",
      "a file or folder of a collection was left out",
      meaning: """
        It cannot be opened, is no regular file, is a link that leads nowhere or in a circle, has a name \
        that is not UTF-8, or a name with # or ? which Astro cuts off.
        """,
      fix: "Rename it, correct its permissions, or remove the link."
    ),
  ]

  static let references = [
    RuleExplanation(
      "reference/missing",
      "a reference names an entry that is not there",
      meaning: """
        Astro 2.5 to 4 stop at it. Later versions log it or say nothing, and getEntry() gives undefined, \
        so that the page breaks or lacks what was meant.
        """,
      example: "author: jane-do   # the file is authors/jane-doe.json",
      fix: "Write the id of an entry: its path without ending, slugified, or its slug."
    ),
    RuleExplanation(
      "image/missing",
      "an image is not where an entry says",
      meaning: """
        image() takes a path relative to the entry's file, or one that the site's bundler resolves. The \
        build stops at an image that is not there.
        """,
      example: "cover: ./harbor.jpg   # the file is harbour.jpg",
      fix: "Correct the path, or add the image."
    ),
  ]
}
