import Foundation
package import Screen
package import Testing

/// Compares `frame` with the golden `Goldens/NAME.txt` beside the test's file.
///
/// `FRONTIS_RECORD=1` writes the golden and fails, so that every change is read in review.
package func expectFrame(
  _ frame: Frame?,
  named name: String,
  file: String = #filePath,
  at location: SourceLocation = #_sourceLocation
) {
  guard let frame else {
    Issue.record("there is no frame", sourceLocation: location)
    return
  }
  let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Goldens")
  let golden = folder.appending(path: "\(name).txt")
  let text = FrameText.describe(frame)
  if ProcessInfo.processInfo.environment["FRONTIS_RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: golden)
      Issue.record("recorded \(name)", sourceLocation: location)
    } catch {
      Issue.record(error, sourceLocation: location)
    }
    return
  }
  guard let data = try? Data(contentsOf: golden) else {
    Issue.record(
      "no golden \(name); FRONTIS_RECORD=1 records it\n\(text)",
      sourceLocation: location
    )
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  if text != expected {
    Issue.record("the frame differs from \(name):\n\(text)", sourceLocation: location)
  }
}

/// A frame as text: its characters, then a grid with a letter for each cell's role, then one for
/// grounds where there are any, then what the letters mean.
package enum FrameText {
  package static func describe(_ frame: Frame) -> String {
    var parts = ["\(frame.size.width)x\(frame.size.height)"]
    if let cursor = frame.cursor { parts[0] += " cursor \(cursor.x),\(cursor.y)" }
    parts += ["", "text"] + frame.lines
    parts += ["", "roles"] + grid(frame) { $0.style.role }
    if frame.cells.contains(where: { $0.style.ground != nil }) {
      parts += ["", "grounds"] + grid(frame) { $0.style.ground ?? .text }
    }
    let used = Set(frame.cells.map(\.style.role) + frame.cells.compactMap(\.style.ground))
    parts += [""]
    for role in Role.allCases where used.contains(role) && role != .text {
      parts.append("\(letter(role)) \(role.name)")
    }
    return parts.joined(separator: "\n") + "\n"
  }

  private static func grid(_ frame: Frame, _ role: (Cell) -> Role) -> [String] {
    (0..<frame.size.height).map { y in
      var line = ""
      for cell in frame.row(y) { line.append(letter(role(cell))) }
      while line.last == "." { line.removeLast() }
      return line
    }
  }

  /// `.` for plain text, else a letter of its own.
  private static func letter(_ role: Role) -> Character {
    guard role != .text else { return "." }
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters[Int(role.rawValue) - 1]
  }
}
