/// A change that makes a problem go away: what `frontis fix` and the screen offer.
///
/// It has been tried: with it the problem is gone, no other appeared, and no byte outside its edits
/// differs.
package struct Fix: Sendable, Hashable {
  /// What it does, as an order: `quote it`, `rename 'herf' to 'href'`.
  package var title: String
  /// Whether it only says better what the author meant; an unsafe one guesses or drops something.
  package var isSafe: Bool
  /// By their place in the file, without overlaps.
  package var edits: [ByteEdit]

  package init(title: String, isSafe: Bool, edits: [ByteEdit]) {
    self.title = title
    self.isSafe = isSafe
    self.edits = edits
  }
}

/// Text in place of a range of a file's bytes.
package struct ByteEdit: Sendable, Hashable {
  /// By offsets from the file's start, on the bounds of characters.
  package var range: Range<Int>
  package var text: String

  package init(_ range: Range<Int>, _ text: String) {
    self.range = range
    self.text = text
  }
}

extension ByteEdit {
  /// The one edit that makes `new` of `old`; nil when nothing differs.
  static func between(_ old: [UInt8], _ new: [UInt8]) -> ByteEdit? {
    let shared = min(old.count, new.count)
    var start = 0
    while start < shared, old[start] == new[start] { start += 1 }
    guard start < old.count || start < new.count else { return nil }
    var tail = 0
    while tail < shared - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
      tail += 1
    }
    // A character is never cut in two.
    while start > 0, isContinuation(old, start) || isContinuation(new, start) { start -= 1 }
    while tail > 0,
      isContinuation(old, old.count - tail) || isContinuation(new, new.count - tail)
    {
      tail -= 1
    }
    return ByteEdit(
      start..<old.count - tail,
      String(decoding: new[start..<new.count - tail], as: UTF8.self)
    )
  }

  private static func isContinuation(_ bytes: [UInt8], _ place: Int) -> Bool {
    place < bytes.count && bytes[place] & 0xC0 == 0x80
  }
}

extension [UInt8] {
  /// The bytes after `edits`, which stand in order and do not overlap.
  func applying(_ edits: [ByteEdit]) -> [UInt8] {
    var result: [UInt8] = []
    var place = 0
    for edit in edits {
      result += self[place..<edit.range.lowerBound]
      result += edit.text.utf8
      place = edit.range.upperBound
    }
    return result + self[place...]
  }
}
