import ECMAScript
import Testing
import Values

@Suite struct JSONTextTests {
  @Test func `what JSON cannot hold is left out of objects and null in arrays`() {
    let value: Value = [
      "a": .undefined, "b": [.undefined, .number(.nan), .symbol("s")],
      "c": .date(DateValue(milliseconds: 0)), "d": .date(DateValue(milliseconds: .nan)),
      "e": .foreign(ForeignValue(className: "Function")), "f": .map([]), "g": .bytes([7]),
      "h": .url("https://a.example/"), "i": .number(-0.0),
    ]
    #expect(
      JSONText.write(value)
        == #"{"b":[null,null,null],"c":"1970-01-01T00:00:00.000Z","d":null,"f":{},"g":{"0":7},"#
        + #""h":"https://a.example/","i":0}"#
    )
  }

  @Test func `indented text has a line for each member and none in empty containers`() {
    let value: Value = ["a": [1, [:]], "b": []]
    #expect(
      JSONText.write(value, indent: 2) == """
        {
          "a": [
            1,
            {}
          ],
          "b": []
        }
        """
    )
  }

  @Test func `tagged values come back as they were`() {
    let value: Value = [.date(DateValue(milliseconds: 1.5e12)), .number(-0.0), .undefined]
    #expect(TypedCoder.standard.decode(TypedCoder.standard.encode(value)) == value)
  }
}

@Suite struct DateFieldsTests {
  @Test func `fields beyond their range carry over`() {
    #expect(
      DateFields(year: 2024, month: 12, day: 0).universalMilliseconds
        == DateText.milliseconds("2024-12-31", in: .utc)
    )
    #expect(
      DateFields(year: 2023, month: 1, day: 29, hour: 25).universalMilliseconds
        == DateText.milliseconds("2023-03-02T01:00Z", in: .utc)
    )
    #expect(DateFields(year: 300_000).universalMilliseconds.isNaN)
    #expect(DateFields(year: .max, month: .min, day: .max).universalMilliseconds.isNaN)
  }

  @Test func `clocks that skip an hour read it with the offset before`() throws {
    let zone = try #require(DateZone(identifier: "America/New_York"))
    let skipped = DateFields(year: 2024, month: 2, day: 10, hour: 2, minute: 30)
    #expect(DateText.isoText(skipped.milliseconds(in: zone)) == "2024-03-10T07:30:00.000Z")
    let twice = DateFields(year: 2024, month: 10, day: 3, hour: 1, minute: 30)
    #expect(DateText.isoText(twice.milliseconds(in: zone)) == "2024-11-03T05:30:00.000Z")
  }

  @Test func `a zone's name that leaves the zone folder is refused`() {
    #expect(DateZone(identifier: "../../etc/passwd") == nil)
    #expect(DateZone(identifier: "/etc/localtime") == nil)
    #expect(DateZone(identifier: "Nowhere/Land") == nil)
  }
}
