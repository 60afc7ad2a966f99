import ECMAScript
import Values

/// Writes values as YAML that js-yaml 3 and 4 read alike.
struct YAMLWriter: Sendable {
  let style: YAMLStyle

  /// Where a text is to stand.
  struct Context: Sendable {
    var isInFlow = false
    var isKey = false
  }

  /// Ways to write a scalar on one line, the one most like `old` first; none for a collection.
  func scalars(_ value: Value, like old: DocumentNode?, _ context: Context) -> [[UInt8]] {
    switch value {
    case .null: nulls(context)
    case .boolean(let value): [Array((value ? "true" : "false").utf8)]
    case .number(let number): [numberText(number)]
    case .date(let date): dates(date, like: old)
    case .bytes(let bytes): [Array("!!binary \"\(Base64.encode(bytes))\"".utf8)]
    case .string(let text): strings(text, like: old, context)
    case .array(let items) where items.isEmpty: [Array("[]".utf8)]
    case .object(let object) where object.isEmpty: [Array("{}".utf8)]
    default: []
    }
  }

  private func nulls(_ context: Context) -> [[UInt8]] {
    let null = Array("null".utf8)
    return context.isInFlow && style.null.isEmpty ? [null] : [style.null, null]
  }

  private func numberText(_ number: Double) -> [UInt8] {
    if number.isNaN { return Array(".nan".utf8) }
    if number.isInfinite { return Array((number < 0 ? "-.inf" : ".inf").utf8) }
    if number == 0, number.sign == .minus { return Array("-0.0".utf8) }
    return Array(NumberText.text(number).utf8)
  }

  /// A date with its time only where it has one or the old one did.
  private func dates(_ date: DateValue, like old: DocumentNode?) -> [[UInt8]] {
    guard date.isValid else { return [] }
    let full = DateText.isoText(date.milliseconds)
    let whole = full.replacing(".000Z", with: "Z")
    let hadTime = old.map { $0.type == .timestamp && $0.range.count > 10 } ?? false
    let isDay = date.milliseconds.truncatingRemainder(dividingBy: 86_400_000) == 0
    let day = String(full.prefix { $0 != "T" })
    return (isDay && !hadTime ? [day, whole, full] : [whole, full, day]).map { Array($0.utf8) }
  }
}

// MARK: - Strings

extension YAMLWriter {
  private func strings(
    _ text: String,
    like old: DocumentNode?,
    _ context: Context
  ) -> [[UInt8]] {
    let double = doubleQuoted(text)
    let single = singleQuoted(text)
    let plain = isPlain(text, context) ? Array(text.utf8) : nil
    let isOldString = old?.kind == .scalar && (old?.type == .string || context.isKey)
    let isQuoted =
      switch old?.style {
      case .singleQuoted, .doubleQuoted: isOldString
      case .plain: !isOldString && style.alwaysQuotes && !context.isKey
      default: style.alwaysQuotes && !context.isKey
      }
    let wantsSingle = isOldString && isQuoted ? old?.style == .singleQuoted : prefersSingle(text)
    let quoted = wantsSingle ? [single, double] : [double, single]
    return ((isQuoted ? [] : [plain]) + quoted + [plain]).compactMap { $0 }
  }

  private func prefersSingle(_ text: String) -> Bool {
    let bytes = text.utf8
    let needsEscape = bytes.contains(UInt8(ascii: "\"")) || bytes.contains(UInt8(ascii: "\\"))
    let hasApostrophe = bytes.contains(UInt8(ascii: "'"))
    if needsEscape != hasApostrophe { return needsEscape }
    return style.quote == .singleQuoted
  }

