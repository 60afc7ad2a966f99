import Schemas
import Sites
import Values
import Widgets

/// Items of lists and keys of records: adding, removing, moving, naming.
extension FormState {
  /// What the cursor is in.
  private enum Container {
    /// A list, and which of its items the cursor is at.
    case list(ValuePath, index: Int?)
    /// A record, or an object that takes further keys, and which of these; nil at none of them.
    case record(ValuePath, key: String?)
  }

  private var container: Container? {
    guard let row else { return nil }
    switch row.kind {
    case .items: return .list(row.path, index: item)
    case .list: return .list(row.path, index: nil)
    case .record: return .record(row.path, key: nil)
    case .group where keyedFields(at: row.path) != nil: return .record(row.path, key: nil)
    default: return container(of: row.path)
    }
  }

  private func container(of path: ValuePath) -> Container? {
    for length in path.indices.reversed() {
      let outer = Array(path[..<length])
      switch path[length] {
      case .index(let index): return .list(outer, index: index)
      case .key(let key):
        guard let fields = keyedFields(at: outer) else { break }
        return .record(outer, key: fields.named.contains(key) ? nil : key)
      default: break
      }
    }
    return nil
  }

  /// What a record, or an object that takes further keys, makes of a key that a person chooses: the
  /// fields of the key and its value, and the keys that the schema itself names.
  private struct KeyedFields {
    let key: FieldDescription
    let value: FieldDescription
    var named: Set<String> = []
  }

  private func keyedFields(at path: ValuePath) -> KeyedFields? {
    let row = rows.first { $0.path == path }
    if case .record(let key, let value)? = row?.kind { return KeyedFields(key: key, value: value) }
    let object = path.isEmpty ? field.resolved(for: data) : row?.field
    guard path.isEmpty || row?.kind == .group,
      case .object(let fields, .check(let value))? = object?.kind
    else { return nil }
    let key = FieldDescription(kind: .text(.init()))
    return KeyedFields(key: key, value: value, named: Set(fields.map(\.key)))
  }

  /// Adds an item to a list, or begins a key of a record; false where what the item is, or its first
  /// field, is to be typed.
  mutating func addItem() -> Bool {
    if case .items? = row?.kind {
      item = row.flatMap { data[$0.path]?.arrayValue?.count } ?? 0
      return false
    }
    switch container {
    case .record(let path, _)?: beginKey(in: path)
    case .list(let path, _)?:
      addItem(to: path)
      return !moveToFirstField()
    case nil: break
    }
    return true
  }

  /// Puts the cursor from a group to its first field; false where there is none.
  private mutating func moveToFirstField() -> Bool {
    guard let row, case .group = row.kind, cursor + 1 < rows.count,
      rows[cursor + 1].path.dropLast() == row.path[...]
    else { return false }
    move(by: 1)
    return true
  }

  private mutating func addItem(to path: ValuePath) {
    guard case .list(let item)? = rows.first(where: { $0.path == path })?.kind else { return }
    let items = data[path]?.arrayValue ?? []
    set(path, to: .array(items + [Self.beginning(item, today)]))
    open(path + [.index(items.count)], in: path)
  }

  /// What a new item or key holds at first: of an object nothing, so that what must be there shows.
  private static func beginning(_ field: FieldDescription, _ today: DateValue) -> Value {
    if case .object = field.kind { return .object(ObjectValue()) }
    var field = field
    field.isRequired = true
    return field.initialValue(today: today) ?? .null
  }

  /// Opens the group at `path` and what was added to it, and puts the cursor there.
  private mutating func open(_ new: ValuePath, in path: ValuePath) {
    folds[path] = true
    folds[new] = true
    rebuild()
    reveal(new)
  }

  mutating func removeItem() {
    switch container {
    case .list(let path, let index?)?:
      guard let items = data[path]?.arrayValue, index < items.count else { return }
      moveItems(below: path) { $0 == index ? nil : $0 > index ? $0 - 1 : $0 }
      set(path + [.index(index)], to: .undefined)
      item = min(item, items.count - 1)
    case .record(let path, let key?)?: set(path + [.key(key)], to: .undefined)
    default: break
    }
  }

