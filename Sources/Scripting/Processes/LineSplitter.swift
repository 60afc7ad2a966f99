/// Cuts a stream of bytes into lines.
struct LineSplitter {
  /// Longer lines come in pieces; in bytes.
  static let limit = 8192

  private var pending: [UInt8] = []

  /// The lines that `bytes` complete, without their endings (LF, CR LF).
  mutating func lines(adding bytes: UnsafeRawBufferPointer) -> [String] {
    var lines: [String] = []
    for byte in bytes {
      if byte == 0x0A {
        lines.append(take())
      } else {
        pending.append(byte)
        if pending.count >= Self.limit { lines.append(take()) }
      }
    }
    return lines
  }

  /// What stands after the last line ending; nil when that is nothing.
  mutating func rest() -> String? { pending.isEmpty ? nil : take() }

  private mutating func take() -> String {
    if pending.last == 0x0D { pending.removeLast() }
    defer { pending.removeAll(keepingCapacity: true) }
    return String(decoding: pending, as: UTF8.self)
  }
}
