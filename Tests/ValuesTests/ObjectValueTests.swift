import Testing
import Values

@Suite struct ObjectValueTests {
  // ECMA-262, OrdinaryOwnPropertyKeys.
  @Test(arguments: [
    (["b", "a"], ["b", "a"]),
    (["b", "10", "a", "9", "0"], ["0", "9", "10", "b", "a"]),
    (["01", "1", "-1", "1.0", "1e1"], ["1", "01", "-1", "1.0", "1e1"]),
    (["4294967295", "4294967294", "x"], ["4294967294", "4294967295", "x"]),
    (["a", "", "0"], ["0", "a", ""]),
  ])
  func `array indices come first, the other keys as they were set`(
    set keys: [String],
    expected: [String]
  ) {
    var object = ObjectValue()
    for key in keys { object[key] = true }
    #expect(object.keys == expected)
  }

  @Test func `a key that is set again keeps its place`() {
    var object: ObjectValue = ["a": 1, "5": 2, "b": 3]
    object["a"] = 4
    object["5"] = 5
    #expect(object.keys == ["5", "a", "b"])
    #expect(object["a"] == 4)
  }

  @Test func `a removed index leaves the order of the rest right`() {
    var object: ObjectValue = ["2": 1, "a": 2, "7": 3]
    object["2"] = nil
    object["absent"] = nil
    object["3"] = 4
    #expect(object.keys == ["3", "7", "a"])
  }

  @Test func `a prefix takes indices in the same order`() {
    let object: ObjectValue = ["b": 1, "2": 2, "1": 3, "a": 4]
    var prefix = object.prefix(3, capacity: 8)
    prefix["0"] = 5
    #expect(prefix.keys == ["0", "1", "2", "b"])
  }

  @Test func `equality looks at keys and values, not at their order`() {
    #expect(["a": 1, "b": 2] as ObjectValue == ["b": 2, "a": 1])
    #expect(["a": 1] as ObjectValue != ["a": 1, "b": 2])
    #expect(["a": 1] as ObjectValue != ["a": .undefined])
  }
}
