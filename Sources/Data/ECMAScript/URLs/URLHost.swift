/// Hosts as the URL Standard reads and writes them (§3.5).
enum URLHost {
  /// The host that `text` means, as it is written; nil when it is none.
  static func text(_ text: String, isSpecial: Bool) -> String? {
    if text.utf8.first == UInt8(ascii: "[") {
      guard text.utf8.last == UInt8(ascii: "]") else { return nil }
      return IPv6Address(Array(text.utf8.dropFirst().dropLast())).map { "[\($0.text)]" }
    }
    guard isSpecial else { return opaque(text) }
    let decoded = String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self)
    guard let domain = DomainName.ascii(decoded), !domain.utf8.contains(where: isForbidden) else {
      return nil
    }
    return endsInNumber(domain) ? ipv4(domain) : domain
  }

  private static func opaque(_ text: String) -> String? {
    let isRefused = text.utf8.contains { byte in
      byte != UInt8(ascii: "%") && byte > 0x1F && byte != 0x7F && isForbidden(byte) || byte == 0
    }
    return isRefused ? nil : PercentEncoding.control.encode(text)
  }

  /// A forbidden domain code point.
  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7F || "#/:<>?@[\\]^|%".utf8.contains(byte)
  }

  // MARK: - IPv4

  private static func endsInNumber(_ host: String) -> Bool {
    var parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.last?.isEmpty ?? false {
      if parts.count == 1 { return false }
      parts.removeLast()
    }
    guard let last = parts.last, !last.isEmpty else { return false }
    return last.allSatisfy { 0x30...0x39 ~= $0 } || number(Substring(last)) != nil
  }

  /// `1.2.3.4` for any way to write it; nil when it is no address.
  private static func ipv4(_ host: String) -> String? {
    var parts = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.last?.isEmpty ?? false, parts.count > 1 { parts.removeLast() }
    let numbers = parts.compactMap { number(Substring($0)) }
    guard numbers.count == parts.count, 1...4 ~= parts.count, let last = numbers.last else {
      return nil
    }
    guard numbers.dropLast().allSatisfy({ $0 <= 255 }) else { return nil }
    guard last < 1 << UInt64(8 * (5 - numbers.count)) else { return nil }
    var address = last
    for (index, number) in numbers.dropLast().enumerated() {
      address += number << UInt64(8 * (3 - index))
    }
    return stride(from: 24, through: 0, by: -8).map { String(address >> UInt64($0) & 255) }
      .joined(separator: ".")
  }

  /// Decimal, `0x` hexadecimal or `0` octal; what is too large for an address is 2^40.
  private static func number(_ text: Substring) -> UInt64? {
    var digits = Array(text.utf8)
    guard !digits.isEmpty else { return nil }
    var radix: UInt64 = 10
    if digits.count > 1, digits[0] == 0x30 {
      let isHex = digits[1] | 0x20 == UInt8(ascii: "x")
      radix = isHex ? 16 : 8
      digits.removeFirst(isHex ? 2 : 1)
    }
    var value: UInt64 = 0
    for byte in digits {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, digit < radix else {
        return nil
      }
      value = Swift.min(value * radix + UInt64(digit), 1 << 40)
    }
    return value
  }
}
