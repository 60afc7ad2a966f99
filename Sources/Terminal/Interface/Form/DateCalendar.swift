import ECMAScript
import Loop
import Values

/// A month's days to choose one from, with the arrows.
///
/// The time of day stays as it was; days outside the field's bounds cannot be reached.
struct DateCalendar: Sendable, Equatable {
  let title: String
  let today: DateValue
  let minimum: DateValue?
  let maximum: DateValue?
  /// The chosen day and the time that is kept.
  private(set) var fields: DateFields

  private static let millisecondsPerDay = 86_400_000.0

  init(
    title: String,
    _ value: DateValue?,
    today: DateValue,
    minimum: DateValue? = nil,
    maximum: DateValue? = nil
  ) {
    self.title = title
    self.today = today
    self.minimum = minimum
    self.maximum = maximum
    fields =
      value.flatMap { DateFields(milliseconds: $0.milliseconds) }
      ?? DateFields(milliseconds: today.milliseconds) ?? DateFields(year: 2000)
    clamp()
  }

  var value: DateValue { DateValue(milliseconds: fields.universalMilliseconds) }

  /// Moves; false for keys that mean nothing here, such as Enter and Esc.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case "left", "h": moveDays(-1)
    case "right", "l": moveDays(1)
    case "up", "k": moveDays(-7)
    case "down", "j": moveDays(7)
    case "pgup", "<": moveMonths(-1)
    case "pgdn", ">": moveMonths(1)
    case "ctrl+u", "{": moveMonths(-12)
    case "ctrl+d", "}": moveMonths(12)
    case "home": fields.day = 1
    case "end": fields.day = Self.dayCount(fields)
    case "t": moveToToday()
    default: return false
    }
    clamp()
    return true
  }

  private mutating func moveDays(_ days: Int) {
    fields.day += days
    normalize()
  }

  /// The 31st becomes the last day of a shorter month.
  private mutating func moveMonths(_ months: Int) {
    let day = fields.day
    fields.day = 1
    fields.month += months
    normalize()
    fields.day = min(day, Self.dayCount(fields))
  }

  private mutating func moveToToday() {
    guard let day = DateFields(milliseconds: today.milliseconds) else { return }
    (fields.year, fields.month, fields.day) = (day.year, day.month, day.day)
  }

  private mutating func normalize() {
    fields = DateFields(milliseconds: fields.universalMilliseconds) ?? fields
  }

  private mutating func clamp() {
    guard !isAllowed(fields) else { return }
    let bound = minimum.map { value.milliseconds < $0.milliseconds } == true ? minimum : maximum
    guard let bound, let nearest = DateFields(milliseconds: bound.milliseconds) else { return }
    fields = nearest
  }

  /// Whether the field takes the day: the bounds' own days count whatever their time.
  private func isAllowed(_ day: DateFields) -> Bool {
    let milliseconds = day.universalMilliseconds
    if let minimum, milliseconds < minimum.milliseconds { return false }
    if let maximum, milliseconds > maximum.milliseconds { return false }
    return true
  }

  private static func dayCount(_ fields: DateFields) -> Int {
    let next = DateFields(year: fields.year, month: fields.month + 1, day: 0)
    return DateFields(milliseconds: next.universalMilliseconds)?.day ?? 28
  }
}

// MARK: - The month

extension DateCalendar {
  /// One day as it is shown.
  struct Day: Equatable {
    var number: Int
    var isChosen: Bool
    var isToday: Bool
    var isAllowed: Bool
  }

  /// `January 2025`.
  var monthText: String { "\(Self.months[(fields.month + 12) % 12]) \(fields.year)" }

  /// Six weeks from Monday on; nil for days of other months.
  var weeks: [[Day?]] {
    let first = DateFields(year: fields.year, month: fields.month)
    let empty = (first.weekday + 6) % 7
    let count = Self.dayCount(fields)
    return (0..<6).map { week in
      (0..<7).map { weekday in
        let number = week * 7 + weekday - empty + 1
        guard (1...count).contains(number) else { return nil }
        var day = fields
        day.day = number
        let start = DateFields(year: day.year, month: day.month, day: number)
        return Day(
          number: number,
          isChosen: number == fields.day,
          isToday: start.universalMilliseconds == today.milliseconds,
          isAllowed: isAllowed(day)
        )
      }
    }
  }

  /// Which days the field takes; nil where it takes all.
  var boundsText: String? {
    switch (minimum?.text, maximum?.text) {
    case (nil, nil): nil
    case (let minimum?, nil): "from \(minimum) on"
    case (nil, let maximum?): "up to \(maximum)"
    case (let minimum?, let maximum?): "\(minimum) to \(maximum)"
    }
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
