import Loop
import Screen

extension FrontisProgram {
  mutating func showActivity() -> Next<Request> {
    go(to: .activity)
    return .perform(.readActivity).and(readDiffs())
  }

  mutating func runInActivity(_ command: Command) -> Next<Request>? {
    switch command {
    case .pageDown, .halfPageDown, .moveRight: activity.scrollDiff(by: 10)
    case .pageUp, .halfPageUp, .moveLeft: activity.scrollDiff(by: -10)
    default:
      guard activity.list.move(command) else { return nil }
    }
    return readDiffs()
  }

  /// Asks for the lines that what is under the cursor changed, or would change, unless they are there.
  func readDiffs() -> Next<Request> {
    if screen == .review, let change = review?.unread {
      return .perform(.readChange(change), key: RequestKey.diffs)
    }
    guard screen == .activity, let write = activity.selectedWrite, write != activity.shown else {
      return .wait
    }
    return .perform(.readDiffs(write), key: RequestKey.diffs)
  }
}

extension ActivityState {
  mutating func settle(in layout: Layout) {
    list.setHeight(ActivityPanes(layout).list.height - layout.frameRows)
  }
}

/// Where the panes of the activity stand.
struct ActivityPanes {
  let list: Rect
  let diff: Rect

  init(_ layout: Layout) {
    var rest = layout.body
    diff =
      layout.width >= .two
      ? rest.takeRight(rest.width / 2) : rest.takeBottom(rest.height / 2)
    list = rest
  }
}
