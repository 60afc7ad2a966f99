/// Where a person is in a list: the row under the cursor and the first row that shows.
///
/// It knows how long the list is and how many rows show, not what they hold.
package struct ListState: Sendable, Hashable {
  /// Rows that stay between the cursor and the edge where there are more.
  package static let contextRows = 2

  /// How many rows there are.
  package private(set) var count: Int
  /// How many rows show at once; at least 1.
  package private(set) var height: Int
  /// 0-based; 0 in an empty list.
  package private(set) var cursor: Int
  /// The first row that shows.
  package private(set) var offset: Int

  package init(count: Int = 0, height: Int = 1, cursor: Int = 0) {
    self.count = Swift.max(0, count)
    self.height = Swift.max(1, height)
    self.cursor = cursor
    offset = 0
    settle()
  }

  package var isEmpty: Bool { count == 0 }
  /// The rows that show.
  package var visible: Range<Int> { offset..<Swift.min(count, offset + height) }

  /// The list is longer or shorter now; the cursor stays on its number.
  package mutating func setCount(_ count: Int) {
    self.count = Swift.max(0, count)
    settle()
  }

  /// More or fewer rows show now.
  package mutating func setHeight(_ height: Int) {
    self.height = Swift.max(1, height)
    settle()
  }

  package mutating func move(to row: Int) {
    cursor = row
    settle()
  }

  package mutating func move(by rows: Int) { move(to: cursor + rows) }
  package mutating func moveToStart() { move(to: 0) }
  package mutating func moveToEnd() { move(to: count - 1) }

  /// Moves by whole pages, the window with the cursor.
  package mutating func page(_ pages: Int) { scrollAndMove(by: pages * Swift.max(1, height - 1)) }

  /// Moves by half pages, the window with the cursor.
  package mutating func halfPage(_ halves: Int) {
    scrollAndMove(by: halves * Swift.max(1, height / 2))
  }

  /// Scrolls without moving the cursor further than it must, as the wheel does.
  package mutating func scroll(by rows: Int) {
    offset = clampedOffset(offset + rows)
    let context = Swift.min(Self.contextRows, (height - 1) / 2)
    let first = offset == 0 ? 0 : offset + context
    let last = offset + height >= count ? count - 1 : offset + height - 1 - context
    cursor = Swift.max(0, Swift.min(Swift.max(cursor, first), last))
  }

  private mutating func scrollAndMove(by rows: Int) {
    offset = clampedOffset(offset + rows)
    move(by: rows)
  }

  private func clampedOffset(_ offset: Int) -> Int {
    Swift.max(0, Swift.min(offset, count - height))
  }

  private mutating func settle() {
    cursor = Swift.max(0, Swift.min(cursor, count - 1))
    let context = Swift.min(Self.contextRows, (height - 1) / 2)
    // The window moves by several rows at once: most key presses then change two rows only.
    let jump = height / 4
    if cursor < offset + context { offset = cursor - context - jump }
    if cursor > offset + height - 1 - context { offset = cursor - height + 1 + context + jump }
    offset = clampedOffset(offset)
  }
}
