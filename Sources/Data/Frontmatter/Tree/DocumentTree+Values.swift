import ECMAScript
package import Values

extension DocumentTree {
  /// The document's value: `undefined` for an empty one.
  package var value: Value { root.map { value(of: $0) } ?? .undefined }

  /// The value of the node at `index` and all below it.
  ///
  /// O(nodes below it); aliases share what they refer to, and the reader has bounded what they can
  /// stand for.
  package func value(of index: Int) -> Value {
    bytes.withUnsafeBufferPointer { value(of: index, in: $0) }
  }

  private func value(of index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Value {
    let node = nodes[index]
    switch node.kind {
    case .absent: return .null
    case .scalar: return decodeScalar(node, bytes)
    case .alias: return value(of: Int(node.count), in: bytes)
    case .sequence:
      var items: [Value] = []
      items.reserveCapacity(Int(node.count))
      for item in self.items(of: index) { items.append(value(of: item, in: bytes)) }
      return .array(node.type == .pairs ? items.map(\.asPair) : items)
    case .mapping:
      var object = ObjectValue()
      if let members = merged[index] {
        for (name, value) in members { object[name] = self.value(of: value, in: bytes) }
      } else {
        for pair in pairs(of: index) {
          object[keyText(of: pair.key, in: bytes)] = value(of: pair.value, in: bytes)
        }
      }
      return .object(object)
    }
  }

  /// The text that the key at `index` is in JavaScript.
  package func keyText(of index: Int) -> String {
    bytes.withUnsafeBufferPointer { keyText(of: index, in: $0) }
  }

  private func keyText(of index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    let node = nodes[index]
    switch node.kind {
    case .absent: return "null"
    case .scalar: return text(decodeScalar(node, bytes))
    case .alias: return keyText(of: Int(node.count), in: bytes)
    case .mapping: return "[object Object]"
    case .sequence:
      return items(of: index).map { item in
        switch nodes[resolved(item)] {
        case let node where node.kind == .absent || node.type == .null: ""
        default: keyText(of: item, in: bytes)
        }
      }.joined(separator: ",")
    }
  }

  /// What JavaScript's `String()` makes of a scalar.
  private func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .number(let number): NumberText.text(number)
    case .date(let date): DateText.text(date.milliseconds, in: zone)
    case .bytes(let bytes): bytes.map { String($0) }.joined(separator: ",")
    default: "null"
    }
  }

  /// The names and the nodes of the values that the mapping at `index` has, merged ones included.
  package func members(of index: Int) -> MergedMembers {
    if let members = merged[index] { return members }
    var members = MergedMembers()
    for pair in pairs(of: index) { members.set(keyText(of: pair.key), pair.value) }
    return members
  }

  /// Whether the value of the node at `index` is `null`.
  package func isNull(_ index: Int) -> Bool {
    let node = nodes[resolved(index)]
    return node.kind == .absent || node.kind == .scalar && node.type == .null
  }
}

extension Value {
  /// An object of one pair as an array of its key and value.
  fileprivate var asPair: Value {
    guard case .object(let object) = self, let pair = object.first(where: { _ in true }) else {
      return self
    }
    return .array([.string(pair.key), pair.value])
  }
}
