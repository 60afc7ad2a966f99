/// A value in a settings file.
package enum SettingsValue: Sendable, Hashable {
  case string(String)
  case integer(Int)
  case number(Double)
  case boolean(Bool)
  case array([SettingsValue])
  case table([String: SettingsValue])
  /// A date or time, which no setting uses.
  case date

  /// As messages name it.
  var kind: String {
    switch self {
    case .string: "text"
    case .integer: "a whole number"
    case .number: "a number"
    case .boolean: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .date: "a date"
    }
  }
}

/// A table of a settings file, with typed reading and errors that name the place.
package struct SettingsTable: Sendable, Equatable {
  /// As it was given; for messages.
  package let file: String
  /// The keys that lead here from the top; empty for the file's top table.
  package let path: [String]
  private let values: [String: SettingsValue]
  private let lines: KeyLines

  init(
    file: String,
    path: [String] = [],
    values: [String: SettingsValue],
    lines: KeyLines
  ) {
    self.file = file
    self.path = path
    self.values = values
    self.lines = lines
  }

  /// In alphabetical order.
  package var keys: [String] { values.keys.sorted() }

  package subscript(key: String) -> SettingsValue? { values[key] }

  /// The line, 1-based, on which `key` is set; nil when it is not.
  package func line(of key: String) -> Int? { lines.line(of: path + [key]) }
}

// MARK: - Typed reading

extension SettingsTable {
  /// Nil when `key` is not set.
  package func string(_ key: String) throws(SettingsError) -> String? {
    guard let value = values[key] else { return nil }
    guard case .string(let text) = value else { throw wrongKind(key, value, expected: "text") }
    return text
  }

  /// Nil when `key` is not set; `range` is what is allowed.
  package func integer(
    _ key: String,
    in range: ClosedRange<Int> = Int.min...Int.max
  ) throws(SettingsError) -> Int? {
    guard let value = values[key] else { return nil }
    guard case .integer(let number) = value else {
      throw wrongKind(key, value, expected: "a whole number")
    }
    guard range.contains(number) else {
      throw error(key, .outOfRange(lowest: range.lowerBound, highest: range.upperBound))
    }
    return number
  }

  /// Nil when `key` is not set.
  package func boolean(_ key: String) throws(SettingsError) -> Bool? {
    guard let value = values[key] else { return nil }
    guard case .boolean(let flag) = value else {
      throw wrongKind(key, value, expected: "true or false")
    }
    return flag
  }

  /// A list of texts, or one text as a list of one; nil when `key` is not set.
  package func strings(_ key: String) throws(SettingsError) -> [String]? {
    guard let value = values[key] else { return nil }
    if case .string(let text) = value { return [text] }
    guard case .array(let items) = value else {
      throw wrongKind(key, value, expected: "a list of texts")
    }
    var texts: [String] = []
    for item in items {
      guard case .string(let text) = item else {
        throw wrongKind(key, item, expected: "a list of texts")
      }
      texts.append(text)
    }
    return texts
  }

  /// One of `choices`; nil when `key` is not set.
  package func choice(_ key: String, of choices: [String]) throws(SettingsError) -> String? {
    guard let text = try string(key) else { return nil }
    guard choices.contains(text) else {
      throw error(key, .notAChoice(text, choices: choices))
    }
    return text
  }

  /// Nil when `key` is not set.
  package func table(_ key: String) throws(SettingsError) -> SettingsTable? {
    guard let value = values[key] else { return nil }
    guard case .table(let inner) = value else { throw wrongKind(key, value, expected: "a table") }
    return SettingsTable(file: file, path: path + [key], values: inner, lines: lines)
  }

  /// What is wrong with keys that are not among `known`, in the file's order.
  package func unknownKeys(known: [String]) -> [SettingsError] {
    keys.filter { !known.contains($0) }
      .map { error($0, .unknownKey(nearest: EditDistance.nearest(to: $0, among: known))) }
      .sorted { ($0.line ?? 0, $0.key ?? "") < ($1.line ?? 0, $1.key ?? "") }
  }

  /// An error about `key` of this table.
  package func error(_ key: String, _ reason: SettingsError.Reason) -> SettingsError {
    SettingsError(
      file: file,
      line: line(of: key),
      key: (path + [key]).joined(separator: "."),
      reason: reason
    )
  }

  private func wrongKind(
    _ key: String,
    _ value: SettingsValue,
    expected: String
  ) -> SettingsError {
    error(key, .wrongKind(expected: expected, found: value.kind))
  }
}
