import ECMAScript

extension RegularExpression {
  /// The groups of each match in `text`, from 0 on, which is all of it.
  func matches(in text: String) -> [[Range<String.Index>?]] {
    var found: [[Range<String.Index>?]] = []
    var start = 0
    while case .match(let match) = firstMatch(in: text, from: start) {
      found.append(
        ([match.range] + match.groups).map { range in
          range.map { $0.lowerBound.index(in: text)..<$0.upperBound.index(in: text) }
        }
      )
      start = max(match.range.upperBound, start + 1)
    }
    return found
  }
}

extension Int {
  /// The place of a UTF-16 offset.
  fileprivate func index(in text: String) -> String.Index {
    text.utf16.index(text.startIndex, offsetBy: self)
  }
}
