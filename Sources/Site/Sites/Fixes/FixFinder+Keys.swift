import Schemas
import Values

extension FixFinder {
  /// Keys that the schema does not know: renamed to what they resemble, else taken out.
  func keyCandidates(_ issue: ObjectValue, at path: ValuePath) -> [FixCandidate] {
    let unknown = issue["keys"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard !unknown.isEmpty, unknown.count <= 20, case .object(let object)? = data[path] else {
      return []
    }
    var free = names(at: path).filter { object[$0] == nil }
    var renames: [Rename] = []
    for key in unknown {
      guard let near = Likeness.nearest(to: key, among: free) else { continue }
      renames.append(Rename(old: key, new: near.name, isCertain: near.isCertain))
      free.removeAll { $0 == near.name }
    }
    let rest = unknown.filter { key in !renames.contains { $0.old == key } }
    var found: [FixCandidate] = []
    if !renames.isEmpty { found.append(candidate(renames, removing: rest, at: path)) }
    found.append(candidate([], removing: unknown, at: path))
    return found
  }

  /// A required key that is not there: another one renamed, else a value to begin with.
  func missingCandidates(at path: ValuePath) -> [FixCandidate] {
    guard case .key(let name)? = path.last, case .object(let object)? = data[Array(path.dropLast())]
    else { return [] }
    let parent = Array(path.dropLast())
    let known = names(at: parent)
    let unknown = object.keys.filter { !known.contains($0) }
    var found: [FixCandidate] = []
    if let near = Likeness.nearest(to: name, among: unknown) {
      let rename = Rename(old: near.name, new: name, isCertain: near.isCertain)
      found.append(candidate([rename], removing: [], at: parent))
    }
    for field in fields(at: path) {
      if let value = field.defaultValue, document.format != nil {
        found.append(set(path, value, "add its default", safe: true))
      }
      found += beginnings(of: field, name: name).map { value in
        set(path, value, "add \(name): \(Self.text(of: value))", safe: false)
      }
    }
    return found
  }

  private struct Rename {
    let old: String
    let new: String
    let isCertain: Bool
  }

  private func candidate(
    _ renames: [Rename],
    removing: [String],
    at path: ValuePath
  ) -> FixCandidate {
    let titles =
      renames.map { "rename '\($0.old)' to '\($0.new)'" } + removing.map { "remove '\($0)'" }
    return FixCandidate(
      title: titles.joined(separator: ", "),
      isSafe: removing.isEmpty && renames.allSatisfy(\.isCertain),
      change: .edits(
        renames.map { .renameKey(base + path + [.key($0.old)], $0.new) }
          + removing.map { .unset(base + path + [.key($0)]) }
      )
    )
  }

  /// The keys that the schema knows at `path`.
  private func names(at path: ValuePath) -> [String] {
    var names: [String] = []
    for field in fields(at: path) {
      guard case .object(let fields, _) = field.kind else { continue }
      names += fields.map(\.key).filter { !names.contains($0) }
    }
    return names
  }

  /// Values that a field of this kind may begin with.
  private func beginnings(of field: FieldDescription, name: String) -> [Value] {
    switch field.kind {
    case .boolean: return [false]
    case .array(_, let minimum, _): return minimum ?? 0 == 0 ? [[]] : []
    case .choice(let options): return Array(options.prefix(1))
    case .literal(let value): return [value]
    case .number(let minimum, let maximum, _):
      return [.number(minimum ?? min(0, maximum ?? 0))]
    case .date: return fileDate.map { [$0] } ?? []
    case .text(let rule):
      guard rule.format == nil, ["title", "name", "label", "heading"].contains(name) else {
        return []
      }
      return [.string(heading ?? fileTitle)]
    case .object, .record: return [[:]]
    case .union, .reference, .image, .any: return []
    }
  }

  /// The body's first heading of the first level.
  private var heading: String? {
    guard document.kind == .markdown else { return nil }
    let body = document.source.bytes[document.bodyStart...].prefix(4096)
    return body.split { $0 == 0x0A || $0 == 0x0D }.lazy
      .first { $0.starts(with: "# ".utf8) }
      .map { String(decoding: $0.dropFirst(2), as: UTF8.self).trimmingBlanks }
  }

  /// What the file's name says: `fog-horn-biscuits` is `Fog horn biscuits`.
  private var fileTitle: String {
    var parts = problem.file.split(separator: "/").map(String.init)
    var name = parts.popLast().map { String($0.prefix { $0 != "." }) } ?? ""
    if name == "index", let folder = parts.popLast() { name = folder }
    let words = name.split { "-_ ".contains($0) }.drop { $0.allSatisfy(\.isNumber) }
    let text = words.map(String.init).joined(separator: " ")
    return text.prefix(1).uppercased() + String(text.dropFirst())
  }

  /// The date at the beginning of the file's name.
  private var fileDate: Value? {
    let name = problem.file.split(separator: "/").last ?? ""
    guard let guess = DateGuess.all(in: String(name.prefix(10))).first, guess.isCertain else {
      return nil
    }
    return document.format == .json
      ? .string(guess.text) : .date(DateValue(milliseconds: guess.milliseconds))
  }

  private static func text(of value: Value) -> String {
    switch value {
    case .date(let date): DateGuess.day(date.milliseconds)
    case .string(let text): text
    default: value.briefText
    }
  }
}
