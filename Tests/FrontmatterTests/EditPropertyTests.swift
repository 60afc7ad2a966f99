import Foundation
import FrontisTestSupport
import Testing
import Values

@testable import Frontmatter

/// Seeded random edits of every kind of document: the new value stands at its path, all else is
/// equal, the body is untouched, and of the old lines only those of what was edited differ.
///
/// `make edits` makes 100,000 of them.
@Suite struct EditPropertyTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["FRONTIS_EDITS"].flatMap(Int.init) ?? 4_000
  private static let seed = environment["FRONTIS_EDIT_SEED"].flatMap(UInt64.init) ?? 1

  @Test func `random edits do what they say and no more`() throws {
    let documents = try EditCorpus().documents
    var random = SeededGenerator(seed: Self.seed)
    var made = 0
    var refused: [String: [String]] = [:]
    var number = 0
    while number < Self.count {
      guard let start = documents.randomElement(using: &random) else { break }
      let isDressed = Bool.random(using: &random)
      var document = isDressed ? random.dressed(start.document) : start.document
      // A few in a row: what was edited is edited again.
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let edit = random.anyEdit(of: document.value)
        // What means nothing in the data has to be refused, and says nothing more.
        guard edit.applied(to: document.value) != nil else { continue }
        number += 1
        let order = random.keyOrder(of: document.value)
        do {
          let after = try document.applying(edit, keyOrder: order)
          made += 1
          let faults = EditLaw(edit, from: document, to: after).faults
          #expect(
            faults.isEmpty,
            "\(start.name) \(edit)\n\(faults)\n\(document.text)\n=>\n\(after.text)"
          )
          document = after
        } catch .unwritable {
          // A document may hold what no format can write.
          continue
        } catch {
          let format = document.format?.rawValue ?? "none"
          refused[format, default: []].append(
            "\(start.name) \(edit)\n\(error)\n\(document.text)"
          )
        }
      }
    }
    let counts = refused.map { "\($0.key) \($0.value.count)" }.sorted()
    print("\(made) edits made on \(documents.count) documents, refused: \(counts)")
    if let file = Self.environment["FRONTIS_EDIT_REFUSALS"] {
      let text = refused.sorted { $0.key < $1.key }.flatMap(\.value).joined(separator: "\n======\n")
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    // What shares its value with another place, by an alias or a merge, must be refused.
    #expect(refused.values.reduce(0) { $0 + $1.count } * 25 < made)
  }
}

extension FrontmatterDocument {
  var text: String { String(decoding: source.bytes, as: UTF8.self) }
}

/// What must hold between a document and the same after one edit.
private struct EditLaw {
  let edit: Edit
  let before: FrontmatterDocument
  let after: FrontmatterDocument

  init(_ edit: Edit, from before: FrontmatterDocument, to after: FrontmatterDocument) {
    self.edit = edit
    self.before = before
    self.after = after
  }

  /// What does not hold.
  var faults: [String] {
    var faults: [String] = []
    // Read anew: what the edit itself believes does not count.
    let read = FrontmatterDocument(after.source.bytes, kind: before.kind, rules: before.rules)
    if read.failure != nil { faults.append("it cannot be read") }
    let old: Value = before.value.isUndefined || before.value.isNull ? [:] : before.value
    if read.value != edit.applied(to: old) { faults.append("another value: \(read.value)") }
    if before.openingFence != nil {
      let bodies = (before.source.bytes[before.bodyStart...], read.source.bytes[read.bodyStart...])
      if !bodies.0.elementsEqual(bodies.1) { faults.append("another body") }
    }
    if !keepsOtherLines { faults.append("other lines differ, not only \(editedLines)") }
    if !keepsLineEndings { faults.append("other line endings") }
    if let comment = lostComment { faults.append("lost: \(comment)") }
    return faults
  }

  private var keepsOtherLines: Bool {
    guard after.source.bytes != before.source.bytes else { return true }
    let old = Self.lines(before.source.bytes)
    let new = Self.lines(after.source.bytes)
    let edited = editedLines
    let head = old[..<min(edited.lowerBound, old.count)]
    let tail = old[min(edited.upperBound, old.count)...]
    guard head.count + tail.count <= new.count else { return false }
    return new.prefix(head.count).elementsEqual(head) && new.suffix(tail.count).elementsEqual(tail)
  }

  /// The old lines, counted from 0, that may differ.
  private var editedLines: Range<Int> {
    guard let tree = before.tree, let root = tree.root, tree[root].kind != .absent else {
      return 0..<Int.max
    }
    var path = edit.path
    var place = ownPlace(path)
    var isNew = false
    while place == nil, !path.isEmpty {
      path.removeLast()
      isNew = true
      place = ownPlace(path)
    }
    guard let place else { return 0..<Int.max }
    var start = Int(place.key.map { tree[$0].start } ?? tree[place.value].start)
    // Tables inside a TOML table may stand under headers of their own, further down.
    var end = writtenEnd(of: place.value, in: tree)
    // Items between brackets share commas, moved items their places; an item's dash may stand alone.
    if let parent = place.parent {
      let isMove = if case .move = edit { true } else { false }
      if tree[parent].style == .flow || isMove || place.key == nil {
        start = min(start, Int(tree[parent].start))
        end = max(end, Int(tree[parent].end))
      }
      // Without its last entry a collection stands on its key's line.
      if case .unset = edit, tree[parent].count == 1 {
        start = min(start, Int(tree[parent].start), parentKeyStart(path) ?? Int.max)
        if let properties = tree.properties(of: parent) {
          start =
            [start, properties.tag?.lowerBound, properties.anchor?.lowerBound]
            .compactMap(\.self).min() ?? start
          return max(line(of: start) - 1, 0)..<line(of: end) + 1
        }
      }
      // What stands behind a dash or a question mark is followed there by the next entry.
      if before.format != .toml, case .unset = edit, !isFirstOnLine(start) {
        let next = (tree.nodes.first { Int($0.start) > end }).map { Int($0.start) } ?? end
        return line(of: start)..<max(line(of: start) + 2, line(of: next) + 1)
      }
    }
    if before.format == .toml, edit.path.count > 1 || before.kind != .markdown {
      return firstLine..<Int.max
    }
    var first = line(of: start)
    // The blank line before the last table goes with it.
    if before.format == .toml, case .unset = edit, first > 0,
      Self.lines(before.source.bytes)[first - 1].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    {
      first -= 1
    }
    return first..<line(of: max(start, end)) + 1 + (isNew ? 1 : 0)
  }

