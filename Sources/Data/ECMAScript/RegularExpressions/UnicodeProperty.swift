/// The sets of `\p{…}` (ECMA-262 tables 67 to 70), by Unicode's data.
enum UnicodeProperty {
  /// The set of what stands between the braces, or nil when there is no such property.
  static func set(named text: String) -> CodePointSet? {
    let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else { return lone(text) }
    let value = String(sides[1])
    switch sides[0] {
    case "General_Category", "gc": return category(value)
    case "Script", "sc": return ranges("s", value)
    case "Script_Extensions", "scx": return ranges("x", value) ?? ranges("s", value)
    default: return nil
    }
  }

  private static func lone(_ name: String) -> CodePointSet? {
    switch name {
    case "Any": .all
    case "ASCII": CodePointSet([0...0x7F])
    case "Assigned": category("Cn")?.inverted
    default: category(name) ?? ranges("b", name)
    }
  }

  private static func category(_ name: String) -> CodePointSet? {
    if let group = groups[name] {
      return CodePointSet(group.compactMap { ranges("g", $0)?.ranges }.flatMap { $0 })
    }
    return ranges("g", name)
  }

  /// The categories that are made of others.
  private static let groups: [String: [String]] = {
    let parts = [
      (["C", "Other"], ["Cc", "Cf", "Cn", "Co", "Cs"]),
      (["L", "Letter"], ["Ll", "Lm", "Lo", "Lt", "Lu"]),
      (["LC", "Cased_Letter"], ["Ll", "Lt", "Lu"]),
      (["M", "Mark", "Combining_Mark"], ["Mc", "Me", "Mn"]),
      (["N", "Number"], ["Nd", "Nl", "No"]),
      (["P", "Punctuation", "punct"], ["Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"]),
      (["S", "Symbol"], ["Sc", "Sk", "Sm", "So"]),
      (["Z", "Separator"], ["Zl", "Zp", "Zs"]),
    ]
    return Dictionary(
      uniqueKeysWithValues: parts.flatMap { names, parts in names.map { ($0, parts) } }
    )
  }()

  private static func ranges(_ kind: String, _ name: String) -> CodePointSet? {
    lines["\(kind) \(name)"].map { decode($0) }
  }

  /// The encoded ranges by kind and name.
  private static let lines: [String: Substring.UTF8View] = {
    var lines: [String: Substring.UTF8View] = [:]
    for line in PropertyTable.text.utf8.split(separator: 0x0A) {
      guard let end = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let names = line[..<end].split(separator: 0x20).map { String(Substring($0)) }
      for name in names.dropFirst() {
        lines["\(names[0]) \(name)"] = line[line.index(after: end)...]
      }
    }
    return lines
  }()

  private static func decode(_ text: Substring.UTF8View) -> CodePointSet {
    var ranges: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    var numbers = PackedNumbers(text)
    while let gap = numbers.next(), let length = numbers.next() {
      ranges.append(next + gap...next + gap + length)
      next += gap + length + 1
    }
    return CodePointSet(ranges)
  }
}
