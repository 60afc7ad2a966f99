import CJavaScriptCore

/// Text between Swift and the engine.
enum ScriptText {
  /// Calls `body` with `text` as an engine string, freed afterwards.
  static func with<Result, Failure>(
    _ text: String,
    _ body: (JSStringRef?) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let string = make(text)
    defer { JSStringRelease(string) }
    return try body(string)
  }

  /// An engine string that the caller releases.
  ///
  /// Keeps NUL, which the engine's C strings cannot.
  static func make(_ text: String) -> JSStringRef? {
    var text = text
    return text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt16.self, capacity: bytes.count) { units in
        var index = 0
        while index < bytes.count, bytes[index] < 0x80 {
          units[index] = UInt16(bytes[index])
          index += 1
        }
        if index == bytes.count { return JSStringCreateWithCharacters(units.baseAddress, index) }
        var count = 0
        for unit in String(decoding: bytes, as: UTF8.self).utf16 {
          units[count] = unit
          count += 1
        }
        return JSStringCreateWithCharacters(units.baseAddress, count)
      }
    }
  }

  /// The text of `string`; a lone surrogate becomes U+FFFD.
  static func read(_ string: JSStringRef?) -> String {
    guard let string, let units = JSStringGetCharactersPtr(string) else { return "" }
    let characters = UnsafeBufferPointer(start: units, count: JSStringGetLength(string))
    guard characters.allSatisfy({ $0 < 0x80 }) else {
      return String(decoding: characters, as: UTF16.self)
    }
    return String(unsafeUninitializedCapacity: characters.count) { bytes in
      for (index, unit) in characters.enumerated() {
        bytes[index] = UInt8(truncatingIfNeeded: unit)
      }
      return characters.count
    }
  }
}
