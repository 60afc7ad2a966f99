import Testing
import Values

@Suite struct TypedCoderTests {
  /// Dates as their milliseconds in text: how they are really written is not this module's rule.
  private let coder = TypedCoder(
    isoText: { String($0) },
    milliseconds: { Double($0) ?? .nan }
  )

  @Test(
    arguments: [
      .undefined, .null, true, 1.5, "text", .number(.nan), .number(.infinity), .number(-.infinity),
      .number(-0.0), .date(DateValue(milliseconds: 86_400_000)),
      .date(DateValue(milliseconds: .nan)), .bigint("-12345678901234567890"),
      .map([MapEntry(key: .number(1), value: ["a": .undefined])]), .set([.number(.nan), "a"]),
      .url("https://slipway.example/"), .bytes([0, 127, 255]), .symbol("mark"),
      .foreign(ForeignValue(className: "Function")), .foreign(ForeignValue(className: "Temporal")),
      ["list": [.undefined, ["deep": .bigint("1")]], "$other": 1], [], [:],
    ] as [Value]
  )
  func `what is encoded is decoded as it was`(_ value: Value) {
    #expect(coder.decode(coder.encode(value)) == value)
  }

  @Test func `tags are written as documented`() {
    #expect(coder.encode(.undefined) == ["$undefined": 1])
    #expect(coder.encode(.number(-.infinity)) == ["$inf": -1])
    #expect(coder.encode(.date(DateValue(milliseconds: .nan))) == ["$date": nil])
    #expect(coder.encode(.map([MapEntry(key: "k", value: 1)])) == ["$map": [["k", 1]]])
    #expect(coder.encode(.bytes([1, 2, 3])) == ["$bytes": "AQID"])
  }

  @Test func `an unknown or misused tag stays an object`() {
    for value in [["$nothing": 1], ["$date": 5], ["$bytes": "?"], ["$nan": 1, "b": 2]] as [Value] {
      #expect(coder.decode(value) == value)
    }
  }
}
