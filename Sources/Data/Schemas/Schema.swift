package import ECMAScript
package import Values

/// A site's Zod schema, ready to parse values.
package final class Schema: Sendable {
  let graph: SchemaGraph

  package var dialect: ZodDialect { graph.dialect }

  /// The schema that `description` says; it is what the `z` recorder writes.
  ///
  /// Dates without a zone are read in `zone`. Throws `SchemaError.malformed` for anything else,
  /// `SchemaError.thrown` for what Zod itself refuses to build.
  package init(description: Value, dialect: ZodDialect, zone: DateZone = .current)
    throws(SchemaError)
  {
    graph = try SchemaReader.read(description, dialect: dialect, zone: zone)
  }

  /// Parses `input` as Zod would; `isBackward` encodes instead, from output to input.
  ///
  /// Most values are good, and are told to be so by the schema's acceptor; `isThorough` leaves it out,
  /// which changes nothing but the time. Throws `SchemaError.thrown` where Zod throws instead of
  /// returning issues, and `SchemaError.callbackFailed` when a callback throws.
  package func parse(
    _ input: Value,
    calling callbacks: any SchemaCallbacks,
    mode: ParseMode = .asynchronous,
    isBackward: Bool = false,
    isThorough: Bool = false
  ) throws(SchemaError) -> ParseOutcome {
    var isThorough = isThorough || isBackward
    if !isThorough, graph.acceptor.knows(graph.root) {
      var state = AcceptorState()
      switch graph.acceptor.run(graph.root, input, &state) {
      case .same: return .success(input)
      case .changed: return .success(state.output)
      case .rejected, .unsure, .pending: isThorough = true
      }
    }
    var value = input
    var parse = Parse(
      graph: graph,
      callbacks: callbacks,
      mode: mode,
      isBackward: isBackward,
      isThorough: isThorough
    )
    let outcome = try parse.run(graph.root, &value)
    let isValid = dialect == .zod4 ? parse.issues.isEmpty : outcome.status == .valid
    if isValid { return .success(value) }
    var found = parse.issues.inOrder
    return .failure(try parse.finish(&found))
  }

  /// The schema as JSON Schema, and which of its nodes each part stands for, innermost first.
  ///
  /// Throws `SchemaError.thrown` in Zod's words for what JSON Schema cannot say. The callbacks are
  /// asked only for defaults that are functions.
  package func jsonSchema(
    _ options: JSONSchemaOptions = JSONSchemaOptions(),
    calling callbacks: any SchemaCallbacks = NoCallbacks()
  ) throws(SchemaError) -> (document: Value, places: [(node: Int, pointer: ValuePath)]) {
    var writer = JSONSchemaWriter(graph: graph, options: options, callbacks: callbacks)
    let document = try writer.document()
    return (document, writer.places)
  }

  /// Whether parsing may need the site's own functions.
  package var hasCallbacks: Bool { graph.hasCallbacks }

  /// The schema as a form sees it.
  package var field: FieldDescription { FieldReader(graph).root }
}
