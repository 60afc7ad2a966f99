import Values

/// What Zod 4 works out of schemas before it parses: `optin`, `optout`, `values`, `propValues`.
///
/// A schema that contains itself on the way counts as saying nothing, as it does there.
extension SchemaReader {
  /// `optin`: whether a key with this schema may be left out of the input.
  func toleratesAbsence(_ index: Int) -> Bool { absence(index, [], isInput: true) }

  /// `optout`: whether the output may lack a key with this schema.
  func mayBeAbsent(_ index: Int) -> Bool { absence(index, [], isInput: false) }

  private func absence(_ index: Int, _ seen: Set<Int>, isInput: Bool) -> Bool {
    guard dialect == .zod4, !seen.contains(index) else { return false }
    let description = descriptions[index]
    func ask(_ key: String) -> Bool {
      guard let next = try? reference(description[key]) else { return false }
      return absence(next, seen.union([index]), isInput: isInput)
    }
    switch description["type"]?.stringValue {
    case "optional", "exact_optional": return true
    case "default", "prefault": return isInput
    case "transform": return isInput && !rules.contains(.transformsNeedKeys)
    case "undefined": return rules.contains(.undefinedIsOptional)
    // Asking it throws in Zod; so does running it, which is what comes of `true`.
    case "fault": return isInput && description["isOpaque"] != nil
    case "catch":
      return isInput && !rules.contains(.transformsNeedKeys) || ask("innerType")
    case "nullable", "readonly", "lazy": return ask("innerType")
    case "pipe":
      let isOwn = rules.contains(.preprocessFollowsSchema) && description["isPreprocess"] != nil
      return ask(isInput && !isOwn ? "in" : "out")
    case "union":
      let options = (try? references(description["options"])) ?? []
      return options.contains { absence($0, seen.union([index]), isInput: isInput) }
    default: return false
    }
  }

  /// Whether what a pipe passes to this schema comes out of it with the same marks.
  func keepsPayload(_ index: Int) -> Bool { keepsPayload(index, []) }

  private func keepsPayload(_ index: Int, _ seen: Set<Int>) -> Bool {
    guard !seen.contains(index) else { return true }
    let description = descriptions[index]
    func ask(_ key: String) -> Bool {
      guard let next = try? reference(description[key]) else { return true }
      return keepsPayload(next, seen.union([index]))
    }
    switch description["type"]?.stringValue {
    case "union":
      return description["discriminator"] != nil || description["isExclusive"] != nil
        || description["options"]?.arrayValue?.count == 1
    case "promise": return false
    case "pipe": return description["decode"] == nil && description["words"] == nil && ask("out")
    case "array", "object", "tuple", "record", "map", "set", "intersection": return true
    default: return ask("innerType")
    }
  }

  // MARK: Values

  /// `values`: all that a schema takes, when that is a finite set.
  func values(of index: Int) -> [Value]? { values(of: index, []) }

  private func values(of index: Int, _ seen: Set<Int>) -> [Value]? {
    let description = descriptions[index]
    guard !seen.contains(index), description["isOpen"]?.isTruthy != true else { return nil }
    func ask(_ key: String) -> [Value]? {
      guard let next = try? reference(description[key]) else { return nil }
      return values(of: next, seen.union([index]))
    }
    switch description["type"]?.stringValue {
    case "enum", "literal": return unique(description["values"]?.arrayValue ?? [])
    case "null": return [.null]
    case "undefined": return [.undefined]
    case "optional": return ask("innerType").map { unique($0 + [.undefined]) }
    case "nullable": return ask("innerType").map { unique($0 + [.null]) }
    case "exact_optional", "default", "prefault", "catch", "readonly": return ask("innerType")
    case "nonoptional": return ask("innerType").map { $0.filter { !$0.isUndefined } }
    case "pipe": return ask("in")
    case "union" where description["options"] != nil:
      var all: [Value] = []
      for option in (try? references(description["options"])) ?? [] {
        guard let own = values(of: option, seen.union([index])) else { return nil }
        all += own
      }
      return unique(all)
    default: return nil
    }
  }

  private func unique(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0.sameValueZero).inserted }
  }

  // MARK: Discriminators

  /// A discriminated union's options by value.
  struct Mapping {
    var mapping: [Value: Int] = [:]
    var values: [Value] = []
    /// What Zod throws instead, at the first parse.
    var fault: String?
  }

  func discriminatorValues(_ discriminator: String, _ options: [Int]) -> Mapping {
    var result = Mapping()
    for (position, option) in options.enumerated() {
      var fault: String?
      let own = propertyValues(of: option, [], &fault)
      if let fault {
        result.fault = fault
        return result
      }
      guard let values = own?[discriminator], !values.isEmpty else {
        let first = options.firstIndex(of: option) ?? position
        result.fault = "Invalid discriminated union option at index \"\(first)\""
        return result
      }
      for value in values {
        if result.mapping[value.sameValueZero] != nil {
          result.fault = "Duplicate discriminator value \"\(Words.plain(value))\""
          return result
        }
        result.mapping[value.sameValueZero] = position
        result.values.append(value)
      }
    }
    return result
  }

  /// `propValues`: the finite value sets of an object's keys.
  private func propertyValues(of index: Int, _ seen: Set<Int>, _ fault: inout String?)
    -> [String: [Value]]?
  {
    guard !seen.contains(index) else { return nil }
    let description = descriptions[index]
    switch description["type"]?.stringValue {
    case "object":
      var result: [String: [Value]] = [:]
      for entry in description["shape"]?.arrayValue ?? [] {
        guard let pair = entry.arrayValue, pair.count == 2, let key = pair[0].stringValue,
          let schema = try? reference(pair[1]), let values = values(of: schema)
        else { continue }
        result[key] = values
      }
      return result
    case "union" where description["discriminator"] != nil:
      var result: [String: [Value]] = [:]
      for (position, option) in ((try? references(description["options"])) ?? []).enumerated() {
        guard let own = propertyValues(of: option, seen.union([index]), &fault), !own.isEmpty
        else {
          fault = fault ?? "Invalid discriminated union option at index \"\(position)\""
          return nil
        }
        for (key, values) in own { result[key] = unique((result[key] ?? []) + values) }
      }
      return result
    case "fault":
      fault = description["message"]?.stringValue
      return nil
    case "pipe":
      guard let next = try? reference(description["in"]) else { return nil }
      return propertyValues(of: next, seen.union([index]), &fault)
    case "readonly", "lazy":
      guard let next = try? reference(description["innerType"]) else { return nil }
      return propertyValues(of: next, seen.union([index]), &fault)
    default: return nil
    }
  }

  /// Zod 3 has worked it out when the union was made.
  func recordedMapping(_ value: Value?) -> Mapping {
    var result = Mapping()
    for entry in value?.arrayValue ?? [] {
      guard let pair = entry.arrayValue, pair.count == 2, let option = pair[1].wholeNumber else {
        continue
      }
      result.mapping[pair[0].sameValueZero] = option
      result.values.append(pair[0])
    }
    return result
  }
}
