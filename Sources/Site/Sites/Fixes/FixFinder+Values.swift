import ECMAScript
import Schemas
import Values

extension FixFinder {
  /// Other ways to say the value at `path`, as what the schema wants there.
  func valueCandidates(at path: ValuePath) -> [FixCandidate] {
    guard let value = data[path], !value.isUndefined else { return missingCandidates(at: path) }
    let fields = fields(at: path)
    var found: [FixCandidate] = []
    if value.isNull, !path.isEmpty { found += nullCandidates(at: path, fields) }
    for field in fields { found += candidates(for: value, as: field, at: path) }
    return found
  }

  private func candidates(
    for value: Value,
    as field: FieldDescription,
    at path: ValuePath
  ) -> [FixCandidate] {
    switch field.kind {
    case .text, .reference, .image: return textCandidates(value, at: path)
    case .number: return numberCandidates(value, at: path)
    case .boolean: return booleanCandidates(value, at: path)
    case .date: return dateCandidates(value, at: path)
    case .choice(let options): return choiceCandidates(value, options, at: path)
    case .literal(let option): return choiceCandidates(value, [option], at: path)
    case .array(let item, _, _): return listCandidates(value, item, at: path)
    case .object, .record, .union, .any: return []
    }
  }

  private func textCandidates(_ value: Value, at path: ValuePath) -> [FixCandidate] {
    switch value {
    case .number, .boolean, .date:
      return source(at: path).map { [set(path, .string($0), "quote it", safe: true)] } ?? []
    case .array(let items):
      guard items.count == 1, let text = items[0].stringValue else { return [] }
      return [set(path, .string(text), "take it out of its list", safe: false)]
    case .string(let text):
      guard problem.message.contains("URL") || problem.message.contains("url"),
        !text.contains("://"), text.contains("."), !text.contains(" "), !text.contains("@"),
        text.utf8.first != UInt8(ascii: "/"), text.utf8.first != UInt8(ascii: ".")
      else { return [] }
      return [set(path, .string("https://\(text)"), "write it with https://", safe: false)]
    default: return []
    }
  }

  private func numberCandidates(_ value: Value, at path: ValuePath) -> [FixCandidate] {
    guard case .string(let text) = value else { return [] }
    let trimmed = text.trimmingBlanks
    let isPlain = trimmed.utf8.allSatisfy { $0 &- 0x30 < 10 || "+-.eE".utf8.contains($0) }
    if isPlain, let number = Double(trimmed), number.isFinite {
      return [set(path, .number(number), "write it as a number", safe: true)]
    }
    // 1,234 and 12 %: what is meant is likely, not certain.
    let digits = trimmed.filter { !",_ %$€£".contains($0) }
    guard let number = Double(digits), number.isFinite else { return [] }
    return [set(path, .number(number), "write it as \(NumberText.text(number))", safe: false)]
  }

  private func booleanCandidates(_ value: Value, at path: ValuePath) -> [FixCandidate] {
    let words: [String: Bool] = [
      "true": true, "false": false, "yes": true, "no": false, "on": true, "off": false,
      "y": true, "n": false,
    ]
    switch value {
    case .string(let text):
      return words[text.trimmingBlanks.lowercased()].map {
        [set(path, .boolean($0), "write it as \($0)", safe: true)]
      } ?? []
    case .number(0): return [set(path, false, "write it as false", safe: false)]
    case .number(1): return [set(path, true, "write it as true", safe: false)]
    default: return []
    }
  }

  private func dateCandidates(_ value: Value, at path: ValuePath) -> [FixCandidate] {
    let text: String
    switch value {
    case .string(let string): text = string
    case .number: text = source(at: path) ?? ""
    default: return []
    }
    return DateGuess.all(in: text).flatMap { guess -> [FixCandidate] in
      let title = "write it as \(guess.text)"
      // JSON has no dates of its own.
      let written: [Value] =
        document.format == .json
        ? [.string(guess.text)]
        : [.date(DateValue(milliseconds: guess.milliseconds)), .string(guess.text)]
      return written.map { set(path, $0, title, safe: guess.isCertain) }
    }
  }

