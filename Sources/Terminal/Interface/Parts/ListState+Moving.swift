import Widgets

extension ListState {
  /// Moves as `command` says; false when it is not about moving.
  mutating func move(_ command: Command) -> Bool {
    switch command {
    case .moveDown: move(by: 1)
    case .moveUp: move(by: -1)
    case .pageDown: page(1)
    case .pageUp: page(-1)
    case .halfPageDown: halfPage(1)
    case .halfPageUp: halfPage(-1)
    case .goToStart: moveToStart()
    case .goToEnd: moveToEnd()
    default: return false
    }
    return true
  }
}
