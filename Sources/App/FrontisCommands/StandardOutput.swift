import Foundation

/// Where data goes; talk goes to standard error.
enum StandardOutput {
  /// Writes all of `text`; a reader that went away (`| head`) is no fault of ours.
  static func write(_ text: String) { Self.write(text, to: STDOUT_FILENO) }

  fileprivate static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var offset = 0
      while offset < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[offset...])
        let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return }
        offset += written
      }
    }
  }
}

/// Where what is said to a person goes.
enum StandardError {
  static func write(_ text: String) { StandardOutput.write(text, to: STDERR_FILENO) }
}
