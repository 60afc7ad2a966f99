/// An IPv6 address (URL Standard §3.5, "IPv6 parser" and "IPv6 serializer").
struct IPv6Address {
  private var pieces = [UInt16](repeating: 0, count: 8)

  /// Nil when the bytes between the brackets are no address.
  init?(_ bytes: [UInt8]) {
    var index = 0
    var position = 0
    var compress: Int?
    func at(_ offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    if at(0) == Self.colon {
      guard at(1) == Self.colon else { return nil }
      position = 2
      index = 1
      compress = 1
    }
    while let byte = at(position) {
      guard index < 8 else { return nil }
      if byte == Self.colon {
        guard compress == nil else { return nil }
        position += 1
        index += 1
        compress = index
        continue
      }
      let start = position
      var value: UInt16 = 0
      while position - start < 4, let digit = at(position).flatMap(Self.hexDigit) {
        value = value << 4 | digit
        position += 1
      }
      if at(position) == UInt8(ascii: ".") {
        guard position > start, index <= 6, let pair = Self.ipv4(bytes[start...]) else {
          return nil
        }
        (pieces[index], pieces[index + 1]) = pair
        index += 2
        position = bytes.count
        break
      }
      if at(position) == Self.colon {
        position += 1
        guard position < bytes.count else { return nil }
      } else if position < bytes.count {
        return nil
      }
      pieces[index] = value
      index += 1
    }
    if let compress {
      let moved = pieces[compress..<index]
      pieces.replaceSubrange(
        compress...,
        with: Array(repeating: 0, count: 8 - compress - moved.count) + moved
      )
    } else if index != 8 {
      return nil
    }
  }

  /// Without brackets, the longest run of zeros as `::`.
  var text: String {
    let run = longestZeros
    var text = ""
    var index = 0
    while index < 8 {
      if index == run.lowerBound, !run.isEmpty {
        text += index == 0 ? "::" : ":"
        index = run.upperBound
        continue
      }
      text += String(pieces[index], radix: 16)
      if index < 7 { text += ":" }
      index += 1
    }
    return text
  }

  /// The first longest run of two and more zeros; empty when there is none.
  private var longestZeros: Range<Int> {
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, pieces[end] == 0 { end += 1 }
      if end - start > Swift.max(best.count, 1) { best = start..<end }
      start = end + 1
    }
    return best
  }

  /// The two pieces of `1.2.3.4`.
  private static func ipv4(_ bytes: ArraySlice<UInt8>) -> (UInt16, UInt16)? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part -> UInt16? in
      guard 1...3 ~= part.count, part.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
      guard part.count == 1 || part.first != 0x30 else { return nil }
      let value = part.reduce(UInt16(0)) { $0 * 10 + UInt16($1 - 0x30) }
      return value <= 255 ? value : nil
    }
    guard parts.count == 4, numbers.count == 4 else { return nil }
    return (numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3])
  }

  private static func hexDigit(_ byte: UInt8) -> UInt16? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt16($0) }
  }

  private static let colon = UInt8(ascii: ":")
}
