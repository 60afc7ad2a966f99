extension TextLayout {
  /// The changes that remove `entries[place]` and one comma from between `brackets`.
  ///
  /// The blanks beside it go too, as far as no comment stands among them.
  func removing(
    _ place: Int,
    of entries: [Range<Int>],
    between brackets: Range<Int>
  ) -> [TextChange] {
    let own = entries[place]
    let before = gap(before: place, of: entries, between: brackets)
    let after = gap(before: place + 1, of: entries, between: brackets)
    let isFirst = place == 0
    let isOnly = entries.count == 1
    let start = isFirst && !isOnly ? own.lowerBound : before.lowerBound
    let end = isFirst ? after.upperBound : own.upperBound
    guard hasComment(start..<own.lowerBound) || hasComment(own.upperBound..<end) else {
      return [TextChange(start..<end, [])]
    }
    let comma = comma(in: after) ?? (isFirst ? nil : self.comma(in: before))
    var written = own
    var changes: [TextChange] = []
    if let comma, comma >= own.upperBound, bytes[own.upperBound..<comma].allSatisfy(\.isBlank) {
      written = own.lowerBound..<comma + 1
    } else if let comma {
      let blanks = bytes[(comma + 1)..<brackets.upperBound].prefix(while: \.isBlank).count
      changes.append(TextChange(comma..<comma + 1 + blanks, []))
    }
    let rest = bytes[written.upperBound..<lineEnd(of: written.upperBound)].drop(while: \.isBlank)
    let isAlone = isFirstOnLine(own.lowerBound) && (rest.isEmpty || rest.first == UInt8(ascii: "#"))
    let lines = lineStart(of: own.lowerBound)..<nextLine(after: written.upperBound)
    changes.append(TextChange(isAlone ? lines : written, []))
    return changes
  }

  /// Whether a comment stands between `brackets` but in none of the entries.
  func hasComment(between brackets: Range<Int>, outside entries: [Range<Int>]) -> Bool {
    (0...entries.count).contains { hasComment(gap(before: $0, of: entries, between: brackets)) }
  }

  /// What stands before the entry `place`, back to the one before it or the bracket.
  private func gap(
    before place: Int,
    of entries: [Range<Int>],
    between brackets: Range<Int>
  ) -> Range<Int> {
    let start = place > 0 ? entries[place - 1].upperBound : brackets.lowerBound + 1
    let end = place < entries.count ? entries[place].lowerBound : brackets.upperBound - 1
    return start..<Swift.max(start, end)
  }

  private func hasComment(_ gap: Range<Int>) -> Bool { bytes[gap].contains(UInt8(ascii: "#")) }

  /// The comma between two entries, those in comments passed over.
  private func comma(in gap: Range<Int>) -> Int? {
    var place = gap.lowerBound
    while place < gap.upperBound {
      switch bytes[place] {
      case UInt8(ascii: ","): return place
      case UInt8(ascii: "#"): place = lineEnd(of: place)
      default: place += 1
      }
    }
    return nil
  }
}
