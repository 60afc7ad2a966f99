/// V8's messages for JSON it refuses, as Node 20 prints them.
enum JSONWording {
  /// `reason` with the position in UTF-16 units put after it.
  static func failure(
    _ reason: String,
    at index: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    origin: Int?
  ) -> ReadFailure {
    let position = text(bytes, range.lowerBound..<index).utf16.count
    return ReadFailure(
      kind: .json,
      reason: "\(reason) \(position)",
      offset: index,
      origin: origin
    )
  }

  /// `Unexpected token`, with some of the text around it
  /// (V8, json-parser.cc: LookUpErrorMessageForJsonToken).
  static func unexpected(
    at index: Int,
    in bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> ReadFailure {
    switch bytes[index] {
    case UInt8(ascii: "\""):
      return failure(
        "Unexpected string in JSON at position",
        at: index,
        in: bytes,
        range,
        origin: nil
      )
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return failure(
        "Unexpected number in JSON at position",
        at: index,
        in: bytes,
        range,
        origin: nil
      )
    default: break
    }
    // Ten units either side are shown: no more of a long text need be decoded.
    let low = max(range.lowerBound, index - window)
    let high = min(range.upperBound, index + window)
    let before = Array(text(bytes, low..<index).utf16)
    let after = Array(text(bytes, index..<high).utf16)
    let token = string(after.prefix(1))
    let isAll = low == range.lowerBound && high == range.upperBound
    if isAll, before.count + after.count < 21 {
      let source = string(before + after)
      let isPrinted = ["undefined", "NaN", "Infinity", "[object Object]"].contains(source)
      let subject = isPrinted ? "" : "Unexpected token '\(token)', "
      return failure("\(subject)\"\(source)\" is not valid JSON", index)
    }
    var context: String
    if low == range.lowerBound, before.count < 10 {
      context = "\"\(string(before + after.prefix(10)))\"..."
    } else {
      context = "...\"\(string(before.suffix(10) + after.prefix(10)))\""
      if after.count > 10 { context += "..." }
    }
    return failure("Unexpected token '\(token)', \(context) is not valid JSON", index)
  }

  /// Enough bytes for what is shown, whatever the characters' length.
  private static let window = 128

  private static func failure(_ reason: String, _ index: Int) -> ReadFailure {
    ReadFailure(kind: .json, reason: reason, offset: index)
  }

  private static func text(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private static func string(_ units: some Collection<UInt16>) -> String {
    String(decoding: Array(units), as: UTF16.self)
  }
}
