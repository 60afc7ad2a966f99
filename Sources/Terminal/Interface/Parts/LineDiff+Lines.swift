import Screen
import Sites
import Widgets

extension LineDiff {
  /// As they are shown, with a mark where lines between are left out.
  var screenLines: [Screen.Line] {
    var shown: [Screen.Line] = []
    var last = 0
    for line in lines {
      if line.kind != .added {
        if last > 0, line.number > last + 1 { shown.append(Screen.Line("  ⋯", .muted)) }
        last = line.number
      }
      shown.append(line.screenLine)
    }
    return shown
  }
}

extension LineDiff.Line {
  var screenLine: Screen.Line {
    switch kind {
    case .kept: DiffLine.same(text).line
    case .added: DiffLine.added(text).line
    case .removed: DiffLine.removed(text).line
    }
  }
}
