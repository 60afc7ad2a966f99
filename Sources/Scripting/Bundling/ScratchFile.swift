import Foundation

/// Files that are made again when they are lost.
enum ScratchFile {
  /// Writes a file without the wait until the disk has it, as `Data.write` would.
  static func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w") else { throw CocoaError(.fileWriteUnknown) }
    let count = text.utf8.count
    let written = fwrite(text, 1, count, file)
    guard fclose(file) == 0, written == count else { throw CocoaError(.fileWriteUnknown) }
  }
}
