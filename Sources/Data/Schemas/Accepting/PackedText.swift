/// A text as numbers: its length in UTF-8, and its first and last bytes.
///
/// Texts of up to 16 bytes are the same when these are.
struct PackedText: Equatable, Sendable {
  let count: Int
  private let first: UInt64
  private let last: UInt64

  /// Whether nothing of the text is left out.
  var isWhole: Bool { count <= 16 }

  init(_ text: String) {
    var text = text
    self = text.withUTF8 { PackedText($0) }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    count = raw.count
    switch count {
    case 8...:
      first = raw.loadUnaligned(as: UInt64.self)
      last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    case 4...:
      first = UInt64(raw.loadUnaligned(as: UInt32.self))
      last = UInt64(raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
    case 1...:
      first = UInt64(raw[0]) << 8 | UInt64(raw[count / 2])
      last = UInt64(raw[count - 1])
    default:
      first = 0
      last = 0
    }
  }
}
