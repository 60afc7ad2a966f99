import Content

/// How the files of a collection are named, as far as those that are there show it.
struct EntryNaming: Sendable {
  /// The collection's folder, relative to the root; empty for the root.
  let base: String
  private let patterns: GlobSet?
  private let endings: [String]
  /// Whether each entry has a folder of its own with an `index` file.
  private let usesIndex: Bool
  /// Whether names begin with a date.
  private let usesDate: Bool

  /// `paths` are those of the entries that are there, relative to `base`.
  init(base: String, patterns: [String], paths: [String]) {
    self.base = base
    self.patterns = try? GlobSet(patterns)
    var counts: [String: Int] = [:]
    for path in paths { counts[Self.ending(of: path), default: 0] += 1 }
    let common = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    endings =
      common
      + [".md", ".mdx", ".mdoc", ".yaml", ".yml", ".json", ".toml"].filter { counts[$0] == nil }
    let names = paths.map { $0.dropLast(Self.ending(of: $0).count).split(separator: "/") }
    usesIndex = names.count { $0.last == "index" } * 2 > names.count
    let own = names.map { ($0.last == "index" ? $0.dropLast() : $0[...]).last ?? "" }
    usesDate = own.count(where: Self.beginsWithDate) * 2 > own.count
  }

  /// The path, relative to `base`, of a new entry's file; nil when no name fits the patterns.
  func path(of slug: String, today: String) -> String? {
    var parts = slug.split(separator: "/").map(String.init)
    guard var name = parts.popLast() else { return nil }
    if usesDate, !Self.beginsWithDate(name[...]) { name = "\(today)-\(name)" }
    let folder = parts.map { "\($0)/" }.joined()
    for ending in endings {
      let plain = "\(folder)\(name)\(ending)"
      let indexed = "\(folder)\(name)/index\(ending)"
      for path in usesIndex ? [indexed, plain] : [plain, indexed]
      where patterns?.matches(path) ?? false { return path }
    }
    return nil
  }

  /// The path of the file at `path` once its entry is called `id`.
  func path(of path: String, renamed id: String) -> String {
    let ending = Self.ending(of: path)
    let isIndex = path.hasSuffix("/index\(ending)")
    return isIndex ? "\(id)/index\(ending)" : id + ending
  }

  func file(_ path: String) -> String { base.isEmpty ? path : "\(base)/\(path)" }

  /// The file's ending with its dot.
  static func ending(of path: String) -> String {
    String(Substring(path.utf8.suffix(EntryID.extensionLength(path))))
  }

  private static func beginsWithDate(_ name: Substring) -> Bool {
    let bytes = Array(name.utf8.prefix(11))
    return bytes.count == 11
      && zip(bytes, "0000-00-00-".utf8).allSatisfy { byte, mark in
        mark == 0x30 ? 0x30...0x39 ~= byte : byte == mark
      }
  }
}
