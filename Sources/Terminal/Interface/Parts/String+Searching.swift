extension String {
  /// Whether `word`, which is in lower case, stands in the text in any case.
  func contains(lowercased word: [UInt8]) -> Bool {
    var text = self
    return text.withUTF8 { $0.contains(lowercased: word) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `word`, which is in lower case, stands in this UTF-8 text in any case.
  ///
  /// O(length) and without allocations for ASCII.
  func contains(lowercased word: [UInt8]) -> Bool {
    if word.isEmpty { return true }
    if allSatisfy({ $0 < 0x80 }) { return containsASCII(lowercased: word) }
    var lower = String(decoding: self, as: UTF8.self).lowercased()
    return lower.withUTF8 { $0.containsASCII(lowercased: word) }
  }

  /// The same where only the case of ASCII letters may differ.
  private func containsASCII(lowercased word: [UInt8]) -> Bool {
    guard count >= word.count else { return false }
    for start in 0...(count - word.count) {
      var length = 0
      while length < word.count, Self.lower(self[start + length]) == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
  }
}
