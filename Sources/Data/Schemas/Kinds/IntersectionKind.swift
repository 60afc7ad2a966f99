import ECMAScript
import Values

/// `z.intersection(left, right)`, `.and(…)`.
struct IntersectionKind: Sendable {
  let left: Int
  let right: Int

  @inline(never)
  func parse(_ value: inout Value, as node: Node, in parse: inout Parse) throws(SchemaError)
    -> Outcome
  {
    let start = parse.issues.count
    var first = value
    var second = value
    let leftOutcome = try parse.run(left, &first)
    let middle = parse.issues.count
    let rightOutcome = try parse.run(right, &second)
    switch parse.dialect {
    case .zod4:
      if !parse.graph.rules.contains(.sidesRefuseAlone) {
        combineUnrecognizedKeys(from: start, middle, &parse)
      }
      var outcome = Outcome.changed
      outcome.isDeferred = leftOutcome.isDeferred || rightOutcome.isDeferred
      if parse.isAborted(since: start) { return outcome }
      switch Self.merge(first, second) {
      case .success(let merged): value = merged
      case .failure(let conflict):
        let path = JSONText.write(.array(conflict.path.map(\.value)))
        throw .thrown("Unmergable intersection. Error path: \(path)")
      }
      return outcome
    case .zod3:
      var settled = max(parse.now, leftOutcome.settled, rightOutcome.settled)
      if parse.isAsynchronous { settled += 2 }
      var outcome = Outcome.aborted
      outcome.settled = settled
      if leftOutcome.status == .aborted || rightOutcome.status == .aborted { return outcome }
      guard case .success(let merged) = Self.merge(first, second) else {
        let now = parse.now
        parse.now = settled
        defer { parse.now = now }
        try parse.report(
          "invalid_intersection_types",
          [:],
          input: value,
          wording: node.wording
        )
        return outcome
      }
      value = merged
      outcome.isChanged = true
      let isDirty = leftOutcome.status == .dirty || rightOutcome.status == .dirty
      outcome.status = isDirty ? .dirty : .valid
      return outcome
    }
  }

  /// Only keys that both sides do not know are unknown (Zod v4, schemas.ts).
  private func combineUnrecognizedKeys(from start: Int, _ middle: Int, _ parse: inout Parse) {
    let code = "unrecognized_keys"
    guard parse.issues.count > start,
      parse.issues[start...].contains(where: { $0.code == code })
    else { return }
    func keys(_ issues: ArraySlice<RawIssue>) -> [Value] {
      issues.filter { $0.code == code }.flatMap { $0.fields["keys"]?.arrayValue ?? [] }
    }
    let leftKeys = keys(parse.issues[start..<middle])
    let rightKeys = Set(keys(parse.issues[middle...]))
    var combined = parse.issues[start..<middle].first { $0.code == code }
    combined?.fields["keys"] = .array(leftKeys.filter(rightKeys.contains))
    parse.issues.replaceSubrange(start..., with: parse.issues[start...].filter { $0.code != code })
    if let combined, leftKeys.contains(where: rightKeys.contains) { parse.issues.append(combined) }
  }

  /// Where two outputs differ.
  struct Conflict: Error {
    var path: ValuePath
  }

  /// One value that is both, if there is one.
  static func merge(_ left: Value, _ right: Value) -> Result<Value, Conflict> {
    switch (left, right) {
    case (.object(let first), .object(let second)):
      var merged = first
      for (key, value) in second {
        guard let other = first[key] else {
          merged[key] = value
          continue
        }
        switch merge(other, value) {
        case .success(let both): merged[key] = both
        case .failure(let conflict): return .failure(Conflict(path: [.key(key)] + conflict.path))
        }
      }
      return .success(.object(merged))
    case (.array(let first), .array(let second)):
      guard first.count == second.count else { return .failure(Conflict(path: [])) }
      var merged: [Value] = []
      for index in first.indices {
        switch merge(first[index], second[index]) {
        case .success(let both): merged.append(both)
        case .failure(let conflict):
          return .failure(Conflict(path: [.index(index)] + conflict.path))
        }
      }
      return .success(.array(merged))
    case (.number(let first), .number(let second)):
      return first == second ? .success(left) : .failure(Conflict(path: []))
    case (.date(let first), .date(let second)):
      return first.isValid && first == second ? .success(left) : .failure(Conflict(path: []))
    default: return left == right ? .success(left) : .failure(Conflict(path: []))
    }
  }
}
