/// Something site code wrote to `console`.
package struct ConsoleLine: Sendable, Hashable {
  /// `log`, `info`, `debug`, `warn` or `error`.
  package var level: String
  package var text: String

  package init(level: String, text: String) {
    self.level = level
    self.text = text
  }
}

extension JavaScriptRuntime {
  /// The lines written since the last time this was asked, at most the first thousand.
  package func takeConsoleLines() -> [ConsoleLine] {
    locked {
      defer { collectedLines = [] }
      return collectedLines
    }
  }

  func collect(_ line: ConsoleLine) {
    guard collectedLines.count < 1000 else { return }
    collectedLines.append(ConsoleLine(level: line.level, text: String(line.text.prefix(4000))))
  }
}
