import Foundation
import Sessions

/// What happened lately, in words.
struct ActivityText {
  let zone: TimeZone
  let now: Date

  func lines(_ activity: [Activity]) -> [ActivityLine] {
    var isUndoFound = false
    return activity.map { activity in
      let time = time(of: activity.date)
      switch activity {
      case .write(let write):
        let isUndoable = write.state == .done && !isUndoFound
        isUndoFound = isUndoFound || isUndoable
        let state = write.state == .done ? "" : "  (\(write.state.rawValue))"
        return ActivityLine(
          time: time,
          kind: "wrote",
          text: write.title + state,
          isUndoable: isUndoable,
          isUndone: write.state != .done,
          write: write.id
        )
      case .run(let run):
        let seconds = BuildState.text(run.duration)
        return ActivityLine(
          time: time,
          kind: run.kind.rawValue,
          text: "\(run.name)  \(run.status)  \(seconds)"
        )
      }
    }
  }

  /// `14:02`, or `11-24` where it was not today.
  func time(of date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.month, .day, .hour, .minute], from: date)
    let isToday = calendar.isDate(date, inSameDayAs: now)
    return isToday
      ? Self.pair(parts.hour, ":", parts.minute) : Self.pair(parts.month, "-", parts.day)
  }

  private static func pair(_ first: Int?, _ separator: String, _ second: Int?) -> String {
    func digits(_ number: Int?) -> String {
      let text = String(number ?? 0)
      return text.count < 2 ? "0" + text : text
    }
    return digits(first) + separator + digits(second)
  }
}
