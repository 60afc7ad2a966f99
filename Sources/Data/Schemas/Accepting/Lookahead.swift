import CPrefetch
import Values

/// Asks for the memory of values before they are looked at: of thousands of entries most is far from the
/// processor, and to wait for it takes as long as to look (10 % of the whole, where nothing is near).
enum Lookahead {
  /// Asks for what is looked at after the value at `index`.
  @inline(__always)
  static func ask(_ places: UnsafeBufferPointer<Lent<Value>>, after index: Int) {
    if index + 4 < places.count { askMembers(places[index + 4]) }
    // Its members are here by now.
    if index + 2 < places.count { askParts(places[index + 2]) }
  }

  /// Asks for an object's members.
  @inline(__always)
  private static func askMembers(_ place: borrowing Lent<Value>) {
    switch place.thing {
    case .object(let object):
      let start = object.values.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
      guard let start else { return }
      for offset in stride(from: 0, to: MemoryLayout<Value>.stride * object.shape.count, by: 64) {
        cprefetch(start + offset)
      }
    default: break
    }
  }

  /// Asks for what an object's members refer to.
  @inline(__always)
  private static func askParts(_ place: borrowing Lent<Value>) {
    switch place.thing {
    case .object(let object):
      object.values.lend { members in
        for index in members.indices { askStorage(members[index]) }
      }
    default: break
    }
  }

  @inline(__always)
  private static func askStorage(_ place: borrowing Lent<Value>) {
    switch place.thing {
    case .string(let text):
      if let storage = TextBits(text).storage { cprefetch(UnsafeRawPointer(bitPattern: storage)) }
    case .array(let items): items.withUnsafeBufferPointer { cprefetch($0.baseAddress) }
    case .object(let object): object.values.withUnsafeBufferPointer { cprefetch($0.baseAddress) }
    default: break
    }
  }
}