  private func choiceCandidates(
    _ value: Value,
    _ options: [Value],
    at path: ValuePath
  ) -> [FixCandidate] {
    let texts = options.compactMap(\.stringValue)
    switch value {
    case .string(let text):
      if let near = Likeness.nearest(to: text, among: texts) {
        return [
          set(path, .string(near.name), "change it to '\(near.name)'", safe: near.isCertain)
        ]
      }
      return options.compactMap { option in
        guard case .number(let number) = option, NumberText.text(number) == text.trimmingBlanks
        else { return nil }
        return set(path, option, "write it as a number", safe: true)
      }
    case .number, .boolean, .date:
      guard let text = source(at: path), texts.contains(text) else { return [] }
      return [set(path, .string(text), "quote it", safe: true)]
    case .array(let items):
      guard items.count == 1, options.contains(items[0]) else { return [] }
      return [set(path, items[0], "take it out of its list", safe: false)]
    default: return []
    }
  }

  private func listCandidates(
    _ value: Value,
    _ item: FieldDescription,
    at path: ValuePath
  ) -> [FixCandidate] {
    switch value {
    case .string(let text):
      let parts = text.split(separator: ",").map { String($0).trimmingBlanks }
        .filter { !$0.isEmpty }
      let wrapped = set(path, [value], "make it a list", safe: parts.count < 2)
      guard parts.count > 1 else { return [wrapped] }
      let split = Value.array(parts.map(Value.string))
      return [set(path, split, "make it a list of \(parts.count)", safe: false), wrapped]
    case .number, .boolean, .date, .object:
      let asText: [FixCandidate] =
        source(at: path).map {
          guard case .text = item.kind else { return [] }
          return [set(path, [.string($0)], "make it a list", safe: true)]
        } ?? []
      return [set(path, [value], "make it a list", safe: true)] + asText
    default: return []
    }
  }

  /// A key without a value, or one that says null where the schema wants something.
  private func nullCandidates(at path: ValuePath, _ fields: [FieldDescription]) -> [FixCandidate] {
    let name = path.dottedText
    var found = [
      FixCandidate(
        title: "remove '\(name)', which says nothing",
        isSafe: true,
        change: .edits([.unset(base + path)])
      )
    ]
    if fields.contains(where: { if case .array = $0.kind { true } else { false } }) {
      found.append(set(path, [], "make it an empty list", safe: true))
    }
    return found
  }
}

// MARK: - Bounds

extension FixFinder {
  /// A number brought to the bound that it passes; an empty text or list taken out.
  func boundCandidates(_ issue: ObjectValue, at path: ValuePath) -> [FixCandidate] {
    switch data[path] {
    case .number(let number):
      guard let bound = Self.bound(issue, of: number) else { return [] }
      return [set(path, .number(bound), "change it to \(NumberText.text(bound))", safe: false)]
    case .string(""), .array([]):
      guard !path.isEmpty else { return [] }
      let title = "remove '\(path.dottedText)', which is empty"
      return [FixCandidate(title: title, isSafe: false, change: .edits([.unset(base + path)]))]
    default: return []
    }
  }

  private static func bound(_ issue: ObjectValue, of number: Double) -> Double? {
    if let minimum = issue["minimum"]?.numberValue, number <= minimum {
      return issue["inclusive"] == false ? minimum.rounded(.down) + 1 : minimum
    }
    if let maximum = issue["maximum"]?.numberValue, number >= maximum {
      return issue["inclusive"] == false ? maximum.rounded(.up) - 1 : maximum
    }
    let step = issue["divisor"]?.numberValue ?? issue["multipleOf"]?.numberValue
    guard let step, step > 0 else { return nil }
    return (number / step).rounded() * step
  }
}

extension String {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
