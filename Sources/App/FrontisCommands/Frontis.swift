package import ArgumentParser
import Foundation

/// `frontis`: opens a site's screen, or does one thing for a script.
package struct Frontis: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "frontis",
    abstract: "Find and fix what is wrong in a site's content.",
    usage: """
      frontis [SITE]
      frontis check [SITE] [--format text|concise|json|ndjson]
      frontis fix [SITE] [--dry-run]
      frontis get ENTRY [FIELD]
      frontis set ENTRY… FIELD=VALUE…
      frontis new COLLECTION [SLUG] [FIELD=VALUE…]
      frontis rename ENTRY ID
      frontis remove ENTRY…
      frontis refs ENTRY
      frontis undo [--list]
      frontis list [COLLECTION] [--format table|json|ndjson]
      frontis schema show COLLECTION
      frontis explain [RULE]
      frontis serve [SITE] [--port N]
      frontis call NAME [--json TEXT]
      """,
    discussion: """
      Without a verb it opens the screen for SITE, which defaults to the nearest folder upwards \
      with an Astro or frontis configuration.
      """,
    version: Version.text,
    subcommands: [
      Check.self, FixVerb.self, List.self, Get.self, SetVerb.self, Unset.self, New.self,
      Rename.self, Remove.self, Refs.self, Undo.self, Redo.self, SchemaVerb.self, Explain.self,
      Serve.self, Call.self, Open.self,
    ],
    defaultSubcommand: Open.self
  )

  package init() {}
}

/// What the binary says of itself.
package enum Version {
  package static let text = "0.1.0"
}
