import Testing
import Values

@Suite struct ObjectKeysTests {
  @Test func `objects that got the same keys in the same order share them`() {
    let first: ObjectValue = ["title": 1, "draft": true]
    var second: ObjectValue = ["title": 2]
    second["draft"] = false
    let third = ObjectValue(distinctKeys: ["title", "draft"], values: [1, 2])
    // Other tests may have filled the tree.
    #expect(first.shape === second.shape || !second.shape.isCommon)
    #expect(first.shape === third.shape || !third.shape.isCommon)
    #expect(first.shape !== (["draft": true, "title": 1] as ObjectValue).shape)
    #expect(first.keys == second.keys)
  }

  @Test func `an object that changes leaves those that shared its keys alone`() {
    let first: ObjectValue = ["a": 1, "b": 2]
    var second = first
    second["a"] = nil
    second["c"] = 3
    second["0"] = 4
    #expect(first.keys == ["a", "b"])
    #expect(second.keys == ["0", "b", "c"])
    #expect(first["a"] == 1)
  }

  @Test(arguments: [0, 40])
  func `keys that only look alike are two, as in JavaScript`(others: Int) {
    var object = ObjectValue((0..<others).map { ("other \($0)", .null) })
    object["caf\u{E9}"] = 1
    object["cafe\u{301}"] = 2
    object["\u{212B}"] = 3
    object["A\u{30A}"] = 4
    object["x\u{323}\u{307}"] = 5
    object["x\u{307}\u{323}"] = 6
    #expect(object.count == others + 6)
    #expect(object["caf\u{E9}"] == 1 && object["cafe\u{301}"] == 2)
    #expect(object["\u{212B}"] == 3 && object["A\u{30A}"] == 4)
    #expect(object["x\u{323}\u{307}"] == 5 && object["x\u{307}\u{323}"] == 6)
    object["caf\u{E9}"] = nil
    #expect(object["cafe\u{301}"] == 2 && object["caf\u{E9}"] == nil)
    #expect(object.keys.count == others + 5)
  }

  @Test func `keys beyond what is shared are kept all the same`() {
    let names = (0..<100).map { "key \($0)" }
    let object = ObjectValue(names.map { name -> (String, Value) in (name, .string(name)) })
    #expect(object.keys == names)
    #expect(!object.shape.isCommon)
    for number in 0..<200 {
      let sibling: ObjectValue = ["first": 1, "second \(number)": 2]
      #expect(sibling.keys == ["first", "second \(number)"])
    }
  }

  @Test func `many threads that make the same objects agree`() async {
    let all = await withTaskGroup(of: [ObjectKeys].self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<200).map { number -> ObjectKeys in
            let object: ObjectValue = ["shared": 1, "n\(number % 5)": 2]
            return object.shape
          }
        }
      }
      var all: [ObjectKeys] = []
      for await shapes in group { all += shapes }
      return all
    }
    #expect(Set(all.map { $0.names }).count == 5)
    // Other tests may have filled the tree.
    let common = all.filter { $0.isCommon }
    #expect(Set(common.map { ObjectIdentifier($0) }).count <= 5)
  }

  @Test func `a copy for one thread has the place of its original in the tree`() throws {
    let keys = ObjectKeys.shared(["title", "pubDate", "copied"])
    let copy = keys.forOneThread()
    #expect(copy !== keys || !keys.isCommon)
    #expect(copy.names == keys.names)
    #expect(copy.serial == keys.serial)
    #expect(copy.forOneThread().serial == keys.serial)
    var (first, second) = (
      ObjectValue(shape: keys, values: [1, 2, 3]), ObjectValue(shape: copy, values: [1, 2, 3])
    )
    first["more"] = 4
    second["more"] = 4
    #expect(first.shape === second.shape || !keys.isCommon)
    second["title"] = nil
    #expect(copy.names == ["title", "pubDate", "copied"])
    #expect(second.keys == ["pubDate", "copied", "more"])
  }
}
