import CJavaScriptCore
package import Values

/// Calls of script's functions with values, for many entries at one stroke.
///
/// Crossing to the engine and back takes the same for one value as for thousands; what values are made
/// of is written as one text and lists of numbers, which `Globals/calls.js` reads.
package struct CallBatch {
  /// One function of a batch.
  package struct Function: Sendable {
    package let callee: ForeignValue
    /// What it reads of an object, where that is known: it is given no more then.
    package let reads: ParameterReads?

    package init(callee: ForeignValue, reads: ParameterReads? = nil) {
      self.callee = callee
      self.reads = reads
    }
  }

  /// One function and the value it is called with, alone.
  package struct Call: Sendable {
    /// The entry that makes it; its calls stand one after another.
    package let entry: Int
    /// The function's place among those of the batch.
    package let function: Int
    package let value: Value
    /// Whether only that it gives something true lets the entry's next calls be made.
    package let isTest: Bool

    package init(entry: Int, function: Int, value: Value, isTest: Bool) {
      self.entry = entry
      self.function = function
      self.value = value
      self.isTest = isTest
    }
  }

  /// What came of one call.
  package enum Answer: Sendable {
    case returned(Value)
    case thrown(JavaScriptError)
  }

  let functions: [Function]
  let calls: [Call]
  /// The places of each entry's calls; an entry is left out when one of its values needs more than plain
  /// parts.
  private(set) var entries: [Range<Int>] = []
  /// What each call is given of an object; nil for all.
  private(set) var cuts: [ObjectCut?]
  private(set) var codes: [Int32] = []
  private(set) var numbers: [Double] = []
  private(set) var ends: [Int32] = [0]
  /// All texts as one, in UTF-16.
  private(set) var units: [UInt16] = []

  /// Functions that are called with the same value, and the number of the keys that they read.
  private var readers: [(functions: [Int], reads: Int?)] = []

  init(_ functions: [Function], _ calls: [Call], _ patterns: inout CallPatterns) {
    self.functions = functions
    self.calls = calls
    cuts = Array(repeating: nil, count: calls.count)
    var start = 0
    while start < calls.count {
      var end = start + 1
      while end < calls.count, calls[end].entry == calls[start].entry { end += 1 }
      add(start..<end, &patterns)
      start = end
    }
  }
}

// MARK: - Writing

extension CallBatch {
  /// Adds an entry with its calls in their order, if that is possible.
  private mutating func add(_ entry: Range<Int>, _ patterns: inout CallPatterns) {
    let mark = (codes.count, numbers.count, ends.count, units.count)
    codes.append(0)
    var groups: Int32 = 0
    var index = entry.lowerBound
    while index < entry.upperBound {
      // Calls in a row about the same value see the same object.
      let value = calls[index].value
      var end = index + 1
      while end < entry.upperBound, calls[end].value.isIdentical(to: value) { end += 1 }
      groups += 1
      let place = codes.count
      codes.append(0)
      codes.append(Int32(end - index))
      for call in index..<end {
        codes.append(Int32(calls[call].function) << 1 | (calls[call].isTest ? 1 : 0))
      }
      patterns.begin()
      let cut = cut(of: value, for: index..<end, &patterns)
      guard write(value, cut, &patterns), let pattern = patterns.number(of: value, cut) else {
        codes.removeSubrange(mark.0...)
        numbers.removeSubrange(mark.1...)
        ends.removeSubrange(mark.2...)
        units.removeSubrange(mark.3...)
        return
      }
      codes[place] = pattern
      for call in index..<end { cuts[call] = cut }
      index = end
    }
    codes[mark.0] = groups
    entries.append(entry)
  }

  /// What the functions of `calls` need of `value`, when that is less than all.
  private mutating func cut(
    of value: Value,
    for calls: Range<Int>,
    _ patterns: inout CallPatterns
  ) -> ObjectCut? {
    guard case .object(let object) = value, let reads = reads(of: calls, &patterns) else {
      return nil
    }
    return patterns.cut(object.shape, to: reads)
  }

  /// The number of the keys that the functions of `calls` read; nil when that may be all.
  private mutating func reads(of calls: Range<Int>, _ patterns: inout CallPatterns) -> Int? {
    for known in readers
    where known.functions.count == calls.count
      && calls.allSatisfy({ known.functions[$0 - calls.lowerBound] == self.calls[$0].function })
    {
      return known.reads
    }
    let functions = calls.map { self.calls[$0].function }
    let all = functions.compactMap { self.functions[$0].reads?.keys }
    let reads =
      all.count < functions.count
      ? nil : patterns.number(ofRead: all.reduce(into: []) { $0.formUnion($1) })
    readers.append((functions, reads))
    return reads
  }

  private mutating func write(_ value: Value, _ cut: ObjectCut?, _ patterns: inout CallPatterns)
    -> Bool
  {
    guard let cut, case .object(let object) = value else {
      return write(value, &patterns, depth: 0)
    }
    patterns.add(.object(cut.keys))
    return cut.places.allSatisfy { write(object.values[$0], &patterns, depth: 1) }
  }

  /// Writes a value's parts, and what it is made of to `patterns`; false when that is not possible.
  private mutating func write(_ value: Value, _ patterns: inout CallPatterns, depth: Int) -> Bool {
    guard depth < 16, patterns.hasRoom else { return false }
    switch value {
    case .undefined: patterns.add(.undefined)
    case .null: patterns.add(.null)
    case .boolean(let flag):
      patterns.add(.boolean)
      codes.append(flag ? 1 : 0)
    case .number(let number):
      patterns.add(.number)
      numbers.append(number)
    case .date(let date):
      patterns.add(.date)
      numbers.append(date.milliseconds)
    case .string(let text):
      patterns.add(.text)
      return write(text)
    case .array(let items):
      patterns.add(.array(items.count))
      for item in items {
        guard write(item, &patterns, depth: depth + 1) else { return false }
      }
    case .object(let object):
      guard object.shape.isCommon else { return false }
      patterns.add(.object(object.shape))
      for member in object.values {
        guard write(member, &patterns, depth: depth + 1) else { return false }
      }
    default: return false
    }
    return true
  }

  private mutating func write(_ text: String) -> Bool {
    guard text.utf8.count < Self.longestText else { return false }
    let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
    if isWritten == nil { units.append(contentsOf: text.utf16) }
    ends.append(Int32(units.count))
    return units.count < Self.longestText
  }

  private static let longestText = 1 << 24

  /// Adds the units of valid UTF-8.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Most text is ASCII: the optimizer makes this loop one of many bytes a step.
    if bytes.reduce(0, { $0 | $1 }) < 0x80 {
      units.append(contentsOf: bytes.lazy.map { UInt16($0) })
    } else {
      units.append(contentsOf: String(decoding: bytes, as: UTF8.self).utf16)
    }
  }

  /// All texts as one.
  func withText<Result>(_ body: (JSStringRef?) -> Result) -> Result {
    units.withUnsafeBufferPointer { units in
      let string = JSStringCreateWithCharacters(units.baseAddress, units.count)
      defer { JSStringRelease(string) }
      return body(string)
    }
  }
}
