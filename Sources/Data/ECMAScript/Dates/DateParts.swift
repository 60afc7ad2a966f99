/// The numbers of a date in the order they were read, until it is known which is which.
struct DayParts {
  private var numbers: [Int] = []
  private(set) var isISO = false
  /// 1 for January; nil when no month was named.
  var namedMonth: Int?

  var isEmpty: Bool { numbers.isEmpty }

  /// False when there are three numbers already.
  mutating func add(_ number: Int) -> Bool {
    guard numbers.count < 3 else { return false }
    numbers.append(number)
    return true
  }

  /// The numbers are year, month and day, and the year is written in full.
  mutating func markISO() { isISO = true }

  /// The date they mean, or nil when they mean none.
  var date: (year: Int, month: Int, day: Int)? {
    guard !numbers.isEmpty else { return nil }
    let parts = numbers + Array(repeating: 1, count: 3 - numbers.count)
    var (year, month, day): (Int, Int, Int)
    if let namedMonth {
      let startsWithDay = Self.isDay(parts[0])
      (year, month, day) =
        startsWithDay ? (parts[1], namedMonth, parts[0]) : (parts[0], namedMonth, parts[1])
    } else if isISO || !Self.isDay(parts[0]) {
      (year, month, day) = (parts[0], parts[1], parts[2])
    } else {
      (year, month, day) = (parts[2], parts[0], parts[1])
    }
    if !isISO {
      if 0...49 ~= year { year += 2000 } else if 50...99 ~= year { year += 1900 }
    }
    guard 1...12 ~= month, Self.isDay(day) else { return nil }
    return (year, month, day)
  }

  static func isDay(_ number: Int) -> Bool { 1...31 ~= number }
}

/// Hours, minutes, seconds and milliseconds in the order they were read.
struct TimeParts {
  private var numbers: [Int] = []
  /// What to add to the hours of a twelve-hour clock; nil for a clock of 24 hours.
  var halfDay: Int?

  var isEmpty: Bool { numbers.isEmpty }

  /// Whether `number` can be the next part of a time that was begun.
  func expects(_ number: Int) -> Bool {
    switch numbers.count {
    case 1, 2: 0...59 ~= number
    case 3: 0...999 ~= number
    default: false
    }
  }

  /// False when there are four numbers already.
  mutating func add(_ number: Int) -> Bool {
    guard numbers.count < 4 else { return false }
    numbers.append(number)
    return true
  }

  /// Adds the last part: what is missing is 0.
  mutating func addLast(_ number: Int) {
    guard add(number) else { return }
    while numbers.count < 4 { numbers.append(0) }
  }

  /// The four numbers, or nil when a clock shows no such time.
  var time: (hour: Int, minute: Int, second: Int, millisecond: Int)? {
    let parts = numbers + Array(repeating: 0, count: 4 - numbers.count)
    var hour = parts[0]
    if let halfDay {
      guard 0...12 ~= hour else { return nil }
      hour = hour % 12 + halfDay
    }
    let isMidnight = hour == 24 && parts[1...].allSatisfy { $0 == 0 }
    let isClock =
      0...23 ~= hour && 0...59 ~= parts[1] && 0...59 ~= parts[2] && 0...999 ~= parts[3]
    guard isMidnight || isClock else { return nil }
    return (hour, parts[1], parts[2], parts[3])
  }
}

/// An offset from UTC as far as it was read.
struct ZoneParts {
  var sign: Int?
  var hour: Int?
  var minute: Int?

  var isEmpty: Bool { hour == nil }
  var isUTC: Bool { hour == 0 && minute == 0 }

  /// Whether `number` can be the minutes after an offset's hours.
  func expects(_ number: Int) -> Bool { hour != nil && minute == nil && 0...59 ~= number }

  mutating func set(hours: Int) {
    sign = hours < 0 ? -1 : 1
    hour = abs(hours)
    minute = 0
  }

  /// Seconds ahead of UTC, nil inside when the text names no zone; nil when out of range.
  var offset: Int?? {
    guard let sign else { return .some(nil) }
    // V8 multiplies in 32 bits and refuses what does not fit a small integer.
    let seconds = UInt32(hour ?? 0) &* 3600 &+ UInt32(minute ?? 0) &* 60
    guard seconds <= UInt32(Int32.max) else { return nil }
    return .some(sign * Int(seconds))
  }
}
