import Schemas
import Values

/// Makes a form's rows from the schema and the data.
struct FormRows {
  /// More items than this are edited as YAML text.
  static let greatestItemCount = 200
  /// Deeper fields are edited as YAML text.
  private static let greatestDepth = 12

  let data: Value
  /// Whether a person opened or closed a group; others are open where they hold something.
  let folds: [ValuePath: Bool]
  /// What fields are edited as where a person chose it.
  private let shapes: [ValuePath: FormShape]
  /// Shows what is in every group.
  private let isAllOpen: Bool
  private(set) var rows: [FormRow] = []

  init(
    _ field: FieldDescription,
    data: Value,
    folds: [ValuePath: Bool],
    shapes: [ValuePath: FormShape] = [:],
    isAllOpen: Bool = false
  ) {
    self.data = data
    self.folds = folds
    self.shapes = shapes
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
    let known = Set(fields.map(\.key))
    let others = (data[path]?.objectValue ?? ObjectValue()).filter { !known.contains($0.key) }
    if case .check(var field) = unknownKeys {
      field.isRequired = false
      for (key, _) in others.prefix(Self.greatestItemCount) {
        add(field, at: path + [.key(key)], depth: depth, label: key)
      }
      return
    }
    for (key, _) in others {
      let kept = FieldDescription(key: key, label: key, isRequired: false, kind: .any)
      rows.append(
        FormRow(path: path + [.key(key)], field: kept, depth: depth, kind: .kept, label: key)
      )
    }
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
      for index in (value?.arrayValue ?? []).indices.prefix(Self.greatestItemCount) {
        add(item, at: path + [.index(index)], depth: depth + 1, label: "\(index + 1)")
      }
    case .record(_, let field):
      for (key, _) in (value?.objectValue ?? ObjectValue()).prefix(Self.greatestItemCount) {
        var field = field
        field.isRequired = false
        add(field, at: path + [.key(key)], depth: depth + 1, label: key)
      }
    default: break
    }
  }
}
