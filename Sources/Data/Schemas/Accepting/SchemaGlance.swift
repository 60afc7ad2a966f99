package import Values

/// A schema for one thread that asks it very often: threads that count the same references wait for each other, so that
/// nothing is counted for a question.
package final class SchemaGlance {
  private let schema: Schema
  /// Of the schema, which keeps it.
  private let acceptor: Unmanaged<Acceptor>
  private let root: Int

  /// Nil for a schema of which only parsing tells.
  package init?(_ schema: Schema) {
    let graph = schema.graph
    guard !graph.hasCallbacks, graph.acceptor.knows(graph.root) else { return nil }
    self.schema = schema
    acceptor = .passUnretained(graph.acceptor)
    root = graph.root
  }

  /// What the schema makes of a value that it takes at a glance; nil where only parsing tells.
  package func output(of input: Value) -> Value? {
    var state = AcceptorState()
    return switch acceptor._withUnsafeGuaranteedRef({ $0.run(root, input, &state) }) {
    case .same: input
    case .changed: state.takeOutput()
    case .rejected, .unsure, .pending: nil
    }
  }

  /// Whether an output may hold an object with `key`; false only where every part of the schema rules that out.
  package func mayHold(_ key: String) -> Bool {
    schema.graph.nodes.contains { $0.kind.mayHold(key) }
  }
}

extension Kind {
  /// Whether a schema of this kind may put an object with `key` into the output, what its parts put there aside.
  fileprivate func mayHold(_ key: String) -> Bool {
    switch self {
    case .string, .number, .bigint, .boolean, .date, .null, .undefined, .choice, .literal,
      .templateLiteral, .array, .optional, .nullable, .nonoptional, .pass, .union, .discriminated:
      return false
    case .object(let kind):
      switch kind.extras {
      case .strip, .reject: return kind.fields.contains { $0.key == key }
      case .keep, .check: return true
      }
    case .fallback(let kind):
      return switch kind.source {
      case .value(.object), .value(.array), .callback: true
      case .value: false
      }
    default: return true
    }
  }
}
