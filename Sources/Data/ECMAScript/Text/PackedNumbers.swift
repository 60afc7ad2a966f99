/// Reads numbers that are written in five bits a character, the lowest first, as the scripts that
/// make our tables write them.
struct PackedNumbers: IteratorProtocol {
  private var rest: Substring.UTF8View.Iterator

  init(_ text: Substring.UTF8View) { rest = text.makeIterator() }

  mutating func next() -> UInt32? {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while let character = rest.next() {
      let digit = Self.digit(character)
      value |= (digit & 31) << shift
      if digit & 32 == 0 { return value }
      shift += 5
    }
    return nil
  }

  /// The base 64 digit of a character.
  private static func digit(_ character: UInt8) -> UInt32 {
    switch character {
    case 0x41...0x5A: UInt32(character) - 0x41
    case 0x61...0x7A: UInt32(character) - 0x47
    case 0x30...0x39: UInt32(character) + 4
    case UInt8(ascii: "+"): 62
    default: 63
    }
  }
}
