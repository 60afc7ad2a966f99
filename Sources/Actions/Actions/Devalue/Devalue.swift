package import Values

/// The text format of action results: JSON that can also say dates, maps, shared and cyclic values.
///
/// devalue 5.9, as Astro 7.2 sets it up: a `URL` is a node of its own.
package enum Devalue {
  /// `value` as devalue text in UTF-8.
  ///
  /// Throws where devalue does: functions, symbols, instances of classes, `__proto__` keys; and for
  /// values nested deeper than 1,000 levels.
  package static func stringify(_ value: Value) throws(DevalueError) -> [UInt8] {
    try stringify(DevalueGraph(value))
  }

  /// `graph` as devalue text in UTF-8.
  package static func stringify(
    _ graph: DevalueGraph,
    urls: URLForm = .node
  ) throws(DevalueError) -> [UInt8] {
    var writer = DevalueWriter(graph, urls: urls)
    return try writer.write()
  }

  /// The value that devalue text says, as far as `Value` can hold it: see `DevalueGraph.value`.
  package static func parse(_ text: [UInt8]) throws(DevalueError) -> Value {
    try parseGraph(text).value()
  }

  /// All that devalue text says.
  package static func parseGraph(_ text: [UInt8]) throws(DevalueError) -> DevalueGraph {
    var reader = try DevalueReader(text)
    return try reader.read()
  }

  /// How a `URL` is written; both are read.
  package enum URLForm: Sendable {
    /// `["URL",1]` with the text in a node of its own: what Astro writes.
    case node
    /// `["URL","https://…"]`: what devalue writes by itself.
    case inline
  }
}
