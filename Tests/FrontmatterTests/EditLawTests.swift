import ECMAScript
import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

/// Seeded random edits: each either does what it says and nothing else, or is refused.
@Suite struct EditLawTests {
  @Test func `random edits of recorded texts keep the law`() throws {
    var random = SeededGenerator(seed: 7)
    var count = (made: 0, refused: 0)
    var refused: [String] = []
    for vector in try Vectors.load("yaml-frontmatter").arrayValue ?? [] {
      guard let text = vector[["yaml"]]?.stringValue, vector[["ok"]] == true,
        case .object = vector[["value"]] ?? .null
      else { continue }
      let file = Array("---\n\(text)---\nbody\n".utf8)
      let document = FrontmatterDocument(file, kind: .markdown, rules: .astro52())
      guard document.failure == nil else { continue }
      for _ in 0..<6 {
        let edit = random.edit(of: document.value)
        do {
          let result = try document.applying([edit])
          count.made += 1
          check(edit, document, result)
        } catch {
          count.refused += 1
          refused.append("\(error) \(edit)\n\(text)")
        }
      }
    }
    // What is refused would change an alias's or a merge's other places too, or has odd syntax.
    #expect(count.refused * 50 < count.made, "\(count) \(refused.joined(separator: "\n\n"))")
  }

  private func check(_ edit: Edit, _ before: FrontmatterDocument, _ result: [UInt8]) {
    let after = FrontmatterDocument(result, kind: .markdown, rules: .astro52())
    #expect(after.value == edit.applied(to: before.value), "\(edit)")
    #expect(
      after.source.bytes[after.bodyStart...].elementsEqual(before.source.bytes[before.bodyStart...])
    )
    // Lines that hold none of the edited data stay byte for byte.
    let kept = before.source.bytes.split(separator: 0x0A).filter { $0.first == UInt8(ascii: "#") }
    let lines = result.split(separator: 0x0A)
    for line in kept { #expect(lines.contains(line), "\(edit)") }
  }

  @Test func `every scalar's bytes read as the scalar`() throws {
    var reader = YAMLReader(.jsYAML4(minor: 3))
    for vector in try Vectors.load("yaml-frontmatter").arrayValue ?? [] {
      guard let text = vector[["yaml"]]?.stringValue, vector[["ok"]] == true else { continue }
      let bytes = Array(text.utf8)
      let tree = try reader.read(bytes, in: 0..<bytes.count).get()
      for (index, node) in tree.nodes.enumerated() where node.kind == .scalar {
        guard node.style != .literal, node.style != .folded, tree.properties(of: index) == nil,
          !node.flags.contains(.isMultiline)
        else { continue }
        let alone = Array("k: ".utf8) + bytes[node.range] + [0x0A]
        guard case .success(let again) = reader.read(alone, in: 0..<alone.count) else { continue }
        #expect(again.value[["k"]] == tree.value(of: index), "\(text)")
      }
    }
  }
}

extension SeededGenerator {
  mutating func edit(of value: Value) -> Edit {
    var path: ValuePath = []
    var current = value
    while true {
      switch current {
      case .object(let object) where !object.isEmpty:
        guard let pair = Array(object).randomElement(using: &self) else { break }
        path.append(.key(pair.key))
        current = pair.value
      case .array(let items) where !items.isEmpty:
        let index = Int.random(in: items.indices, using: &self)
        path.append(.index(index))
        current = items[index]
      default:
        return edit(at: path, current)
      }
      if Int.random(in: 0..<3, using: &self) == 0 { return edit(at: path, current) }
    }
  }

  private mutating func edit(at path: ValuePath, _ current: Value) -> Edit {
    if path.isEmpty { return .set(["added"], newValue()) }
    if case .array = current, Bool.random(using: &self) { return .append(path, newValue()) }
    switch Int.random(in: 0..<7, using: &self) {
    case 0: return .unset(path)
    case 1: return .set(["added"], newValue())
    case 2 where path.last == .index(0): return .insert(path, newValue())
    case 3:
      if case .key = path.last { return .renameKey(path, "renamed") }
      return .set(path, newValue())
    default: return .set(path, newValue())
    }
  }

  private mutating func newValue() -> Value {
    let values: [Value] = [
      "plain", "with: colon", "it's", "say \"hi\"", "two\nlines", "two\nlines\n\n", " space ", "",
      "true", "null", "2024-01-01", "12:30", "0x1F", "1_000", "# no comment", "- dash", "a #b", "é",
      "[x]", "{{ x }}", "tab\there", "control\u{07}", "---", "\u{2028}", "back\\slash", "=", "~",
      true, nil, 1, -2.5, 1e21, .number(.nan), .number(-.infinity), .number(-0.0),
      .date(DateValue(milliseconds: 1_700_000_000_000)), ["a", 1, nil], [], [["x"], ["y", "z"]],
      [["k": "v", "l": ["m"]]], ["k": "v"], ["k": ["l": ["m", "n"]]], [:], ["many\nlines", "x"],
      ["a: b": "c: d"],
    ]
    return values.randomElement(using: &self) ?? .null
  }
}
