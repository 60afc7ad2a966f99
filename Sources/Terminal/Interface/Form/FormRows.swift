import Schemas
import Values

/// Makes a form's rows from the schema and the data.
struct FormRows {
  /// Of a list or record with more items than this, so many are laid out: those around the cursor.
  static let windowCount = 100
  /// Deeper fields are edited as YAML text.
  private static let greatestDepth = 12

  let data: Value
  /// Whether a person opened or closed a group; others are open where they hold something.
  let folds: [ValuePath: Bool]
  /// What fields are edited as where a person chose it.
  private let shapes: [ValuePath: FormShape]
  /// The first item that is laid out, by the paths of long lists and records.
  private let starts: [ValuePath: Int]
  /// Shows what is in every group.
  private let isAllOpen: Bool
  private(set) var rows: [FormRow] = []

  init(
    _ field: FieldDescription,
    data: Value,
    folds: [ValuePath: Bool],
    shapes: [ValuePath: FormShape] = [:],
    starts: [ValuePath: Int] = [:],
    isAllOpen: Bool = false
  ) {
    self.data = data
    self.folds = folds
    self.shapes = shapes
    self.starts = starts
    self.isAllOpen = isAllOpen
    let root = field.resolved(for: data)
    if case .object = root.kind {
      addFields(of: root, at: [], depth: 0)
    } else {
      add(root, at: [], depth: 0, label: "value")
    }
  }

  static func isOpen(_ row: FormRow, in data: Value, folds: [ValuePath: Bool]) -> Bool {
    if let isOpen = folds[row.path] { return isOpen }
    return
      switch data[row.path]
    {
    case .object(let object): !object.isEmpty && row.depth < 3
    case .array(let items): !items.isEmpty && items.count <= 3 && row.depth < 3
    default: false
    }
  }

  private mutating func addFields(of field: FieldDescription, at path: ValuePath, depth: Int) {
    guard case .object(let fields, let unknownKeys) = field.kind else { return }
    for field in fields {
      add(field, at: path + [.key(field.key)], depth: depth, label: field.label)
    }
    let others = Self.keys(at: path, in: data, besides: fields)
    if case .check(var field) = unknownKeys {
      field.isRequired = false
      addSome(of: others.count, at: path, depth: depth) { rows, index in
        rows.add(field, at: path + [.key(others[index])], depth: depth, label: others[index])
      }
      return
    }
    for key in others {
      let kept = FieldDescription(key: key, label: key, isRequired: false, kind: .any)
      rows.append(
        FormRow(path: path + [.key(key)], field: kept, depth: depth, kind: .kept, label: key)
      )
    }
  }

  /// The keys of the object at `path` that are not those of `fields`.
  static func keys(
    at path: ValuePath,
    in data: Value,
    besides fields: [FieldDescription]
  ) -> [String] {
    guard let keys = data[path]?.objectValue?.keys else { return [] }
    let known = Set(fields.map(\.key))
    return keys.filter { !known.contains($0) }
  }

  /// Adds with `add` those of `count` items that are near the cursor, and a row for those before and after.
  private mutating func addSome(
    of count: Int,
    at path: ValuePath,
    depth: Int,
    _ add: (inout FormRows, Int) -> Void
  ) {
    let start = max(0, min(starts[path] ?? 0, count - Self.windowCount))
    let end = min(count, start + Self.windowCount)
    addHidden(0..<start, at: path, depth: depth)
    for index in start..<end { add(&self, index) }
    addHidden(end..<count, at: path, depth: depth)
  }

  private mutating func addHidden(_ range: Range<Int>, at path: ValuePath, depth: Int) {
    guard !range.isEmpty else { return }
    let row = FormRow(
      path: path + [.index(range.lowerBound)],
      field: FieldDescription(kind: .any),
      depth: depth,
      kind: .hidden(range),
      label: "…"
    )
    rows.append(row)
  }

  private mutating func add(
    _ field: FieldDescription,
    at path: ValuePath,
    depth: Int,
    label: String
  ) {
    let value = data[path]
    let branches = field.branches
    var branch = branches.bestIndex(for: value)
    if case .branch(let chosen)? = shapes[path], branches.indices.contains(chosen) {
      branch = chosen
    }
    let resolved = field.resolved(for: value, branch: branch)
    let isYAML = shapes[path] == .yaml || depth >= Self.greatestDepth
    // A value that does not fit the branch that was chosen stays until a field is changed.
    let shown = shapes[path] == nil || resolved.fits(value) ? value : nil
    let kind = isYAML ? FormKind.yaml : FormKind(resolved, shown)
    let row = FormRow(
      path: path,
      field: resolved,
      depth: depth,
      kind: kind,
      label: label.isEmpty ? field.key : label,
      branches: branches,
      branch: branch
    )
    rows.append(row)
    guard kind.isGroup, isAllOpen || Self.isOpen(row, in: data, folds: folds) else { return }
    switch kind {
    case .group: addFields(of: resolved, at: path, depth: depth + 1)
    case .list(let item):
      addSome(of: value?.arrayValue?.count ?? 0, at: path, depth: depth + 1) { rows, index in
        rows.add(item, at: path + [.index(index)], depth: depth + 1, label: "\(index + 1)")
      }
    case .record(_, var field):
      field.isRequired = false
      let keys = Self.keys(at: path, in: data, besides: [])
      addSome(of: keys.count, at: path, depth: depth + 1) { rows, index in
        rows.add(field, at: path + [.key(keys[index])], depth: depth + 1, label: keys[index])
      }
    default: break
    }
  }
}
