import Diagnostics
import Frontmatter

/// One line of a file, by its place in the bytes.
struct FixLine {
  /// Without the line break.
  let range: Range<Int>
  let text: String

  /// Without its line break, as text of one byte a character where that is all it has.
  var indent: Int { text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count }

  var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  /// What stands before the colon or the dash, what after it, and where that begins.
  var entry: (head: String, value: String, start: Int)? {
    let bytes = Array(text.utf8)
    var place = indent
    while place + 1 < bytes.count, bytes[place] == UInt8(ascii: "-"), bytes[place + 1] == 0x20 {
      place += 2
      while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    }
    let first = place
    var colon = place
    while colon < bytes.count {
      if bytes[colon] == UInt8(ascii: ":"), colon + 1 == bytes.count || bytes[colon + 1] == 0x20 {
        break
      }
      if bytes[colon] == UInt8(ascii: "#") || bytes[colon] == UInt8(ascii: "\"")
        || bytes[colon] == UInt8(ascii: "'") || bytes[colon] == UInt8(ascii: "[")
      {
        colon = bytes.count
        break
      }
      colon += 1
    }
    if colon < bytes.count {
      place = colon + 1
      while place < bytes.count, bytes[place] == 0x20 { place += 1 }
    } else if first == indent {
      return nil
    }
    var end = bytes.count
    let comment = bytes.indices.dropLast().first {
      bytes[$0] == 0x20 && bytes[$0 + 1] == UInt8(ascii: "#")
    }
    if let comment, !"\"'".utf8.contains(bytes[min(place, end - 1)]) { end = max(place, comment) }
    while end > place, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x0D || bytes[end - 1] == 0x09 {
      end -= 1
    }
    guard place < end else { return nil }
    return (
      String(decoding: bytes[..<place], as: UTF8.self),
      String(decoding: bytes[place..<end], as: UTF8.self),
      range.lowerBound + place
    )
  }

  /// The key that stands first on the line.
  var key: String? {
    let bytes = text.utf8.dropFirst(indent)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex else {
      return nil
    }
    let key = String(text[text.index(text.startIndex, offsetBy: 0)..<colon]).trimmingBlanks
    return key.trimmingPrefix("\"").trimmingSuffix("\"").trimmingPrefix("'").trimmingSuffix("'")
  }
}

extension String {
  fileprivate func trimmingPrefix(_ text: String) -> String {
    hasPrefix(text) ? String(dropFirst(text.count)) : self
  }

  fileprivate func trimmingSuffix(_ text: String) -> String {
    hasSuffix(text) ? String(dropLast(text.count)) : self
  }
}

// MARK: - YAML that cannot be read

extension FixFinder {
  /// Ways to mend YAML that no reader takes.
  var yamlCandidates: [FixCandidate] {
    let lines = lines
    guard let place = failingLine(in: lines) else { return [] }
    var found = tabCandidates(lines)
    if problem.message.contains("duplicated mapping key") {
      found += flowDuplicateCandidates
      found += duplicateCandidates(lines, at: place)
    }
    let origin = document.failure?.origin.flatMap { offset in
      lines.lastIndex { $0.range.lowerBound <= offset }
    }
    // A reader often notices on the line after the one that is wrong.
    for index in [origin, place, place - 1].compactMap({ $0 }).unique
    where lines.indices.contains(index) {
      found += quoteCandidates(lines[index])
    }
    return found + indentCandidates(lines, at: place)
  }

  /// The lines of the file's data.
  var lines: [FixLine] {
    let bytes = document.source.bytes
    var lines: [FixLine] = []
    var start = document.content.lowerBound
    while start < document.content.upperBound {
      var end = start
      while end < document.content.upperBound, bytes[end] != 0x0A { end += 1 }
      let text = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      lines.append(
        FixLine(range: start..<text, text: String(decoding: bytes[start..<text], as: UTF8.self))
      )
      start = end + 1
    }
    return lines
  }

  /// The line on which the reader stopped.
  func failingLine(in lines: [FixLine]) -> Int? {
    guard let offset = document.failure?.offset ?? problem.span?.start.offset, lines.count <= 5_000
    else { return nil }
    return lines.lastIndex { $0.range.lowerBound <= offset }
  }

  private func tabCandidates(_ lines: [FixLine]) -> [FixCandidate] {
    let edits = lines.compactMap { line -> ByteEdit? in
      let blanks = line.text.utf8.prefix(line.indent)
      guard blanks.contains(0x09) else { return nil }
      let spaces = blanks.reduce(0) { $0 + ($1 == 0x09 ? 2 : 1) }
      let start = line.range.lowerBound
      return ByteEdit(start..<start + line.indent, String(repeating: " ", count: spaces))
    }
    guard !edits.isEmpty else { return [] }
    return [FixCandidate(title: "indent with spaces", isSafe: true, change: .bytes(edits))]
  }

