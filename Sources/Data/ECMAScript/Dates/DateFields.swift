/// A point of the proleptic Gregorian calendar, taken apart.
package struct DateFields: Sendable, Hashable {
  package var year: Int
  /// 0 for January, as `Date.UTC` counts.
  package var month: Int
  /// 1-based.
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  package var millisecond: Int

  /// Any field may lie outside its range: the excess carries over, as in `Date.UTC`.
  package init(
    year: Int,
    month: Int = 0,
    day: Int = 1,
    hour: Int = 0,
    minute: Int = 0,
    second: Int = 0,
    millisecond: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }
}

// MARK: - Milliseconds

extension DateFields {
  /// The fields of `milliseconds` since 1970 in UTC; nil for an invalid date.
  package init?(milliseconds: Double) {
    guard let milliseconds = Int(exactly: milliseconds.rounded(.down)) else { return nil }
    self.init(local: milliseconds)
  }

  /// The fields of `milliseconds` since 1970 in UTC as `zone`'s clocks show them; nil for an
  /// invalid date.
  package init?(milliseconds: Double, in zone: DateZone) {
    guard let universal = Int(exactly: milliseconds.rounded(.down)) else { return nil }
    self.init(local: universal + zone.offset(atUniversal: universal))
  }

  private init(local milliseconds: Int) {
    let (days, time) = milliseconds.flooredDivision(by: Self.millisecondsPerDay)
    // Days since 0000-03-01, so that a leap day ends its year.
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = (monthFromMarch + 2) % 12
    self.init(
      year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1,
      hour: time / 3_600_000,
      minute: time / 60_000 % 60,
      second: time / 1000 % 60,
      millisecond: time % 1000
    )
  }

  /// `Date.UTC` of the fields, except that years below 100 mean themselves; NaN outside ±8.64e15.
  package var universalMilliseconds: Double {
    localMilliseconds.map { Self.clipped($0) } ?? .nan
  }

  /// `new Date(year, month, …)` with clocks as in `zone`, except that years below 100 mean
  /// themselves; NaN outside ±8.64e15.
  ///
  /// A time that clocks skip is read with the offset before the change, one that they show twice
  /// is the first of the two (ECMA-262 §21.4.1.26).
  package func milliseconds(in zone: DateZone) -> Double {
    guard let local = localMilliseconds, local.magnitude < 8_640_002_592_000_000 else {
      return .nan
    }
    return Self.clipped(local - zone.offset(atLocal: local))
  }

  /// 0 for Sunday.
  package var weekday: Int {
    guard let milliseconds = localMilliseconds else { return 0 }
    let days = milliseconds.flooredDivision(by: Self.millisecondsPerDay).quotient
    return (days + 4).flooredDivision(by: 7).remainder
  }

  /// Milliseconds from 1970 by the fields alone; nil when a field is far outside any date.
  var localMilliseconds: Int? {
    let isNear =
      year.magnitude <= 1_000_000 && month.magnitude <= 10_000_000
      && [day, hour, minute, second, millisecond].allSatisfy { $0.magnitude <= 1 << 53 }
    guard isNear else { return nil }
    let (years, month) = month.flooredDivision(by: 12)
    let fromMarch = year + years - (month < 2 ? 1 : 0)
    let (era, yearOfEra) = fromMarch.flooredDivision(by: 400)
    let dayOfYear = (153 * ((month + 10) % 12) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = Double(era * 146_097 + dayOfEra - 719_468 + day - 1)
    let time = Double(hour) * 3.6e6 + Double(minute) * 6e4 + Double(second) * 1e3
    return Int(exactly: days * 8.64e7 + time + Double(millisecond))
  }

  // ECMA-262 §21.4.1.31 TimeClip
  private static func clipped(_ milliseconds: Int) -> Double {
    milliseconds.magnitude <= 8_640_000_000_000_000 ? Double(milliseconds) : .nan
  }

  private static let millisecondsPerDay = 86_400_000
}

extension Int {
  /// Division that rounds down, so that the remainder is never negative.
  fileprivate func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
