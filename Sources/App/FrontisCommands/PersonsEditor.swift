import Processes

/// The editor that a person uses: `VISUAL`, else `EDITOR`, else `vi`.
struct PersonsEditor {
  /// The program and the arguments that the person gave it.
  private let command: [String]

  init(_ variables: [String: String]) {
    let chosen = ["VISUAL", "EDITOR"].lazy
      .map { (variables[$0] ?? "").split(separator: " ").map(String.init) }
      .first { !$0.isEmpty }
    command = chosen ?? ["vi"]
  }

  /// Opens `path` at a line and column that count from 1; nil when all went well, else why not.
  func open(_ path: String, line: Int, column: Int) async -> String? {
    do {
      let status = try await ForegroundProgram(
        arguments: arguments(path, line: line, column: column)
      ).run()
      return status.isSuccess ? nil : "\(name) ended with \(Self.text(status))"
    } catch {
      return "\(error); set VISUAL or EDITOR to your editor"
    }
  }

  /// The editor's name without its folder.
  private var name: String { command[0].split(separator: "/").last.map(String.init) ?? command[0] }

  /// How each editor is told where to go.
  func arguments(_ path: String, line: Int, column: Int) -> [String] {
    switch name {
    case "code", "code-insiders", "codium", "cursor", "windsurf":
      command + ["--wait", "--goto", "\(path):\(line):\(column)"]
    case "subl", "zed", "zeditor": command + ["--wait", "\(path):\(line):\(column)"]
    case "hx", "helix": command + ["\(path):\(line):\(column)"]
    case "nano", "pico": command + ["+\(line),\(column)", path]
    case "emacs", "emacsclient": command + ["+\(line):\(column)", path]
    case "vi", "vim", "nvim", "gvim", "kak", "micro", "joe", "mg", "ne":
      command + ["+\(line)", path]
    default: command + [path]
    }
  }

  private static func text(_ status: ProgramRun.Status) -> String {
    switch status {
    case .exited(let code): "status \(code)"
    case .signalled(let signal): "signal \(signal)"
    }
  }
}
