import Content
import Diagnostics
import Frontmatter
import Schemas
import Values

/// Thinks of changes that may make one problem go away; whether they do is tried afterwards.
struct FixFinder {
  let problem: Problem
  let document: FrontmatterDocument
  let plan: CollectionPlan
  let trial: FileTrial
  /// Where the entry stands in the document.
  let base: ValuePath
  /// The entry's data.
  let data: Value

  init(problem: Problem, document: FrontmatterDocument, plan: CollectionPlan, trial: FileTrial) {
    self.problem = problem
    self.document = document
    self.plan = plan
    self.trial = trial
    let value = document.data
    base = problem.entry.map { plan.base(of: $0, in: value) } ?? []
    data = value[base] ?? .undefined
  }

  /// In the order in which they are offered.
  var candidates: [FixCandidate] {
    switch problem.rule {
    case "parse/yaml": return yamlCandidates
    case "parse/json": return jsonCandidates
    case "parse/toml": return tomlCandidates
    case "reference/missing": return referenceCandidates
    default: break
    }
    guard problem.rule.hasPrefix("schema/"), let issue = problem.issue?.objectValue else {
      return []
    }
    return candidates(for: issue, at: problem.path, depth: 0)
  }

  private func candidates(
    for issue: ObjectValue,
    at path: ValuePath,
    depth: Int
  ) -> [FixCandidate] {
    switch issue["code"]?.stringValue {
    case "unrecognized_keys": return keyCandidates(issue, at: path)
    case "invalid_union" where depth < 4:
      return valueCandidates(at: path) + nested(in: issue, at: path, depth: depth)
    case "too_small", "too_big", "not_multiple_of": return boundCandidates(issue, at: path)
    case "invalid_type", "invalid_value", "invalid_enum_value", "invalid_literal", "invalid_date",
      "invalid_string", "invalid_format", "invalid_union", "invalid_union_discriminator":
      return data[path].map { $0.isUndefined } ?? true
        ? missingCandidates(at: path) : valueCandidates(at: path)
    default: return []
    }
  }

  /// What is wrong in each branch of a union: Zod 4 leaves the union's own path out, Zod 3 does not.
  private func nested(
    in issue: ObjectValue,
    at path: ValuePath,
    depth: Int
  ) -> [FixCandidate] {
    var found: [FixCandidate] = []
    func add(_ issues: [Value]?, prefix: ValuePath) {
      for inner in (issues ?? []).prefix(8).compactMap(\.objectValue) {
        let rest = (inner["path"]?.arrayValue ?? []).map { PathSegment($0) }
        found += candidates(for: inner, at: prefix + rest, depth: depth + 1)
      }
    }
    for branch in issue["errors"]?.arrayValue ?? [] { add(branch.arrayValue, prefix: path) }
    for branch in issue["unionErrors"]?.arrayValue ?? [] {
      add(branch.objectValue?["issues"]?.arrayValue, prefix: [])
    }
    return found
  }

  func set(_ path: ValuePath, _ value: Value, _ title: String, safe: Bool) -> FixCandidate {
    FixCandidate(title: title, isSafe: safe, change: .edits([.set(base + path, value)]))
  }

  /// The fields that may stand at `path`, the members of a union one by one.
  func fields(at path: ValuePath) -> [FieldDescription] {
    plan.check.field?.fields(at: path) ?? []
  }

  /// What stands in the file for the value at `path`, as text.
  func source(at path: ValuePath) -> String? {
    document.valueRange(at: base + path).map { document.source.text(in: $0) }
  }
}

extension FieldDescription {
  /// The members of a union, theirs too; the field itself when it is none.
  var choices: [FieldDescription] {
    guard case .union(let members, _) = kind else { return [self] }
    return members.flatMap(\.choices).map { member in
      var member = member
      member.isRequired = isRequired
      member.isNullable = member.isNullable || isNullable
      member.defaultValue = member.defaultValue ?? defaultValue
      return member
    }
  }

  /// The fields that may stand one step below.
  func inner(_ segment: PathSegment) -> [FieldDescription] {
    switch (kind, segment) {
    case (.object(let fields, let unknown), .key(let key)):
      if let field = fields.first(where: { $0.key == key }) { return [field] }
      if case .check(let field) = unknown { return [field] }
      return []
    case (.array(let item, _, _), .index): return [item]
    case (.record(_, let value), .key): return [value]
    default: return []
    }
  }
}

extension CollectionPlan {
  /// Whether a file of it is one entry.
  var isWhole: Bool { if case .files = source { true } else { false } }
}

extension EntryCheck {
  /// The keys at the top of the data in the schema's order.
  var keyOrder: [String] { field.map { EntryDetail.keys(of: $0) } ?? [] }
}
