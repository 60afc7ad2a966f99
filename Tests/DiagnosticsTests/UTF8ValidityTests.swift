import Diagnostics
import Testing

@Suite struct UTF8ValidityTests {
  // Unicode 15, table 3-7.
  @Test(
    arguments: [
      ([], nil), (Array("aé漢🛶, and eight more".utf8), nil), ([0x61, 0xE9, 0x62], 1),
      ([0xC0, 0x80], 0),
      ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0x61, 0x62, 0xE6, 0xBC], 2), ([0x80], 0), ([0xF5, 0x80, 0x80, 0x80], 0),
      (Array("12345678".utf8) + [0xFF], 8),
    ] as [([UInt8], Int?)]
  )
  func `the first byte that begins no character is found`(_ bytes: [UInt8], _ offset: Int?) {
    #expect(UTF8Validity.firstInvalid(in: bytes) == offset)
  }

  @Test func `a part of the bytes is looked at alone`() {
    let bytes: [UInt8] = [0xFF, 0x61, 0xFF, 0x61]
    #expect(UTF8Validity.firstInvalid(in: bytes, 1..<4) == 2)
    #expect(UTF8Validity.firstInvalid(in: bytes, 3..<4) == nil)
  }
}