  /// One of two keys of the same name goes, with all that stands below it.
  private func duplicateCandidates(_ lines: [FixLine], at place: Int) -> [FixCandidate] {
    for second in [place, place - 1] where lines.indices.contains(second) {
      guard let key = lines[second].key else { continue }
      let first = lines[..<second].lastIndex { line in
        line.key == key && line.indent == lines[second].indent
      }
      guard let first else { continue }
      let (one, other) = (block(lines, from: first), block(lines, from: second))
      let bytes = document.source.bytes
      let isSame = bytes[one].elementsEqual(bytes[other])
      return keeping(one, or: other, of: key, isSame: isSame)
    }
    return []
  }

  /// One of two entries of the same name goes.
  func keeping(
    _ first: Range<Int>,
    or second: Range<Int>,
    of key: String,
    isSame: Bool
  ) -> [FixCandidate] {
    [
      FixCandidate(
        title: isSame ? "remove the second '\(key)'" : "keep the first '\(key)'",
        isSafe: isSame,
        change: .bytes([ByteEdit(second, "")])
      ),
      FixCandidate(
        title: "keep the second '\(key)'",
        isSafe: false,
        change: .bytes([ByteEdit(first, "")])
      ),
    ]
  }

  /// The lines of the entry that begins on a line, with the last one's break.
  private func block(_ lines: [FixLine], from first: Int) -> Range<Int> {
    var end = first + 1
    var last = first
    while end < lines.count {
      if lines[end].isBlank {
        end += 1
        continue
      }
      let isItem = lines[end].text.utf8.dropFirst(lines[end].indent).first == UInt8(ascii: "-")
      guard
        lines[end].indent > lines[first].indent
          || isItem && lines[end].indent == lines[first].indent
      else { break }
      last = end
      end += 1
    }
    let bytes = document.source.bytes
    var stop = lines[last].range.upperBound
    while stop < document.content.upperBound, bytes[stop] != 0x0A { stop += 1 }
    return lines[first].range.lowerBound..<min(stop + 1, document.content.upperBound)
  }

  /// The value on a line as a quoted text, or with the quote that it lacks.
  private func quoteCandidates(_ line: FixLine) -> [FixCandidate] {
    var found: [FixCandidate] = []
    if let entry = line.entry {
      let range = entry.start..<entry.start + entry.value.utf8.count
      let value = entry.value
      func change(_ text: String, _ title: String, safe: Bool = true) {
        found.append(
          FixCandidate(title: title, isSafe: safe, change: .bytes([ByteEdit(range, text)]))
        )
      }
      if let quote = value.first, quote == "\"" || quote == "'" {
        let inner = String(value.dropFirst())
        if !inner.contains(quote) {
          change(value + String(quote), "close the quote")
        }
        if inner.last == quote { change(quoted(String(inner.dropLast())), "quote it anew") }
        change(quoted(value), "quote it whole", safe: false)
      } else if value.first.map({ !"[{|>&!".contains($0) }) ?? false {
        change(quoted(value), "quote it")
      } else {
        change(quoted(value), "quote it", safe: false)
      }
    }
    // `key:value` without the blank.
    let bytes = Array(line.text.utf8)
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon + 1 < bytes.count,
      bytes[colon + 1] != 0x20, !bytes[colon...].starts(with: "://".utf8)
    {
      let place = line.range.lowerBound + colon + 1
      found.append(
        FixCandidate(
          title: "put a blank after the colon",
          isSafe: true,
          change: .bytes([ByteEdit(place..<place, " ")])
        )
      )
    }
    return found
  }

  func quoted(_ text: String) -> String {
    if !text.contains("\""), !text.contains("\\") { return "\"\(text)\"" }
    return "'\(text.replacing("'", with: "''"))'"
  }

  /// The line as deep as the one before it.
  private func indentCandidates(_ lines: [FixLine], at place: Int) -> [FixCandidate] {
    for index in [place, place - 1] where lines.indices.contains(index) && index > 0 {
      guard let above = lines[..<index].last(where: { !$0.isBlank }),
        above.indent != lines[index].indent
      else { continue }
      let start = lines[index].range.lowerBound
      return [
        FixCandidate(
          title: "indent it like the line above",
          isSafe: false,
          change: .bytes([
            ByteEdit(
              start..<start + lines[index].indent,
              String(repeating: " ", count: above.indent)
            )
          ])
        )
      ]
    }
    return []
  }
}

// MARK: - References

extension FixFinder {
  /// The id that was probably meant.
  var referenceCandidates: [FixCandidate] {
    guard let use = trial.state.uses.first(where: { $0.path == problem.path }),
      let known = trial.references.entries[use.collection],
      let near = Likeness.nearest(to: Self.stem(of: use.id), among: known.map(\.id))
    else { return [] }
    let title = "change it to '\(near.name)'"
    let path =
      data[problem.path]?.objectValue == nil
      ? problem.path : problem.path + [.key(data[problem.path + ["id"]] == nil ? "slug" : "id")]
    return [set(path, .string(near.name), title, safe: near.isCertain)]
  }

  /// An id without the folder's dot and the file's ending that some write.
  private static func stem(of id: String) -> String {
    let name = id.hasPrefix("./") ? String(id.dropFirst(2)) : id
    for ending in [".md", ".mdx", ".mdoc", ".json", ".yaml", ".yml", ".toml"]
    where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }
}

extension Array where Element: Equatable {
  fileprivate var unique: [Element] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
