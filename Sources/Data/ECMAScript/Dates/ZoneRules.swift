/// The offsets of a zone: changes that were, then a rule for all years to come.
struct ZoneRules: Sendable {
  /// When each change happens, in seconds since 1970 UTC, ascending.
  private let changes: [Int]
  /// Seconds ahead of UTC from each change on.
  private let offsets: [Int]
  /// Seconds ahead of UTC before the first change.
  private let first: Int
  private let yearly: YearlyRule?

  init(offset: Int) { self.init(first: offset, changes: [], offsets: [], yearly: nil) }

  init(first: Int, changes: [Int], offsets: [Int], yearly: YearlyRule?) {
    self.first = first
    self.changes = changes
    self.offsets = offsets
    self.yearly = yearly
  }

  func offset(atUniversal seconds: Int) -> Int {
    let count = countOfChanges(notAfter: seconds)
    if count == changes.count, let yearly { return yearly.offset(atUniversal: seconds) }
    return count == 0 ? first : offsets[count - 1]
  }

  func offset(atLocal seconds: Int) -> Int {
    // A change counts once clocks are past both its readings, so that a time they skip or show
    // twice has the offset before. No offset is a day or more.
    let before = offset(atUniversal: seconds - 86_400)
    let after = offset(atUniversal: seconds + 86_400)
    return offset(atUniversal: seconds - Swift.max(before, after))
  }

  private func countOfChanges(notAfter seconds: Int) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Standard time and summer time by the same rule every year (POSIX.1 TZ).
struct YearlyRule: Sendable {
  /// Seconds ahead of UTC.
  var standard: Int
  /// Nil where clocks never change.
  var summer: Summer?

  /// Summer time: its offset in seconds and the days and local seconds at which it starts and ends.
  struct Summer: Sendable {
    var offset: Int
    var start: YearlyDay
    var end: YearlyDay
  }

  func offset(atUniversal seconds: Int) -> Int {
    guard let summer, let fields = DateFields(milliseconds: Double((seconds + standard) * 1000))
    else { return standard }
    let start = summer.start.seconds(in: fields.year) - standard
    let end = summer.end.seconds(in: fields.year) - summer.offset
    let isSummer =
      start < end ? start <= seconds && seconds < end : seconds < end || start <= seconds
    return isSummer ? summer.offset : standard
  }
}

/// A day that comes every year, with a time of day in seconds.
struct YearlyDay: Sendable {
  enum Day: Sendable {
    /// 1 to 365, never counting 29 February.
    case julian(Int)
    /// 0 to 365.
    case zeroBased(Int)
    /// Month 1 to 12, week 1 to 5 (5 is the last), weekday with 0 for Sunday.
    case weekday(month: Int, week: Int, day: Int)
  }

  var day: Day
  var time: Int

  /// Seconds since 1970 by the local clock.
  func seconds(in year: Int) -> Int {
    let yearStart = Self.days(year: year, month: 0, day: 1)
    switch day {
    case .zeroBased(let days): return (yearStart + days) * 86_400 + time
    case .julian(let days):
      let march = Self.days(year: year, month: 2, day: 1) - yearStart
      let isLater = march == 60 && days >= 60
      return (yearStart + days - 1 + (isLater ? 1 : 0)) * 86_400 + time
    case .weekday(let month, let week, let weekday):
      let first = Self.days(year: year, month: month - 1, day: 1)
      let next = Self.days(year: year, month: month, day: 1)
      var day = first + (weekday - (first + 4) % 7 + 14) % 7 + (week - 1) * 7
      while day >= next { day -= 7 }
      return day * 86_400 + time
    }
  }

  /// Days since 1970.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    (DateFields(year: year, month: month, day: day).localMilliseconds ?? 0) / 86_400_000
  }
}
