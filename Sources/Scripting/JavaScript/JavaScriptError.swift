package import Values

/// Why site code did not give a value.
package struct JavaScriptError: Error, Sendable, Equatable {
  package enum Kind: Sendable, Hashable {
    /// The code threw, or did not parse.
    case thrown
    /// It ran longer than it may.
    case timeLimit
    /// It took more memory than it may.
    case memoryLimit
    /// A promise was still pending when nothing was left to run, or when its time was up.
    case unsettled
    /// A value cannot cross: it contains itself, or is too deep or too large.
    case unconvertible
    /// JavaScriptCore is not installed.
    case noEngine
  }

  package var kind: Kind
  /// The error's `name`: `TypeError`; empty when what was thrown is no error.
  package var name: String
  /// One sentence without the error's name.
  package var message: String
  /// Innermost frame first.
  package var stack: [StackFrame]
  /// The thrown object's own enumerable properties that are plain values.
  package var properties: ObjectValue

  package init(
    kind: Kind,
    name: String = "",
    message: String,
    stack: [StackFrame] = [],
    properties: ObjectValue = ObjectValue()
  ) {
    self.kind = kind
    self.name = name
    self.message = message
    self.stack = stack
    self.properties = properties
  }
}

/// One frame of a JavaScript stack, as positions in the script that ran (not in its sources).
package struct StackFrame: Sendable, Hashable {
  /// Empty for code outside a function.
  package var function: String
  /// The name the script was evaluated under.
  package var script: String
  /// 1-based.
  package var line: Int
  /// 1-based, in UTF-16 units.
  package var column: Int

  package init(function: String, script: String, line: Int, column: Int) {
    self.function = function
    self.script = script
    self.line = line
    self.column = column
  }

  /// The frames of JavaScriptCore's `stack` text: `function@script:line:column` a line.
  static func parse(_ text: String) -> [StackFrame] {
    text.utf8.split(separator: 0x0A).compactMap { line in
      let parts = line.split(separator: 0x3A, omittingEmptySubsequences: false)
      guard parts.count >= 3, let row = Int(Substring(parts[parts.count - 2])),
        let column = Int(Substring(parts[parts.count - 1]))
      else { return nil }
      let head = Substring(line[..<parts[parts.count - 2].startIndex].dropLast())
      let at = head.utf8.firstIndex(of: 0x40)
      return StackFrame(
        function: at.map { String(head[..<$0]) } ?? "",
        script: at.map { String(head[head.utf8.index(after: $0)...]) } ?? String(head),
        line: row,
        column: column
      )
    }
  }
}
