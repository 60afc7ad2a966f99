/// Why there can be no screen.
package enum CursesError: Error, Sendable, Hashable {
  /// Standard input or output is a file or a pipe.
  case notATerminal
  /// `TERM` is unset, `dumb`, or names a terminal whose cursor cannot be moved.
  case terminalTooPlain(String)
  /// `TERM` names a terminal that this machine has no description of.
  case unknownTerminal(String)
}

extension CursesError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATerminal: "the screen needs a terminal; the commands work without one"
    case .terminalTooPlain(let name):
      "the terminal \"\(name)\" cannot show a screen; the commands work in it"
    case .unknownTerminal(let name):
      "no description of the terminal \"\(name)\" is installed; try TERM=xterm-256color"
    }
  }
}
