/// A text as an editor has it: in a file that ends with a line end, whether the text does or not.
package struct EditorText: Sendable {
  private let isEnded: Bool
  /// The file's bytes.
  package let bytes: [UInt8]

  package init(_ text: String) {
    isEnded = text.utf8.last == 0x0A
    bytes = Array((isEnded ? text : text + "\n").utf8)
  }

  /// The text that a file of `bytes` is.
  package func text(of bytes: [UInt8]) -> String {
    String(decoding: !isEnded && bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self)
  }
}
