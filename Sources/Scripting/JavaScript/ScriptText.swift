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
      if !bytes.contains(0) { return makeTerminated(bytes) }
      return Array(String(decoding: bytes, as: UTF8.self).utf16).withUnsafeBufferPointer {
        JSStringCreateWithCharacters($0.baseAddress, $0.count)
      }
    }
  }

  private static func makeTerminated(_ bytes: UnsafeBufferPointer<UInt8>) -> JSStringRef? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { copy in
      for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
      copy[bytes.count] = 0
      return copy.baseAddress.flatMap { JSStringCreateWithUTF8CString($0) }
    }
  }

  /// The text of `string`; a lone surrogate becomes U+FFFD.
  static func read(_ string: JSStringRef?) -> String {
    guard let string, let units = JSStringGetCharactersPtr(string) else { return "" }
    return read(UnsafeBufferPointer(start: units, count: JSStringGetLength(string))[...])
  }

  /// The text of UTF-16 units.
  static func read(_ units: ArraySlice<UInt16>) -> String {
    units.withUnsafeBufferPointer { read($0[...]) }
  }

  private static func read(_ characters: Slice<UnsafeBufferPointer<UInt16>>) -> String {
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
