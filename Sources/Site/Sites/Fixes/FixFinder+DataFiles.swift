import Diagnostics
import Frontmatter

// MARK: - JSON that cannot be read

extension FixFinder {
  /// A comma before the closing bracket goes.
  var jsonCandidates: [FixCandidate] {
    let bytes = document.source.bytes
    guard let offset = document.failure?.offset, offset < bytes.count,
      bytes[offset] == UInt8(ascii: "}") || bytes[offset] == UInt8(ascii: "]"),
      let comma = bytes[..<offset].lastIndex(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
      bytes[comma] == UInt8(ascii: ",")
    else { return [] }
    return [
      FixCandidate(
        title: "remove the last comma",
        isSafe: true,
        change: .bytes([ByteEdit(comma..<comma + 1, "")])
      )
    ]
  }
}

// MARK: - TOML that cannot be read

extension FixFinder {
  /// A value gets the quotes that it lacks, or the words of TOML; the second of two keys goes.
  var tomlCandidates: [FixCandidate] {
    let lines = lines
    guard let place = failingLine(in: lines) else { return [] }
    var found: [FixCandidate] = []
    if problem.message.contains("redefine") { found += tomlDuplicates(lines, at: place) }
    // An open text may be noticed on the line after it.
    for line in [place, place - 1].filter(lines.indices.contains).map({ lines[$0] }) {
      guard let pair = line.pair else { continue }
      func change(_ text: String, _ title: String, safe: Bool) {
        let edit = ByteEdit(pair.valueRange, text)
        found.append(FixCandidate(title: title, isSafe: safe, change: .bytes([edit])))
      }
      let value = pair.value
      if let quote = value.first, quote == "\"" || quote == "'" {
        if !value.dropFirst().contains(quote) {
          change(value + String(quote), "close the quote", safe: true)
        }
        continue
      }
      if let word = ["true", "false"].first(where: { $0 == value.lowercased() }) {
        change(word, "write it as \(word)", safe: true)
      }
      guard value.first.map({ !"[{".contains($0) }) ?? false else { continue }
      change(tomlQuoted(value), "quote it", safe: true)
    }
    return found
  }

  private func tomlDuplicates(_ lines: [FixLine], at place: Int) -> [FixCandidate] {
    guard let second = lines[place].pair else { return [] }
    for index in lines[..<place].indices.reversed() {
      // Before the table's header other keys begin.
      if lines[index].text.trimmingBlanks.hasPrefix("[") { return [] }
      guard let first = lines[index].pair, first.key == second.key else { continue }
      let (one, other) = (whole(lines[index]), whole(lines[place]))
      return keeping(one, or: other, of: first.key, isSame: first.value == second.value)
    }
    return []
  }

  /// The line with its line break.
  private func whole(_ line: FixLine) -> Range<Int> {
    let bytes = document.source.bytes
    var end = line.range.upperBound
    while end < document.content.upperBound, bytes[end] != 0x0A { end += 1 }
    return line.range.lowerBound..<min(end + 1, document.content.upperBound)
  }

  private func tomlQuoted(_ text: String) -> String {
    let isPlain = !text.contains("\"") && !text.contains("\\")
    return isPlain || text.contains("'")
      ? "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" : "'\(text)'"
  }
}

extension FixLine {
  /// The key and the value of TOML that stand on the line; the value without a comment behind it,
  /// unless it is quoted.
  fileprivate var pair: (key: String, value: String, valueRange: Range<Int>)? {
    let bytes = Array(text.utf8)
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")), bytes.first != UInt8(ascii: "#")
    else {
      return nil
    }
    var start = sign + 1
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    guard start < bytes.count else { return nil }
    var end = bytes.count
    if !"\"'".utf8.contains(bytes[start]),
      let comment = bytes[start...].firstIndex(of: UInt8(ascii: "#"))
    {
      end = comment
    }
    while end > start, [0x20, 0x09, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
    return (
      String(decoding: bytes[..<sign], as: UTF8.self).trimmingBlanks,
      String(decoding: bytes[start..<end], as: UTF8.self),
      range.lowerBound + start..<range.lowerBound + end
    )
  }
}

// MARK: - Keys between braces

extension FixFinder {
  /// One of two keys of the same name between the same `{…}` goes, with its comma.
  var flowDuplicateCandidates: [FixCandidate] {
    guard let offset = document.failure?.offset else { return [] }
    for entries in flowMappings(around: offset) {
      guard let second = entries.lastIndex(where: { $0.range.lowerBound <= offset }), second > 0,
        let first = entries[..<second].lastIndex(where: { $0.key == entries[second].key })
      else { continue }
      // Each with one of the commas beside it.
      let one = entries[first].range.lowerBound..<entries[first + 1].range.lowerBound
      let other = entries[second - 1].range.upperBound..<entries[second].range.upperBound
      let bytes = document.source.bytes
      let isSame = bytes[entries[first].range].elementsEqual(bytes[entries[second].range])
      return keeping(one, or: other, of: entries[second].key, isSame: isSame)
    }
    return []
  }

  /// The entries of each `{…}` around `offset`, the innermost first: their keys and where they stand,
  /// without the blanks around them.
  private func flowMappings(around offset: Int) -> [[(key: String, range: Range<Int>)]] {
    let bytes = document.source.bytes
    var open: [(start: Int, commas: [Int])] = []
    var found: [[(key: String, range: Range<Int>)]] = []
    var quote: UInt8?
    for place in document.content {
      let byte = bytes[place]
      if let mark = quote {
        if byte == mark { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let before = place > 0 ? bytes[place - 1] : 0x20
        if !open.isEmpty, " {[,:".utf8.contains(before) { quote = byte }
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append((place, []))
      case UInt8(ascii: ","): if !open.isEmpty { open[open.count - 1].commas.append(place) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let mapping = open.popLast() else { continue }
        guard byte == UInt8(ascii: "}"), mapping.start < offset, offset < place else { continue }
        let starts = [mapping.start + 1] + mapping.commas.map { $0 + 1 }
        found.append(zip(starts, mapping.commas + [place]).compactMap { flowEntry($0..<$1) })
      default: break
      }
    }
    return found
  }

  private func flowEntry(_ range: Range<Int>) -> (key: String, range: Range<Int>)? {
    let bytes = document.source.bytes
    var (start, end) = (range.lowerBound, range.upperBound)
    let isBlank = { (byte: UInt8) in [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    guard let colon = bytes[start..<end].firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return (String(decoding: bytes[start..<colon], as: UTF8.self).trimmingBlanks, start..<end)
  }
}
