/// Text that a program wrote for a terminal.
enum TerminalText {
  /// `text` without escape sequences; what a carriage return overwrote is dropped.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x1B || $0 == 0x0D }) else { return text }
    var result: [UInt8] = []
    var bytes = text.utf8.makeIterator()
    while let byte = bytes.next() {
      switch byte {
      case 0x1B: skip(&bytes)
      case 0x0D: result.removeAll()
      default: result.append(byte)
      }
    }
    // A line that ends with a carriage return was all removed: nothing replaced it.
    if result.isEmpty, text.utf8.last == 0x0D { return plain(String(text.dropLast())) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Skips what follows an escape character (ECMA-48 §5.3, §5.4, §5.6).
  private static func skip(_ bytes: inout String.UTF8View.Iterator) {
    guard let kind = bytes.next() else { return }
    switch kind {
    case 0x5B:
      while let byte = bytes.next(), !(0x40...0x7E).contains(byte) {}
    case 0x5D, 0x50, 0x58, 0x5E, 0x5F:
      var wasEscape = false
      while let byte = bytes.next(), byte != 0x07, !(wasEscape && byte == 0x5C) {
        wasEscape = byte == 0x1B
      }
    default: break
    }
  }
}
