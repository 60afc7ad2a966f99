import ArgumentParser

/// `frontis schema`: what a site's schemas say, and trying one.
struct SchemaVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Show, export or try schemas.",
    usage: """
      frontis schema show blog
      frontis schema export --output .vscode/schemas
      echo '{"schema": "z.email()", "input": "a@example.com"}' | frontis schema try
      """,
    subcommands: [SchemaShow.self, SchemaExport.self, SchemaTry.self]
  )
}
