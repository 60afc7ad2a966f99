import ECMAScript
import Values

/// `url`: what the WHATWG URL parser takes, with what Zod 4 can ask for besides.
struct URLRule: Sendable {
  let hostname: Pattern?
  /// The pattern that an issue shows instead of `hostname`.
  let shownHostname: String?
  let scheme: Pattern?
  /// The output is `href` instead of the trimmed text.
  let normalizes: Bool
  /// Whether the two slashes of `http://` may lack.
  let needsNoSlashes: Bool

  /// Whether any URL will do.
  var isBare: Bool { hostname == nil && scheme == nil && !normalizes }

  func check(
    _ text: String,
    _ value: inout Value,
    _ check: Check,
    _ node: Node,
    _ outcome: inout Outcome,
    _ parse: inout Parse
  ) throws(SchemaError) {
    if parse.dialect == .zod3 {
      if WebURL(text) == nil {
        try parse.fail(check, node, "invalid_string", ["validation": "url"], value)
      }
      return
    }
    if isBare, Self.isPlainAddress(text) { return }
    let trimmed = TextMeasure.trimmed(text)
    // Zod v4, schemas.ts: only z.httpUrl() asks for the two slashes.
    if !needsNoSlashes, !normalizes, scheme?.source == "^https?$", !Self.hasTwoSlashes(trimmed) {
      try fail(["note": "Invalid URL format"], value, check, node, &parse)
      return
    }
    guard let url = WebURL(trimmed) else { return try fail([:], value, check, node, &parse) }
    if let hostname, try !hostname.matches(url.hostname, at: parse.path) {
      let fields: KeyValuePairs<String, Value> = [
        "note": "Invalid hostname", "pattern": .string(shownHostname ?? hostname.source),
      ]
      try fail(fields, value, check, node, &parse)
    }
    if let scheme {
      let name = url.protocol.hasSuffix(":") ? String(url.protocol.dropLast()) : url.protocol
      if try !scheme.matches(name, at: parse.path) {
        let fields: KeyValuePairs<String, Value> = [
          "note": "Invalid protocol", "pattern": .string(scheme.source),
        ]
        try fail(fields, value, check, node, &parse)
      }
    }
    let output = normalizes ? url.href : trimmed
    guard !output.utf8.elementsEqual(text.utf8) else { return }
    value = .string(output)
    outcome.isChanged = true
  }

  private func fail(
    _ extra: KeyValuePairs<String, Value>,
    _ value: Value,
    _ check: Check,
    _ node: Node,
    _ parse: inout Parse
  ) throws(SchemaError) {
    var fields = ObjectValue([("format", "url")])
    for (key, value) in extra { fields[key] = value }
    try parse.fail(check, node, "invalid_format", ["format": "url"], value)
    parse.issues[parse.issues.count - 1].fields = fields
  }

  /// Whether the text is surely a URL that needs no trimming: `https://`, a host of letters, digits,
  /// dots and dashes whose last label begins with a letter, and a path of visible ASCII.
  static func isPlainAddress(_ text: String) -> Bool {
    text.utf8.withContiguousStorageIfAvailable(isPlainAddress) ?? false
  }

  private static func isPlainAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count > lead.utf8CodeUnitCount,
      bytes.starts(with: UnsafeBufferPointer(start: lead.utf8Start, count: lead.utf8CodeUnitCount))
    else { return false }
    var label = lead.utf8CodeUnitCount
    var place = label
    while true {
      while place < bytes.count, isPlainInLabel(bytes[place]) { place += 1 }
      // Labels that begin with x may be punycode, which has rules of its own.
      guard place > label, bytes[label] != UInt8(ascii: "x") else { return false }
      guard place < bytes.count, bytes[place] == UInt8(ascii: ".") else { break }
      place += 1
      label = place
    }
    guard isSmallLetter(bytes[label]) else { return false }
    if place == bytes.count { return true }
    switch bytes[place] {
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): break
    default: return false
    }
    let raw = UnsafeRawBufferPointer(bytes)
    while place + 8 <= raw.count {
      guard isVisible(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) else {
        return false
      }
      place += 8
    }
    // What is left, with what was looked at before.
    return isVisible(raw.loadUnaligned(fromByteOffset: raw.count - 8, as: UInt64.self))
  }

  /// Whether eight bytes are visible ASCII, 0x21 to 0x7E: then neither sum nor difference reaches the top bit of any.
  private static func isVisible(_ bytes: UInt64) -> Bool {
    let (each, top): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    return (bytes | bytes &+ each | bytes &- 0x21 * each) & top == 0
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }

  private static func isPlainInLabel(_ byte: UInt8) -> Bool {
    isSmallLetter(byte) || byte &- 0x30 < 10 || byte == UInt8(ascii: "-")
  }

  private static let lead: StaticString = "https://"

  private static func hasTwoSlashes(_ text: String) -> Bool {
    let start = CaseText.lowercased(String(text.prefix(8)))
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }
}
