import Content
import Diagnostics
import Frontmatter
import Synchronization
import Values

/// One file of a site, and what would be wrong with it if it held other bytes.
struct FileTrial: Sendable {
  let task: FileTask
  let check: FileCheck
  let references: ReferenceCheck
  let bytes: [UInt8]
  /// What the file was when it was read; whatever the bytes are that are tried.
  let stamp: FileStamp
  /// What each of the task's uses had of these bytes; nil where nobody knows.
  private let known: [FileRecord]?
  var state: State { later.state { makeState() } }
  private let later = Later()

  /// What the check says of a file's bytes.
  struct State: Sendable {
    var problems: [Problem] = []
    /// The ids of its entries: a fix never renames one.
    var ids: [String] = []
    var uses: [ReferenceUse] = []
  }

  /// What is known once somebody asked for it: of most files no fix comes to a trial.
  private final class Later: Sendable {
    private let state = Mutex<State?>(nil)
    private let document = Mutex<FrontmatterDocument?>(nil)

    func state(_ make: () -> State) -> State { Self.value(of: state, make) }

    func document(_ make: () -> FrontmatterDocument) -> FrontmatterDocument {
      Self.value(of: document, make)
    }

    private static func value<Thing: Sendable>(
      of known: borrowing Mutex<Thing?>,
      _ make: () -> Thing
    )
      -> Thing
    {
      known.withLock { known in
        let value = known ?? make()
        known = value
        return value
      }
    }
  }

  init(
    _ task: FileTask,
    _ bytes: [UInt8],
    _ stamp: FileStamp,
    known: [FileRecord]? = nil,
    check: FileCheck,
    references: ReferenceCheck
  ) {
    self.task = task
    self.stamp = stamp
    self.known = known
    self.check = check
    self.references = references
    self.bytes = bytes
  }

  /// The same file with other bytes.
  func with(_ bytes: [UInt8]) -> FileTrial {
    FileTrial(task, bytes, stamp, check: check, references: references)
  }

  /// How the collection `name` reads the file; nil when it does not.
  func plan(of name: String?) -> CollectionPlan? {
    task.uses.first { check.plans[$0.plan].name == name }.map { check.plans[$0.plan] }
  }

  /// The file as the collection of `plan` reads it.
  private func document(_ plan: CollectionPlan) -> FrontmatterDocument {
    // Two collections may have two ways.
    guard task.uses.count == 1 else { return check.document(bytes, file: task.path, plan) }
    return later.document { check.document(bytes, file: task.path, plan) }
  }

  /// The change that makes `after` of the file.
  func change(to after: [UInt8], isOneOfMany: Bool = false) -> FileChange {
    FileChange(task.path, from: bytes, to: after, stamp: stamp, isOneOfMany: isOneOfMany)
  }

  private func makeState() -> State {
    var state = State()
    for (index, use) in task.uses.enumerated() {
      let plan = check.plans[use.plan]
      let record =
        known?[index]
        ?? check.record(of: task.path, use.path, plan: use.plan, bytes, isWhole: true) {
          document(plan)
        }
      let name = plan.name
      // They are not in the site yet where the file is a new one.
      let own = Set(record.entries.map(\.id))
      state.problems += record.problems
      for entry in record.entries {
        if !entry.isUnread { state.ids.append(entry.id) }
        state.uses += entry.references
        state.problems += entry.problems
        for use in entry.references where use.collection != name || !own.contains(use.id) {
          guard let problem = references.problem(use, of: entry.id, task.path, in: name) else {
            continue
          }
          state.problems.append(problem)
        }
      }
    }
    return state
  }
}

// MARK: - Proof

extension FileTrial {
  /// How `after` stands to what the file holds, as far as `problem` is concerned.
  enum Verdict {
    /// The problem is gone and there is no new one.
    case better
    /// The problem is gone; what it hid shows now.
    case uncovers
    case no
  }

  func verdict(on after: [UInt8], about problem: Problem) -> Verdict {
    guard after != bytes else { return .no }
    let new = with(after).state
    let before = Self.counts(state.problems)
    let now = Self.counts(new.problems)
    let key = Key(problem)
    guard now[key, default: 0] < before[key, default: 0] else { return .no }
    let hasNew = now.contains { $0.value > before[$0.key, default: 0] }
    if !hasNew { return state.ids.isEmpty || new.ids == state.ids ? .better : .no }
    return problem.rule.hasPrefix("parse/") && !new.ids.isEmpty ? .uncovers : .no
  }

