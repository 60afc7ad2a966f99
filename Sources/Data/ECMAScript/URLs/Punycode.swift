/// Labels of domain names in ASCII (RFC 3492).
enum Punycode {
  /// The label without `xn--`, or nil when it is too long to count.
  static func encode(_ label: [Unicode.Scalar]) -> String? {
    var output = label.filter(\.isASCII).map { UInt8($0.value) }
    var handled = output.count
    let basicCount = handled
    if handled > 0 { output.append(UInt8(ascii: "-")) }
    var next = 128
    var delta = 0
    var bias = 72
    while handled < label.count {
      guard let least = label.lazy.map({ Int($0.value) }).filter({ $0 >= next }).min() else {
        break
      }
      delta += (least - next) * (handled + 1)
      guard delta < 1 << 40 else { return nil }
      next = least
      for scalar in label {
        if scalar.value < next { delta += 1 }
        guard scalar.value == next else { continue }
        var rest = delta
        var place = 36
        while true {
          let threshold = threshold(place, bias)
          if rest < threshold { break }
          output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
          rest = (rest - threshold) / (36 - threshold)
          place += 36
        }
        output.append(digit(rest))
        bias = adapt(delta, handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// The label that `text`, without `xn--`, stands for; nil when it stands for none.
  static func decode(_ text: some Collection<UInt8>) -> [Unicode.Scalar]? {
    let bytes = Array(text)
    let basicEnd = bytes.lastIndex(of: UInt8(ascii: "-")) ?? 0
    var output = bytes[..<basicEnd].map { Unicode.Scalar($0) }
    guard output.allSatisfy(\.isASCII) else { return nil }
    var next = 128
    var index = 0
    var bias = 72
    var position = basicEnd > 0 ? basicEnd + 1 : 0
    while position < bytes.count {
      let before = index
      var weight = 1
      var place = 36
      while true {
        guard position < bytes.count, let digit = value(of: bytes[position]) else { return nil }
        position += 1
        index += digit * weight
        let threshold = threshold(place, bias)
        if digit < threshold { break }
        weight *= 36 - threshold
        place += 36
        guard index < 1 << 32, weight < 1 << 32 else { return nil }
      }
      let count = output.count + 1
      bias = adapt(index - before, count, isFirst: before == 0)
      next += index / count
      index %= count
      guard let point = UInt32(exactly: next), let scalar = Unicode.Scalar(point) else {
        return nil
      }
      output.insert(scalar, at: index)
      index += 1
    }
    return output
  }

  /// Thresholds of RFC 3492 §3.3; `place` counts in steps of 36.
  private static func threshold(_ place: Int, _ bias: Int) -> Int {
    Swift.min(Swift.max(place - bias, 1), 26)
  }

  private static func adapt(_ delta: Int, _ count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(value < 26 ? 0x61 + value : 0x16 + value)
  }

  private static func value(of byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x16
    case 0x41...0x5A: Int(byte) - 0x41
    case 0x61...0x7A: Int(byte) - 0x61
    default: nil
    }
  }
}