  mutating func duplicateItem() {
    guard case .list(let path, let index?)? = container, var items = data[path]?.arrayValue,
      items.indices.contains(index), let row
    else { return }
    moveItems(below: path) { $0 > index ? $0 + 1 : $0 }
    items.insert(items[index], at: index + 1)
    set(path, to: .array(items))
    if case .items = row.kind {
      item = index + 1
    } else {
      open(path + [.index(index + 1)], in: path)
    }
  }

  mutating func moveItem(by step: Int) {
    guard case .list(let path, let index?)? = container, var items = data[path]?.arrayValue,
      items.indices.contains(index), items.indices.contains(index + step), let row
    else { return }
    moveItems(below: path) { $0 == index ? index + step : $0 == index + step ? index : $0 }
    items.swapAt(index, index + step)
    set(path, to: .array(items))
    if case .items = row.kind {
      item = index + step
    } else {
      reveal(path + [.index(index + step)] + row.path.dropFirst(path.count + 1))
    }
  }

  /// Items take with them how they are edited and whether they are open; `target` is the place that
  /// each goes to, nil for one that goes.
  private mutating func moveItems(below path: ValuePath, to target: (Int) -> Int?) {
    func moved<Setting>(_ settings: [ValuePath: Setting]) -> [ValuePath: Setting] {
      var result: [ValuePath: Setting] = [:]
      for (key, setting) in settings {
        guard key.count > path.count, key.starts(with: path),
          case .index(let index) = key[path.count]
        else {
          result[key] = setting
          continue
        }
        guard let target = target(index) else { continue }
        result[path + [.index(target)] + key[(path.count + 1)...]] = setting
      }
      return result
    }
    shapes = moved(shapes)
    folds = moved(folds)
  }
}

// MARK: - Keys

extension FormState {
  private mutating func beginKey(in path: ValuePath) {
    guard let field = keyedFields(at: path)?.key else { return }
    if let index = rows.firstIndex(where: { $0.path == path }) { move(to: index) }
    if case .choice(let values) = field.kind {
      let left = values.compactMap(\.stringValue).filter { data[path + [.key($0)]] == nil }
      choosing = Choosing(
        picker: Picker(title: "A new key", items: left.map { Picker.Item($0) }),
        targets: .keys(left, path)
      )
    } else {
      typing = .key(TextField(limit: 200), record: path, old: nil)
    }
  }

  /// Begins to type another name for the key under the cursor.
  mutating func beginRenaming() {
    guard case .record(let path, let key?)? = container,
      let index = rows.firstIndex(where: { $0.path == path + [.key(key)] })
    else { return }
    move(to: index)
    typing = .key(TextField(key, limit: 200), record: path, old: key)
  }

  /// Whether the cursor is at a key that a person chose.
  var canRename: Bool { if case .record(_, .some)? = container { true } else { false } }

  /// Whether there is a list or a record here.
  var canAdd: Bool { container != nil }

  /// Whether there is an item or a key to remove.
  var canRemove: Bool {
    switch container {
    case .list(let path, let index?)?: index < data[path]?.arrayValue?.count ?? 0
    case .record(_, let key)?: key != nil
    default: false
    }
  }

  /// Why the name that is typed cannot be taken; nil when it can.
  var keyRefusal: String? {
    guard case .key(let field, let path, let old)? = typing, field.text != old else { return nil }
    let isNamed = keyedFields(at: path)?.named.contains(field.text) == true
    return data[path + [.key(field.text)]] == nil && !isNamed ? nil : "is there already"
  }

  /// Takes the name that was typed; false where it cannot be.
  mutating func commitKey() -> Bool {
    guard case .key(let field, let path, let old)? = typing, !field.isEmpty, keyRefusal == nil
    else { return false }
    typing = nil
    if let old { rename(old, to: field.text, in: path) } else { addKey(field.text, to: path) }
    return true
  }

  mutating func addKey(_ key: String, to path: ValuePath) {
    guard let field = keyedFields(at: path)?.value else { return }
    let new = path + [.key(key)]
    set(new, to: Self.beginning(field, today))
    open(new, in: path)
  }

  private mutating func rename(_ old: String, to new: String, in path: ValuePath) {
    guard old != new, let object = data[path]?.objectValue else {
      rebuildLines()
      return
    }
    let renamed = ObjectValue(object.map { ($0.key == old ? new : $0.key, $0.value) })
    set(path, to: .object(renamed))
    reveal(path + [.key(new)])
  }
}
