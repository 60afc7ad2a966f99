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
}
