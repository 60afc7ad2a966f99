extension String {
  /// Whether `word`, which is in lower case, stands in the text in any case.
  ///
  /// O(length) and without allocations for ASCII.
  func contains(lowercased word: [UInt8]) -> Bool {
    guard !word.isEmpty else { return true }
    var text = self
    let isFound = text.withUTF8 { bytes -> Bool? in
      bytes.allSatisfy { $0 < 0x80 } ? bytes.contains(lowercased: word) : nil
    }
    if let isFound { return isFound }
    var lower = text.lowercased()
    return lower.withUTF8 { $0.contains(lowercased: word) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func contains(lowercased word: [UInt8]) -> Bool {
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