  /// Whether `text` reads back as itself without quotes, whichever js-yaml reads it.
  private func isPlain(_ text: String, _ context: Context) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, !last.isBlank, first != 0x20 else {
      return false
    }
    if Self.indicators.contains(first) || first == UInt8(ascii: "-") && bytes.count == 1 {
      return false
    }
    if first == UInt8(ascii: "-") || first == UInt8(ascii: "?") || first == UInt8(ascii: ":"),
      bytes.count > 1, bytes[1].isBlank || context.isInFlow
    {
      return false
    }
    if bytes.starts(with: "---".utf8) || bytes.starts(with: "...".utf8) || last == UInt8(ascii: ":")
    {
      return false
    }
    for (place, byte) in bytes.enumerated() {
      if byte < 0x20 || byte == 0x7F { return false }
      if context.isInFlow, byte.isFlowIndicator { return false }
      let next = place + 1 < bytes.count ? bytes[place + 1] : 0
      if byte == UInt8(ascii: ":"), next.isBlank || context.isInFlow { return false }
      if byte.isBlank, next == UInt8(ascii: "#") { return false }
    }
    guard isPrintable(text) else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      let all: [YAMLRules] = [.jsYAML3, .jsYAML4(minor: 1), .jsYAML4(minor: 3)]
      return all.allSatisfy { YAMLResolution.type(of: bytes, $0.scalars) == .string }
    }
  }

  private static let indicators = Array("#&*!|>'\"%@`,[]{}=".utf8)

  /// Whether nothing in `text` has to be escaped: no control and no line separator.
  private func isPrintable(_ text: String) -> Bool {
    !text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFC, 0x10000...: false
      default: true
      }
    }
  }

  private func singleQuoted(_ text: String) -> [UInt8]? {
    guard isPrintable(text.replacing("\t", with: " ")) else { return nil }
    var bytes: [UInt8] = [UInt8(ascii: "'")]
    for byte in text.utf8 {
      bytes.append(byte)
      if byte == UInt8(ascii: "'") { bytes.append(byte) }
    }
    return bytes + [UInt8(ascii: "'")]
  }

  private func doubleQuoted(_ text: String) -> [UInt8] {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "\0": quoted += "\\0"
      default:
        if isPrintable(String(scalar)) {
          quoted.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          quoted += "\\u" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
        }
      }
    }
    return Array((quoted + "\"").utf8)
  }

  /// `text` as a literal or folded block whose lines stand at `indent`; nil where it cannot be one.
  ///
  /// The header goes on its key's line, the lines below it.
  func block(_ text: String, folded: Bool, indent: Int) -> (header: [UInt8], lines: [UInt8])? {
    guard text.utf8.contains(0x0A) || folded, !text.utf8.allSatisfy(\.isBlankOrBreak),
      text.utf8.first != 0x20, text.utf8.first != 0x09, text.utf8.first != 0x0A,
      isPrintable(text.replacing("\n", with: " ").replacing("\t", with: " "))
    else { return nil }
    let content = text.utf8.reversed().drop { $0 == 0x0A }.reversed()
    let breaks = text.utf8.count - content.count
    var header: [UInt8] = [UInt8(ascii: folded ? ">" : "|")]
    if breaks == 0 { header.append(UInt8(ascii: "-")) }
    if breaks > 1 { header.append(UInt8(ascii: "+")) }
    var lines: [UInt8] = []
    let margin = [UInt8](repeating: 0x20, count: indent)
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if folded, !lines.isEmpty, !line.isEmpty { lines += style.newline }
      if !line.isEmpty { lines += margin + line }
      lines += style.newline
    }
    for _ in 1..<Swift.max(breaks, 1) { lines += style.newline }
    return (header, lines)
  }
}

// MARK: - Collections

extension YAMLWriter {
  /// `value` on one line, or nil when it has something YAML cannot write.
  func flow(_ value: Value) -> [UInt8]? {
    switch value {
    case .array(let items):
      var bytes = Array("[".utf8)
      for (place, item) in items.enumerated() {
        guard let text = flow(item) else { return nil }
        bytes += place > 0 ? Array(", ".utf8) + text : text
      }
      return bytes + Array("]".utf8)
    case .object(let object):
      guard !object.isEmpty else { return Array("{}".utf8) }
      var bytes = Array("{ ".utf8)
      for (place, pair) in object.enumerated() {
        guard let text = flow(pair.value) else { return nil }
        if place > 0 { bytes += Array(", ".utf8) }
        bytes += key(pair.key, inFlow: true) + Array(": ".utf8) + text
      }
      return bytes + Array(" }".utf8)
    default:
      return scalars(value, like: nil, Context(isInFlow: true)).first
    }
  }

  /// A new key.
  func key(_ name: String, like old: DocumentNode? = nil, inFlow: Bool = false) -> [UInt8] {
    scalars(.string(name), like: old, Context(isInFlow: inFlow, isKey: true)).first ?? []
  }

  /// The lines of a collection whose entries stand at `column`, without the first line's margin and
  /// the last line's break; nil when it has something YAML cannot write.
  func lines(_ value: Value, column: Int) -> [UInt8]? {
    let margin = style.newline + [UInt8](repeating: 0x20, count: column)
    var bytes: [UInt8] = []
    switch value {
    case .array(let items):
      for item in items {
        guard let text = entry(item, column: column + 2, isInline: true) else { return nil }
        if !bytes.isEmpty { bytes += margin }
        bytes += Array("-".utf8) + text
      }
    case .object(let object):
      for pair in object {
        guard let text = entry(pair.value, column: column, isInline: false) else { return nil }
        if !bytes.isEmpty { bytes += margin }
        bytes += key(pair.key) + Array(":".utf8) + text
      }
    default: return nil
    }
    return bytes
  }

  /// What stands after a `-` or a key at `column` and its colon, without the last line's break.
  func entry(_ value: Value, column: Int, isInline: Bool) -> [UInt8]? {
    if case .string(let text) = value, text.utf8.contains(0x0A),
      let block = block(
        text,
        folded: false,
        indent: isInline ? column : column + style.mappingIndent
      )
    {
      var lines = block.lines
      lines.removeLast(style.newline.count)
      return [0x20] + block.header + style.newline + lines
    }
    if let text = scalars(value, like: nil, Context()).first {
      return text.isEmpty ? [] : [0x20] + text
    }
    if style.usesFlowSequences, isScalarList(value) {
      return flow(value).map { [0x20] + $0 }
    }
    if isInline { return lines(value, column: column).map { [0x20] + $0 } }
    let indent = column + childIndent(of: value)
    return lines(value, column: indent).map {
      style.newline + [UInt8](repeating: 0x20, count: indent) + $0
    }
  }

  /// How much deeper than its key a collection stands.
  func childIndent(of value: Value) -> Int {
    if case .array = value { return style.sequenceIndent }
    return style.mappingIndent
  }

  /// Whether `value` is an array without collections in it.
  func isScalarList(_ value: Value) -> Bool {
    guard case .array(let items) = value else { return false }
    return items.allSatisfy { item in
      switch item {
      case .array, .object: false
      default: true
      }
    }
  }
}
