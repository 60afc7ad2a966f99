import Loop
import Widgets

/// The keys that work on one screen.
struct HelpState: Sendable {
  let scope: Scope
  let bindings: [Binding]
  var list: ListState

  init(_ scope: Scope) {
    self.scope = scope
    bindings = DefaultKeymap.bindings(in: scope)
    list = ListState(count: bindings.count, height: 1)
  }

  /// False when `key` closes the help.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case "esc", "q", "?", "f1", "enter": return false
    case "j", "down": list.scroll(by: 1)
    case "k", "up": list.scroll(by: -1)
    case "pgdn", "ctrl+d", "space": list.scroll(by: 10)
    case "pgup", "ctrl+u": list.scroll(by: -10)
    case "g", "home": list.moveToStart()
    case "G", "end": list.moveToEnd()
    default: break
    }
    return true
  }
}
