/// The cells that differ between two frames of one size, as runs within rows.
package struct FrameDiff: Sendable, Equatable {
  /// Neighbouring cells of a row that changed.
  package struct Run: Sendable, Equatable {
    package let y: Int
    package let columns: Range<Int>
  }

  /// From top to bottom, left to right.
  package private(set) var runs: [Run] = []

  /// What turns `old` into `new`: everything when `old` is nil or of another size.
  ///
  /// A run never begins or ends in the middle of a wide glyph of `new`.
  package init(from old: Frame?, to new: Frame) {
    let width = new.size.width
    guard let old, old.size == new.size else {
      if width > 0 { runs = (0..<new.size.height).map { Run(y: $0, columns: 0..<width) } }
      return
    }
    for y in 0..<new.size.height {
      var x = 0
      let start = y * width
      while x < width {
        guard old.cells[start + x] != new.cells[start + x] else {
          x += 1
          continue
        }
        var first = x
        while x < width, old.cells[start + x] != new.cells[start + x] { x += 1 }
        while first > 0, new.cells[start + first].glyph == .continuation { first -= 1 }
        while x < width, new.cells[start + x].glyph == .continuation { x += 1 }
        runs.append(Run(y: y, columns: first..<x))
      }
    }
  }
}

extension Frame {
  /// Whether most rows that `diff` changes are those of `old` one row further up or down.
  package func isScrolled(from old: Frame, changing diff: FrameDiff) -> Bool {
    guard old.size == size else { return false }
    let rows = Set(diff.runs.map(\.y))
    func count(by step: Int) -> Int {
      rows.count { y in
        (0..<size.height).contains(y + step) && row(y).elementsEqual(old.row(y + step))
      }
    }
    return 2 * max(count(by: 1), count(by: -1)) > rows.count
  }
}
