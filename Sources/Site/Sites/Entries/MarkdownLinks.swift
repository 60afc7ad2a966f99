/// A link in a Markdown body: where its target stands and what it is.
struct MarkdownLink: Sendable, Equatable {
  /// The target's bytes in the file.
  let range: Range<Int>
  let target: String
}

/// Finds the links of a Markdown or MDX body, without those in code.
enum MarkdownLinks {
  /// Links in brackets, their definitions, and `href` attributes.
  static func all(in bytes: [UInt8], from start: Int) -> [MarkdownLink] {
    var links: [MarkdownLink] = []
    var fence: ArraySlice<UInt8>?
    var place = start
    while place < bytes.count {
      let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[place..<end]
      let mark = fenceMark(line)
      if let open = fence {
        if let mark, mark.count >= open.count, mark.first == open.first { fence = nil }
      } else if let mark {
        fence = mark
      } else {
        links += self.links(in: line, of: bytes)
      }
      place = end + 1
    }
    return links
  }

  /// Three or more backticks or tildes at the line's start.
  private static func fenceMark(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let text = line.drop { $0 == 0x20 }
    guard let first = text.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else {
      return nil
    }
    let mark = text.prefix { $0 == first }
    return mark.count >= 3 ? mark : nil
  }

  private static func links(in line: ArraySlice<UInt8>, of bytes: [UInt8]) -> [MarkdownLink] {
    var links: [MarkdownLink] = []
    var place = line.startIndex
    func add(_ start: Int, until isEnd: (UInt8) -> Bool) {
      let end = line[start...].firstIndex(where: isEnd) ?? line.endIndex
      guard end > start else { return }
      let target = String(decoding: bytes[start..<end], as: UTF8.self)
      links.append(MarkdownLink(range: start..<end, target: target))
      place = end
    }
    while place < line.endIndex {
      let rest = line[place...]
      if rest.first == UInt8(ascii: "`") {
        // Code goes to the same number of backticks; without them it is text.
        let mark = rest.prefix { $0 == UInt8(ascii: "`") }
        let inner = line[mark.endIndex...]
        place = inner.firstRange(of: Array(mark))?.upperBound ?? mark.endIndex
      } else if rest.starts(with: "](<".utf8) {
        add(place + 3) { $0 == UInt8(ascii: ">") }
        place += 1
      } else if rest.starts(with: "](".utf8) {
        add(place + 2) { $0 == UInt8(ascii: ")") || $0 == 0x20 }
        place += 1
      } else if rest.starts(with: "]: ".utf8), line.first == UInt8(ascii: "[") {
        add(place + 3) { $0 == 0x20 || $0 == 0x0D }
        place += 1
      } else if rest.starts(with: "href=\"".utf8) || rest.starts(with: "href='".utf8) {
        let quote = line[place + 5]
        add(place + 6) { $0 == quote }
        place += 1
      } else {
        place += 1
      }
    }
    return links
  }
}

// MARK: - Where a link leads

extension MarkdownLink {
  /// The target without what follows `?` or `#`, and that.
  private var parts: (path: Substring, rest: Substring) {
    let end = target.firstIndex { $0 == "?" || $0 == "#" } ?? target.endIndex
    return (target[..<end], target[end...])
  }

  /// The target with `file` in place of `old`, where it is a relative path to `old`, with or without
  /// its ending; nil when it leads elsewhere.
  func following(_ old: String, to new: String, from file: String, now place: String) -> String? {
    let (path, rest) = parts
    guard let resolved = Self.resolved(path, from: file) else { return nil }
    let ending = EntryNaming.ending(of: old)
    let isWhole = resolved == old
    guard isWhole || resolved == old.dropLast(ending.count) else { return nil }
    let target = isWhole ? new : String(new.dropLast(EntryNaming.ending(of: new).count))
    return Self.relative(target, from: place, like: path) + rest
  }

  /// The target as it must be once its own file stands at `place`; nil when nothing changes.
  func moved(from file: String, to place: String) -> String? {
    let (path, rest) = parts
    guard path.hasPrefix("."), let resolved = Self.resolved(path, from: file) else { return nil }
    let slash = path.hasSuffix("/") ? "/" : ""
    let new = Self.relative(resolved, from: place, like: path) + slash + rest
    return new == target ? nil : new
  }

  /// The target with `new` in place of `old`, where it is a path of the site to that entry; nil when
  /// it leads elsewhere.
  func following(_ old: String, to new: String, in collection: String) -> String? {
    let (path, rest) = parts
    guard path.hasPrefix("/"), !path.hasPrefix("//") else { return nil }
    let slash = path.hasSuffix("/") ? "/" : ""
    let plain = path.dropFirst().dropLast(slash.count)
    // A short id of its own may be any page.
    let isEntry =
      plain == "\(collection)/\(old)" || plain.hasSuffix("/\(collection)/\(old)")
      || plain == old && old.contains("/")
    guard isEntry else { return nil }
    return "/\(plain.dropLast(old.count))\(new)\(slash)\(rest)"
  }

  /// The file that a relative path names, relative to the root; nil for other targets.
  private static func resolved(_ path: Substring, from file: String) -> String? {
    guard !path.isEmpty, !path.hasPrefix("/"), !path.contains(":") else { return nil }
    var parts = file.split(separator: "/").dropLast()
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }

  private static func relative(_ file: String, from place: String, like old: Substring) -> String {
    let target = file.split(separator: "/")
    let folder = place.split(separator: "/").dropLast()
    let shared = zip(target.dropLast(), folder).prefix { $0 == $1 }.count
    let up = String(repeating: "../", count: folder.count - shared)
    let path = up + target.dropFirst(shared).joined(separator: "/")
    return up.isEmpty && old.hasPrefix("./") ? "./\(path)" : path
  }
}
