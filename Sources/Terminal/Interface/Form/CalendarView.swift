import Screen
import Widgets

/// Draws the month that a date is chosen from.
struct CalendarView {
  let calendar: DateCalendar
  /// What would be written, in the file's own form.
  let written: String

  private static let width = 46
  private static let dayWidth = 4
  /// With all that can stand in it, border included.
  private static let height = 16

  func draw(into canvas: inout Canvas) {
    let dialog = Dialog(title: calendar.title, body: [], width: Self.width)
    // In a small window the days matter more than what is said of the chosen one.
    let foot = canvas.height < Self.height ? [] : foot
    dialog.draw(into: &canvas, rows: foot.isEmpty ? 8 : 8 + foot.count + 1) { inner in
      let left = (inner.width - 7 * Self.dayWidth) / 2
      inner.put(
        calendar.monthText,
        at: Point(left, 0),
        .header,
        width: 7 * Self.dayWidth,
        align: .center
      )
      for (index, name) in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].enumerated() {
        inner.put(name, at: Point(left + index * Self.dayWidth + 1, 1), .muted)
      }
      for (row, week) in calendar.weeks.enumerated() {
        for (column, day) in week.enumerated() {
          guard let day else { continue }
          draw(day, at: Point(left + column * Self.dayWidth, row + 2), into: &inner)
        }
      }
      for (row, line) in foot.enumerated() { inner.put(line, at: Point(0, row + 9)) }
    }
  }

  private func draw(_ day: DateCalendar.Day, at point: Point, into canvas: inout Canvas) {
    let number = String(day.number)
    let text = (number.utf8.count < 2 ? "  " : " ") + number + " "
    let role: Role = !day.isAllowed ? .placeholder : day.isToday ? .accent : .text
    canvas.put(text, at: point, role, day.isToday ? [.bold, .underline] : [])
    guard day.isChosen else { return }
    canvas.restyle(Rect(point.x, point.y, Self.dayWidth, 1), on: .selection, .bold)
    if !canvas.look.hasColor {
      canvas.put("[", at: point)
      canvas.put("]", at: Point(point.x + Self.dayWidth - 1, point.y))
    }
  }

  private var foot: [Line] {
    var lines: [Line] = [
      [Span("written  ", .muted), Span("\(DateReading.weekdayName(calendar.value)) \(written)")],
      [Span("reads    ", .muted), Span(DateReading.siteText(calendar.value))],
    ]
    if let bounds = calendar.boundsText {
      lines.append([Span("takes    ", .muted), Span(bounds)])
    }
    return lines
  }
}
