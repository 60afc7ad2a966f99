import ECMAScript
import FrontisTestSupport
import Testing
import Values

@Suite struct DateVectorTests {
  @Test(arguments: ["UTC", "America/New_York", "Asia/Kolkata"])
  func `every recorded text is the date that V8 makes of it`(zoneName: String) throws {
    let zone = try #require(DateZone(identifier: zoneName))
    let cases = try #require(try Vectors.load("dates").arrayValue)
    var differences: [String] = []
    for recorded in cases {
      let input = try #require(recorded.objectValue?["input"]?.stringValue)
      let expected = recorded.objectValue?[zoneName]?.stringValue
      let milliseconds = DateText.milliseconds(input, in: zone)
      let actual = milliseconds.isNaN ? nil : DateText.isoText(milliseconds)
      if actual != expected {
        differences.append("\(input): \(actual ?? "-"), not \(expected ?? "-")")
      }
    }
    #expect(differences == [])
  }

  @Test(arguments: ["2024\u{a0}01 15", "2024\u{feff}01 15", "2024\u{3000}01 15"])
  func `white space of any writing stands between the parts`(text: String) {
    #expect(DateText.milliseconds(text, in: .utc) == 1_705_276_800_000)
  }

  @Test(arguments: ["2024\u{2028}01 15", "2024-01-1\u{2029}"])
  func `a line separator is not white space in a date`(text: String) {
    #expect(DateText.milliseconds(text, in: .utc).isNaN)
  }
}
