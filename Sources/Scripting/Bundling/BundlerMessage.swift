import Diagnostics
import Foundation

/// One error of esbuild's, read from its output.
///
/// ```
/// ✘ [ERROR] Could not resolve "x"
///
///     src/content.config.ts:3:20:
///       3 │ import { x } from "x";
///         ╵                   ~~~
/// ```
struct BundlerMessage: Equatable {
  var text: String
  /// Relative to the folder esbuild ran in; nil when no place is given.
  var file: String?
  /// 1-based.
  var line = 0
  /// 0-based, in bytes.
  var column = 0
  /// In columns, at least 1.
  var length = 1

  /// The specifier that could not be resolved, or nil for any other error.
  var unresolved: String? {
    guard text.hasPrefix("Could not resolve \"") else { return nil }
    // Below an alias: Could not resolve "/folder/x/sub" (originally "x/sub")
    let quoted = text.split(separator: "\"", omittingEmptySubsequences: false)
    guard quoted.count >= 3 else { return nil }
    return String(quoted.count >= 5 ? quoted[3] : quoted[1])
  }

  /// Whether it is about a package that is not installed.
  var lacksPackage: Bool { unresolved.map { !$0.hasPrefix(".") } ?? false }

  static func parse(_ lines: [String]) -> [BundlerMessage] {
    var messages: [BundlerMessage] = []
    for line in lines {
      if let start = line.range(of: "[ERROR] ") {
        messages.append(BundlerMessage(text: String(line[start.upperBound...])))
      } else if let last = messages.indices.last {
        messages[last].read(line)
      }
    }
    return messages
  }

  private mutating func read(_ line: String) {
    if file == nil, line.hasPrefix("    "), line.hasSuffix(":") {
      let parts = line.dropLast().split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let row = Int(parts[parts.count - 2]),
        let column = Int(parts[parts.count - 1])
      else { return }
      file = parts.dropLast(2).joined(separator: ":").trimmingCharacters(in: .whitespaces)
      self.line = row
      self.column = column
    } else if file != nil, length == 1, line.contains("╵") {
      length = max(1, line.count { $0 == "~" })
    }
  }

  /// Words that begin what esbuild knows from 0.18 on, and Vite's own in any case.
  private static let newWords = ["using", "accessor"]

  /// The same with a byte range in the file, which is read from `root`.
  ///
  /// Syntax that this esbuild is too old for is a warning: a build has another one.
  func diagnostic(root: String, entry: String) -> Diagnostic {
    var range: SourceRange?
    var isNew = false
    if let file, let data = FileManager.default.contents(atPath: root + "/" + file) {
      let text = SourceText(Array(data))
      let starts = text.lineStarts()
      if starts.indices.contains(line - 1) {
        let start = min(starts[line - 1] + column, text.bytes.count)
        range = start..<min(start + length, text.bytes.count)
        isNew = isOfNewSyntax(after: text.bytes[..<start])
      }
    }
    var diagnostic = Diagnostic(
      rule: "config/evaluation",
      severity: isNew ? .warning : .error,
      message: text,
      file: file ?? entry,
      range: range
    )
    if isNew {
      diagnostic.help =
        "this esbuild is too old for that: install a newer one, or name it in FRONTIS_ESBUILD"
    }
    return diagnostic
  }

  /// Whether it is about what follows one of the new words, at the end of `bytes`.
  private func isOfNewSyntax(after bytes: ArraySlice<UInt8>) -> Bool {
    let before = String(decoding: bytes.suffix(40), as: UTF8.self)
    guard text.hasPrefix("Expected "), before.last?.isWhitespace == true,
      let word = before.split(whereSeparator: { !$0.isLetter }).last
    else { return false }
    return Self.newWords.contains(String(word))
  }
}
