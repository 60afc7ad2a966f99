package import Diagnostics
package import Values

extension FrontmatterDocument {
  /// A date of a day, or at a time, that does not exist: js-yaml and smol-toml let it run over into
  /// the next.
  package struct ShiftedDate: Sendable {
    package var range: SourceRange
    package var date: DateValue
    /// The key at the top that it stands below; nil when that is no mapping.
    package var key: String?
  }

  /// Every such date, in order.
  package var shiftedDates: [ShiftedDate] {
    guard format != .json, let tree, tree.nodes.contains(where: { $0.type == .timestamp }) else {
      return []
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
      tree.nodes.compactMap { node in
        guard node.kind == .scalar, node.type == .timestamp, !node.flags.contains(.isKey) else {
          return nil
        }
        let quote = node.style.quoteLength
        let text = UnsafeBufferPointer(
          rebasing: bytes[(node.range.lowerBound + quote)..<(node.range.upperBound - quote)]
        )
        guard let date = format == .toml ? tomlDate(text) : yamlDate(text) else { return nil }
        return ShiftedDate(
          range: node.range,
          date: date,
          key: topKey(of: node, in: tree)
        )
      }
    }
  }

  private func yamlDate(_ text: UnsafeBufferPointer<UInt8>) -> DateValue? {
    guard let timestamp = YAMLTimestamp(text), timestamp.runsOver else { return nil }
    return DateValue(milliseconds: timestamp.milliseconds)
  }

  private func tomlDate(_ text: UnsafeBufferPointer<UInt8>) -> DateValue? {
    guard let date = TOMLDate(text), date.runsOver else { return nil }
    return date.value
  }

  private func topKey(of node: DocumentNode, in tree: DocumentTree) -> String? {
    guard let root = tree.root, tree[root].kind == .mapping else { return nil }
    let pair = tree.pairs(of: root).first { pair in
      tree[pair.value].range.lowerBound <= node.range.lowerBound
        && node.range.upperBound <= tree[pair.value].range.upperBound
    }
    return pair.map { tree.keyText(of: $0.key) }
  }
}
