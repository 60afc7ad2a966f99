/// Whether keys with a schema may be left out, worked out on nodes (Zod v4: `optin`, `optout`).
struct AbsenceTable {
  private let graph: SchemaGraph

  init(_ graph: SchemaGraph) { self.graph = graph }

  func toleratesAbsence(_ index: Int) -> Bool { answer(index, [], isInput: true) }

  func mayBeAbsent(_ index: Int) -> Bool { answer(index, [], isInput: false) }

  /// `seen` are the nodes on the way to this one: a few.
  private func answer(_ index: Int, _ seen: [Int], isInput: Bool) -> Bool {
    guard !seen.contains(index) else { return false }
    let seen = seen + [index]
    func ask(_ next: Int) -> Bool { answer(next, seen, isInput: isInput) }
    switch graph.nodes[index].kind {
    case .optional: return true
    case .fallback: return isInput
    case .transform: return isInput && !graph.rules.contains(.transformsNeedKeys)
    case .undefined: return graph.rules.contains(.undefinedIsOptional)
    case .caught(let kind):
      return isInput && !graph.rules.contains(.transformsNeedKeys) || ask(kind.inner)
    case .nullable(let kind): return ask(kind.inner)
    case .pass(let kind): return ask(kind.inner)
    case .effect(let kind): return ask(kind.inner)
    case .pipe(let kind): return ask(isInput ? kind.input : kind.output)
    case .union(let kind): return kind.options.contains(where: ask)
    case .discriminated(let kind): return kind.options.contains(where: ask)
    case .any, .unknown: return graph.dialect == .zod3
    default: return false
    }
  }
}
