/// Bytes to put in place of a range of a file.
struct TextChange: Sendable, Hashable {
  var range: Range<Int>
  var bytes: [UInt8]

  init(_ range: Range<Int>, _ bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  /// Bytes to put in at `place`.
  init(at place: Int, _ bytes: [UInt8]) { self.init(place..<place, bytes) }
}

extension [UInt8] {
  /// The bytes after `changes`, which do not overlap.
  func applying(_ changes: [TextChange]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count + changes.reduce(0) { $0 + $1.bytes.count })
    var place = 0
    let places = { (change: TextChange) in (change.range.lowerBound, change.range.upperBound) }
    for change in changes.sorted(by: { places($0) < places($1) }) {
      guard change.range.lowerBound >= place else { return self }
      result += self[place..<change.range.lowerBound]
      result += change.bytes
      place = change.range.upperBound
    }
    return result + self[place...]
  }
}