  /// Where what is written for a value ends, its tag and anchor included.
  private func writtenEnd(of value: Int, in tree: DocumentTree) -> Int {
    (value..<Int(tree[value].next)).reduce(0) { end, node in
      let properties = tree.properties(of: node)
      let ends = [properties?.tag?.upperBound, properties?.anchor?.upperBound].compactMap(\.self)
      return ends.reduce(max(end, Int(tree[node].end)), max)
    }
  }

  /// A comment on a line of its own outside what was edited that is there no more.
  private var lostComment: String? {
    guard let tree = before.tree, let place = ownPlace(edit.path) else { return nil }
    var start = Int(place.key.map { tree[$0].start } ?? tree[place.value].start)
    // What stands between an item and its dash, or a key and its question mark, is its own.
    if let parent = place.parent, tree[parent].style == .block {
      let mark = UInt8(ascii: place.key == nil ? "-" : "?")
      let found = before.source.bytes[..<start].lastIndex(of: mark) ?? start
      let lines = Self.lines(before.source.bytes[found..<start]).dropFirst().map(Self.trimmed)
      if place.key == nil
        || isFirstOnLine(found) && lines.allSatisfy({ $0.isEmpty || $0.first == UInt8(ascii: "#") })
      {
        start = found
      }
    }
    let own = line(of: start)...line(of: max(start, writtenEnd(of: place.value, in: tree)))
    let kept = Set(Self.lines(after.source.bytes).map(Self.trimmed))
    for (number, line) in Self.lines(before.source.bytes).enumerated() where !own.contains(number) {
      let text = Self.trimmed(line)
      if text.first == UInt8(ascii: "#"), !kept.contains(text) {
        return String(decoding: text, as: UTF8.self)
      }
    }
    return nil
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    (line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line)
      .drop { $0 == 0x20 || $0 == 0x09 }
  }

  /// The place of a value that no merge brings from elsewhere.
  private func ownPlace(_ path: ValuePath) -> DocumentTree.Place? {
    guard let tree = before.tree, let place = tree.place(at: path) else { return nil }
    guard let parent = place.parent, tree[parent].kind == .mapping, let last = path.last else {
      return place
    }
    return tree.pair(named: "\(last)", in: parent)?.value == place.value ? place : nil
  }

  private func parentKeyStart(_ path: ValuePath) -> Int? {
    before.tree?.place(at: Array(path.dropLast()))?.key.map { Int(before.tree?[$0].start ?? 0) }
  }

  private func isFirstOnLine(_ place: Int) -> Bool {
    before.source.bytes[..<place].reversed().prefix { $0 != 0x0A }.allSatisfy { $0 == 0x20 }
  }

  private var firstLine: Int { line(of: before.content.lowerBound) }

  private func line(of offset: Int) -> Int {
    before.source.bytes[..<min(offset, before.source.bytes.count)].count { $0 == 0x0A }
  }

  private static func lines(_ bytes: some Sequence<UInt8>) -> [ArraySlice<UInt8>] {
    ArraySlice(bytes).split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { $0.last == 0x0D ? $0.dropLast() : $0 }
  }

  /// Where all lines ended with CR LF, they still do.
  private var keepsLineEndings: Bool {
    let old = before.source.bytes
    let breaks = old.indices.filter { old[$0] == 0x0A }
    guard !breaks.isEmpty, breaks.allSatisfy({ $0 > 0 && old[$0 - 1] == 0x0D }) else { return true }
    let new = after.source.bytes
    return new.indices.allSatisfy { new[$0] != 0x0A || $0 > 0 && new[$0 - 1] == 0x0D }
  }
}

extension SeededGenerator {
  /// An edit of any kind; most of them somewhere inside.
  fileprivate mutating func anyEdit(of value: Value) -> Edit {
    let edit = edit(of: value)
    let path = edit.path
    guard let old = value[path] else { return edit }
    let parent = value[Array(path.dropLast())]
    switch Int.random(in: 0..<12, using: &self) {
    case 0: return .set(path, [old])
    case 1 where parent?.arrayValue != nil:
      return .move(path, to: Int.random(in: 0..<(parent?.arrayValue?.count ?? 1), using: &self))
    case 2 where parent?.arrayValue != nil: return .unset(path)
    case 3:
      if case .array(let items) = old, let item = items.randomElement(using: &self) {
        return .append(path, item)
      }
      return .set(Array(path.dropLast()) + ["added"], old)
    case 4:
      guard case .object(let object) = old else { return edit }
      return .set(path + [.key("added")], object.first { _ in true }?.value ?? 1)
    case 5: return path.isEmpty ? edit : .set(path, value[Array(path.prefix(1))] ?? old)
    default: return edit
    }
  }

  /// The document's keys and a new one, as a schema may have them.
  fileprivate mutating func keyOrder(of value: Value) -> [String] {
    guard case .object(let object) = value, Bool.random(using: &self) else { return [] }
    return (object.keys + ["added", "other"]).shuffled(using: &self)
  }
}
