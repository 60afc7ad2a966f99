import Testing
import Values

@Suite struct ValueTests {
  @Test func `NaN equals itself, and the two zeros differ`() {
    #expect(Value.number(.nan) == .number(-.nan))
    #expect(Value.number(0.0) != .number(-0.0))
    #expect(Value.date(DateValue(milliseconds: .nan)) == .date(DateValue(milliseconds: .nan)))
  }

  @Test func `texts are the same only when their code points are`() {
    #expect(Value.string("\u{E9}") != .string("e\u{301}"))
  }

  @Test func `absent is not null`() { #expect(Value.undefined != .null) }

  @Test func `equal values hash alike`() {
    let values: Set<Value> = [["a": 1, "b": [.null]], ["b": [.null], "a": 1], .number(.nan)]
    #expect(values.count == 2)
    #expect(values.contains(.number(-.nan)))
  }

  @Test func `a path leads through objects and arrays`() {
    let value: Value = ["tags": ["a", ["deep": true]]]
    #expect(value[["tags", 1, "deep"]] == true)
    #expect(value[[]] == value)
    #expect(value[["tags", 2]] == nil)
    #expect(value[["tags", -1]] == nil)
    #expect(value[["tags", "length"]] == nil)
  }
}
