package import Values

/// What became of one value.
package enum ParseOutcome: Sendable, Equatable {
  /// The schema's output.
  case success(Value)
  /// Everything that is wrong, in Zod's order; never empty.
  case failure([SchemaIssue])
}

/// Which of Zod's two ways of parsing is taken.
package enum ParseMode: Sendable {
  /// `safeParse`: a callback that returns a promise makes it throw.
  case synchronous
  /// `safeParseAsync`, which Astro uses: promises are awaited.
  case asynchronous
}
