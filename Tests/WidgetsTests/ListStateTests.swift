import Testing
import Widgets

@Suite struct ListStateTests {
  @Test func `the cursor stays in the list and in the window`() {
    var list = ListState(count: 100, height: 10)
    for step in [1, 5, 40, 1000, -3, -60, -1000] {
      list.move(by: step)
      #expect((0..<100).contains(list.cursor))
      #expect(list.visible.contains(list.cursor))
      #expect(list.visible.count == 10)
    }
  }

  @Test func `rows stay between the cursor and the edge`() {
    var list = ListState(count: 100, height: 10)
    for _ in 0..<60 {
      list.move(by: 1)
      #expect(list.visible.upperBound - 1 - list.cursor >= 2)
    }
    list.moveToEnd()
    #expect(list.visible == 90..<100)
    list.moveToStart()
    #expect(list.visible == 0..<10)
  }

  @Test func `most moves leave the window where it is`() {
    var list = ListState(count: 1000, height: 20)
    var moved = 0
    for _ in 0..<500 {
      let offset = list.offset
      list.move(by: 1)
      if list.offset != offset { moved += 1 }
    }
    #expect(moved <= 100)
  }

  @Test func `a page moves the window with the cursor`() {
    var list = ListState(count: 100, height: 10)
    list.page(1)
    #expect(list.cursor == 9)
    list.page(1)
    #expect(list.cursor == 18)
    list.page(-2)
    #expect(list.cursor == 0)
    list.halfPage(1)
    #expect(list.cursor == 5)
  }

  @Test func `the wheel moves the window and the cursor only when it must`() {
    var list = ListState(count: 100, height: 10, cursor: 5)
    list.scroll(by: 2)
    #expect(list.offset == 2 && list.cursor == 5)
    list.scroll(by: 10)
    #expect(list.visible.contains(list.cursor))
    list.scroll(by: -100)
    #expect(list.offset == 0)
  }

  @Test func `a list that shrinks or is empty keeps its cursor inside`() {
    var list = ListState(count: 100, height: 10, cursor: 99)
    list.setCount(3)
    #expect(list.cursor == 2 && list.visible == 0..<3)
    list.setCount(0)
    #expect(list.cursor == 0 && list.visible.isEmpty)
    list.move(by: 1)
    list.setHeight(0)
    #expect(list.height == 1)
  }
}