  /// What would be wrong with `after` and is not with what the file holds.
  func newProblems(in after: [UInt8]) -> [Problem] {
    var known = Self.counts(state.problems)
    return with(after).state.problems.filter { problem in
      let count = known[Key(problem), default: 0]
      known[Key(problem)] = count - 1
      return count <= 0
    }
  }

  private static func counts(_ problems: [Problem]) -> [Key: Int] {
    problems.reduce(into: [:]) { $0[Key($1), default: 0] += 1 }
  }

  /// A problem wherever it stands in the file.
  private struct Key: Hashable {
    let rule: String
    let message: String
    let collection: String?
    let entry: String?
    let path: ValuePath

    init(_ problem: Problem) {
      rule = problem.rule
      message = problem.message
      collection = problem.collection
      entry = problem.entry
      path = problem.path
    }
  }
}

// MARK: - Fixes

/// A change that may make a problem go away, not yet tried.
struct FixCandidate {
  var title: String
  var isSafe: Bool
  var change: Change

  enum Change {
    case edits([Edit])
    case bytes([ByteEdit])
  }
}

extension FileTrial {
  /// The fixes of `problem` that stand the test, safe ones first, at most five.
  func fixes(of problem: Problem) -> [Fix] {
    guard let plan = plan(of: problem.collection), plan.isEditable else { return [] }
    let document = document(plan)
    let finder = FixFinder(problem: problem, document: document, plan: plan, trial: self)
    return fixes(of: problem, finder.candidates, document, plan)
  }

  /// Whether one of the fixes of `problem` is safe; tries no more than that takes.
  func hasSafeFix(of problem: Problem) -> Bool {
    guard let plan = plan(of: problem.collection), plan.isEditable else { return false }
    let document = document(plan)
    let finder = FixFinder(problem: problem, document: document, plan: plan, trial: self)
    let candidates = finder.candidates
    guard candidates.contains(where: \.isSafe) else { return false }
    // With more of them, it depends on the others whether a safe one is among the first.
    guard candidates.count <= Self.fixLimit else {
      return fixes(of: problem, candidates, document, plan).contains { $0.isSafe }
    }
    return candidates.indices.contains { index in
      guard candidates[index].isSafe,
        let fix = proven(candidates[index], problem, document, plan), fix.isSafe
      else { return false }
      return !candidates[..<index].contains { edits(of: $0, document, plan) == fix.edits }
    }
  }

  private static let fixLimit = 5

  private func fixes(
    of problem: Problem,
    _ candidates: [FixCandidate],
    _ document: FrontmatterDocument,
    _ plan: CollectionPlan
  ) -> [Fix] {
    var fixes: [Fix] = []
    for candidate in candidates {
      guard let fix = proven(candidate, problem, document, plan),
        !fixes.contains(where: { $0.edits == fix.edits })
      else { continue }
      fixes.append(fix)
      if fixes.count == Self.fixLimit { break }
    }
    return fixes.filter(\.isSafe) + fixes.filter { !$0.isSafe }
  }

  private func proven(
    _ candidate: FixCandidate,
    _ problem: Problem,
    _ document: FrontmatterDocument,
    _ plan: CollectionPlan
  ) -> Fix? {
    guard let edits = edits(of: candidate, document, plan) else { return nil }
    switch verdict(on: bytes.applying(edits), about: problem) {
    case .better: return Fix(title: candidate.title, isSafe: candidate.isSafe, edits: edits)
    case .uncovers: return Fix(title: candidate.title, isSafe: false, edits: edits)
    case .no: return nil
    }
  }

  /// The bytes that a candidate would change; nil when it cannot be made.
  private func edits(
    of candidate: FixCandidate,
    _ document: FrontmatterDocument,
    _ plan: CollectionPlan
  ) -> [ByteEdit]? {
    switch candidate.change {
    case .bytes(let changes): return changes
    case .edits(let changes):
      let order = plan.isWhole ? plan.check.keyOrder : []
      guard let after = try? document.applying(changes, keyOrder: order) else { return nil }
      return ByteEdit.between(bytes, after).map { [$0] }
    }
  }
}
