import ECMAScript
import Synchronization
import Values

/// One run of a schema over one value: where it is, and what it has found so far.
struct Parse {
  let graph: SchemaGraph
  let callbacks: any SchemaCallbacks
  let mode: ParseMode
  /// `encode` instead of `parse`: pipes run from their output to their input.
  let isBackward: Bool

  /// From the root to the present value.
  var path: ValuePath = []
  /// How many steps of `path` are not part of the issues' own paths (Zod 4's nested issues).
  var base = 0
  var issues: [RawIssue] = []
  /// Zod 3, asynchronous mode: the present microtask.
  var now = 0
  /// Zod 4: how long `path` is where a pipe's right side was handed a fallback of its left one.
  var fallbackDepth: Int?
  /// Zod 3: where the issues of the present union or catch begin.
  private var firstIssue = 0
  private var depth = 0
  /// What tells this parse from others, once it has called something.
  private var number = 0
  /// Whether every node is to look for itself, without the acceptor.
  private var isThorough: Bool

  /// How deep schemas may nest in data; the stack of a thread is enough for it.
  static let depthLimit = 400

  init(
    graph: SchemaGraph,
    callbacks: any SchemaCallbacks,
    mode: ParseMode,
    isBackward: Bool,
    isThorough: Bool
  ) {
    self.graph = graph
    self.callbacks = callbacks
    self.mode = mode
    self.isBackward = isBackward
    // Zod 3 orders issues by the microtasks that each part took, which the acceptor does not count.
    self.isThorough = isThorough || graph.dialect == .zod3
  }

  var dialect: ZodDialect { graph.dialect }
  var zone: DateZone { graph.zone }
  var isAsynchronous: Bool { mode == .asynchronous }

  /// Parses `value` with a node and its checks; the value becomes the output.
  mutating func run(_ index: Int, _ value: inout Value) throws(SchemaError) -> Outcome {
    depth += 1
    defer { depth -= 1 }
    // JavaScript's own words for the same failure.
    guard depth <= Self.depthLimit else { throw .thrown("Maximum call stack size exceeded") }
    guard !isThorough, fallbackDepth != path.count,
      let covered = graph.acceptor.coverage(of: index)
    else {
      return try parse(index, &value)
    }
    var state = AcceptorState()
    var outcome = Outcome.valid
    switch graph.acceptor.run(index, value, &state) {
    case .same: break
    case .changed:
      value = state.output
      outcome.isChanged = true
    case .rejected, .unsure, .pending:
      // Whoever did not say yes to the whole is not asked for each part again.
      isThorough = true
      defer { isThorough = false }
      return try parse(index, &value)
    }
    let node = graph.nodes[index]
    guard covered < node.checks.count else { return outcome }
    try runChecks(of: node, from: covered, since: issues.count, &value, &outcome)
    return outcome
  }

  /// Parses `value` by the node itself and its checks.
  private mutating func parse(_ index: Int, _ value: inout Value) throws(SchemaError) -> Outcome {
    let node = graph.nodes[index]
    let start = issues.count
    if isBackward, !node.checks.isEmpty {
      return try runBackward(node, &value)
    }
    var outcome = try node.kind.parse(&value, as: node, in: &self)
    if node.checks.isEmpty { return outcome }
    switch dialect {
    case .zod4: try runChecks(of: node, since: start, &value, &outcome)
    case .zod3:
      if outcome.status != .aborted, !node.kind.runsItsChecks {
        try runChecks3(of: node, &value, &outcome)
      }
    }
    return outcome
  }

  /// Calls a function of the site.
  mutating func call(_ function: Int, with call: CallbackCall) throws(SchemaError) -> CallbackResult
  {
    if number == 0 { number = Self.count.add(1, ordering: .relaxed).newValue }
    var call = call
    call.parse = number
    return try callbacks.call(function, with: call)
  }

  private static let count = Atomic(0)

  /// Runs `index` on the value at `segment` inside the present one.
  mutating func run(_ index: Int, _ value: inout Value, at segment: PathSegment)
    throws(SchemaError) -> Outcome
  {
    path.append(segment)
    defer { path.removeLast() }
    return try run(index, &value)
  }

  /// Zod 4, encoding: the checks come before the schema.
  private mutating func runBackward(_ node: Node, _ value: inout Value) throws(SchemaError)
    -> Outcome
  {
    let start = issues.count
    var outcome = Outcome.valid
    try runChecks(of: node, since: start, &value, &outcome)
    guard issues.count == start else { return outcome }
    outcome.merge(try node.kind.parse(&value, as: node, in: &self))
    return outcome
  }

  /// What `body` finds, with paths that begin at the present value, taken out of `issues`.
  mutating func collecting(_ body: (inout Parse) throws(SchemaError) -> Outcome)
    throws(SchemaError) -> (outcome: Outcome, issues: [RawIssue])
  {
    let start = issues.count
    let (outerBase, outerFallback, outerFirst) = (base, fallbackDepth, firstIssue)
    if dialect == .zod4 { base = path.count }
    fallbackDepth = nil
    firstIssue = start
    defer { (base, fallbackDepth, firstIssue) = (outerBase, outerFallback, outerFirst) }
    let outcome = try body(&self)
    guard issues.count > start else { return (outcome, []) }
    let found = Array(issues[start...])
    issues.removeSubrange(start...)
    return (outcome, found)
  }

  /// Puts back what `collecting` took out.
  mutating func restore(_ found: [RawIssue]) {
    guard dialect == .zod4, path.count > base else {
      issues.append(contentsOf: found)
      return
    }
    let prefix = path[base...]
    for var issue in found {
      issue.path.insert(contentsOf: prefix, at: 0)
      issues.append(issue)
    }
  }
}

// MARK: - Reporting

extension Parse {
  /// Adds an issue about the present value.
  ///
  /// In Zod 3 `message` is the check's own text and `wording` the schema's error map; in Zod 4
  /// `wording` is that of the schema or check that found it. Without an `order`, that of `KeyOrder` is meant.
  mutating func report(
    _ code: String,
    _ fields: KeyValuePairs<String, Value>,
    input: Value,
    wording: Wording?,
    continues: Bool? = nil,
    at suffix: ValuePath = [],
    message: String? = nil,
    order: KeyOrder? = nil,
    isCheck: Bool = false
  ) throws(SchemaError) {
    let fields = ObjectValue(fields.lazy.map { ($0.key, $0.value) })
    var issue = RawIssue(
      code: code,
      fields: fields,
      path: Array(path[base...]) + suffix,
      order: order ?? KeyOrder(code, fields, dialect, isCheck: isCheck),
      message: message,
      input: input,
      continues: continues,
      wording: wording,
      tick: now
    )
    if dialect == .zod3 { try wordIfNeeded(&issue) }
    issues.append(issue)
  }

  /// Zod 3.22: whether anything was wrong by now.
  var stopsPreprocess: Bool {
    graph.rules.contains(.preprocessStops) && issues[firstIssue...].contains { $0.tick <= now }
  }

  /// Zod 3 words an issue as it is added.
  func wordIfNeeded(_ issue: inout RawIssue) throws(SchemaError) {
    if issue.message?.isEmpty == true, graph.rules.contains(.emptyWordsAreNone) {
      issue.message = nil
    }
    if issue.message == nil { issue.message = try words3(for: issue) }
  }

  /// Whether an issue since `start` stops what comes after (Zod v4, util.ts: aborted).
  func isAborted(since start: Int) -> Bool {
    issues.count > start && issues[start...].contains { $0.continues != true }
  }
}
