/// Whether bytes are text.
package enum UTF8Validity {
  /// Offset of the first byte that starts no valid UTF-8 sequence, or nil when all do.
  ///
  /// Overlong forms, surrogates and code points beyond U+10FFFF are invalid (Unicode 15, table 3-7).
  package static func firstInvalid(in bytes: [UInt8]) -> Int? {
    firstInvalid(in: bytes, bytes.indices)
  }

  /// The same for a part of `bytes`; the offset counts from their start.
  package static func firstInvalid(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    bytes.withUnsafeBytes { bytes in
      firstInvalid(in: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }.map { $0 + range.lowerBound }
  }

  /// The encoding that the first bytes are of, where it is not UTF-8: `UTF-16` or `UTF-32`.
  package static func otherEncoding(of bytes: [UInt8]) -> String? {
    let first = Array(bytes.prefix(4))
    if first == [0xFF, 0xFE, 0, 0] || first == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if first.starts(with: [0xFF, 0xFE]) || first.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    return switch first.map({ $0 == 0 }) {
    case [false, true, true, true], [true, true, true, false]: "UTF-32"
    case [false, true, false, true], [true, false, true, false]: "UTF-16"
    default: nil
    }
  }

  /// Whether all of `bytes` is UTF-8.
  package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    firstInvalid(in: bytes) == nil
  }

  private static func firstInvalid(in bytes: UnsafeRawBufferPointer) -> Int? {
    var index = 0
    while index < bytes.count {
      if index + 8 <= bytes.count,
        bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        index += 8
        continue
      }
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      guard let length = sequenceLength(lead, index + 1 < bytes.count ? bytes[index + 1] : 0),
        index + length <= bytes.count,
        bytes[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return index }
      index += length
    }
    return nil
  }

  /// The length of the sequence that `lead` begins, given the byte after it.
  private static func sequenceLength(_ lead: UInt8, _ second: UInt8) -> Int? {
    switch (lead, second) {
    case (0xC2...0xDF, _): 2
    case (0xE0, 0xA0...0xBF), (0xE1...0xEC, _), (0xED, 0x80...0x9F), (0xEE...0xEF, _): 3
    case (0xF0, 0x90...0xBF), (0xF1...0xF3, _), (0xF4, 0x80...0x8F): 4
    default: nil
    }
  }
}
