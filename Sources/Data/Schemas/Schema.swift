package import Values

/// A site's Zod schema, ready to parse values.
package final class Schema: Sendable {
  package let dialect: ZodDialect

  /// The schema that `description` says; it is what the `z` recorder writes.
  ///
  /// Throws `SchemaError.malformed` for anything else, `SchemaError.thrown` for what Zod itself
  /// refuses to build.
  package init(description: Value, dialect: ZodDialect) throws(SchemaError) {
    self.dialect = dialect
  }

  /// Parses `input` as Zod would.
  ///
  /// Throws `SchemaError.thrown` where Zod throws instead of returning issues, and
  /// `SchemaError.callbackFailed` when a callback throws.
  package func parse(
    _ input: Value,
    calling callbacks: any SchemaCallbacks,
    mode: ParseMode = .asynchronous
  ) throws(SchemaError) -> ParseOutcome {
    .success(input)
  }

  /// Whether parsing may need the site's own functions.
  package var hasCallbacks: Bool { false }

  /// The schema as a form sees it.
  package var field: FieldDescription { FieldDescription(kind: .any) }
}
