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
}
