import ECMAScript
import Values

extension Acceptor {
  /// `changed` when a check has made another value, `same` when not.
  func check(
    _ range: Range<Int>,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    for index in range {
      switch checks[index] {
      case .length(let minimum, let maximum):
        let verdict = length(place, minimum, maximum)
        if verdict != .same { return verdict }
      case .bound(let limit, let isMinimum, let isInclusive):
        let number: Double
        switch place.thing {
        case .number(let own): number = own
        case .date(let date): number = date.milliseconds
        default: return .unsure
        }
        let holds = isMinimum ? number > limit : number < limit
        if !holds, !isInclusive || number != limit { return .rejected }
      case .integer(let lower, let upper):
        guard case .number(let number) = place.thing, number >= lower, number <= upper,
          number.rounded(.towardZero) == number
        else { return .unsure }
      case .finite:
        guard case .number(let number) = place.thing, number.isFinite else { return .unsure }
      case .url, .format:
        let verdict = format(checks[index], place)
        if verdict != .same { return verdict }
      case .call(let function):
        let verdict = test(function, place, &state)
        if verdict != .same { return verdict }
      case .rewrite(let rule):
        guard case .string(let text) = place.thing else { return .unsure }
        let rewritten = rewrites[rule].rewritten(text)
        if rewritten.utf8.elementsEqual(text.utf8) { continue }
        let changed = Lent<Value>(.string(rewritten))
        let verdict = check(index + 1..<range.upperBound, changed, &state)
        guard verdict == .same else { return verdict }
        state.output = changed.taken()
        return .changed
      }
    }
    return .same
  }

  private func format(_ check: FlatCheck, _ place: borrowing Lent<Value>) -> Verdict {
    switch place.thing {
    case .string(let text):
      switch check {
      case .format(let index): formats[index].lend { $0.thing.holds(text) } ? .same : .rejected
      default: URLRule.isPlainAddress(text) ? .same : .unsure
      }
    default: .unsure
    }
  }

  private func length(_ place: borrowing Lent<Value>, _ minimum: Int, _ maximum: Int) -> Verdict {
    let length: Int
    switch place.thing {
    case .string(let text):
      // A code unit is one to three bytes.
      let bytes = text.utf8.count
      if bytes <= maximum, (bytes + 2) / 3 >= minimum { return .same }
      length = text.utf16Length
    case .array(let items): length = items.count
    default: return .unsure
    }
    return length >= minimum && length <= maximum ? .same : .rejected
  }
}
