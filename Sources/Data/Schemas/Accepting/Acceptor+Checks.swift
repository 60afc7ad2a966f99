import ECMAScript
import Values

extension Acceptor {
  /// What checks say of a value that a node has said `verdict` of.
  @inline(never)
  func check(
    _ range: Range<Int>,
    _ place: borrowing Lent<Value>,
    after verdict: Verdict,
    _ state: inout AcceptorState
  ) -> Verdict {
    follow(verdict, place, &state) { check(range, $0, &$1) }
  }

  /// `changed` when a check has made another value, `same` when not.
  func check(
    _ range: Range<Int>,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    for index in range {
      let verdict =
        switch checks[index] {
        case .length(let minimum, let maximum): length(place, minimum, maximum)
        case .bound, .integer, .finite: number(checks[index], place)
        case .url, .format: format(checks[index], place)
        case .call(let function): test(function, place, &state)
        case .rewrite(let rule): rewrite(rewrites[rule], place, &state)
        }
      if verdict == .changed, index + 1 < range.upperBound {
        return check(index + 1..<range.upperBound, place, after: verdict, &state)
      }
      if verdict != .same { return verdict }
    }
    return .same
  }

  // These are not inlined: the optimizer would prepare for all kinds of checks wherever one is made.
  @inline(never)
  private func number(_ check: FlatCheck, _ place: borrowing Lent<Value>) -> Verdict {
    let number: Double
    switch place.thing {
    case .number(let own): number = own
    case .date(let date):
      guard case .bound = check else { return .unsure }
      number = date.milliseconds
    default: return .unsure
    }
    switch check {
    case .bound(let limit, let isMinimum, let isInclusive):
      let holds = isMinimum ? number > limit : number < limit
      return holds || isInclusive && number == limit ? .same : .rejected
    case .integer(let lower, let upper):
      return number >= lower && number <= upper && Int(exactly: number) != nil ? .same : .unsure
    default: return number.isFinite ? .same : .unsure
    }
  }

  @inline(never)
  private func format(_ check: FlatCheck, _ place: borrowing Lent<Value>) -> Verdict {
    switch place.thing {
    case .string(let text):
      switch check {
      case .format(let index):
        switch formats[index].lend({ $0.thing.holds(text) }) {
        case true?: .same
        case false?: .rejected
        case nil: .unsure
        }
      default: URLRule.isPlainAddress(text) ? .same : .unsure
      }
    default: .unsure
    }
  }

  @inline(never)
  private func rewrite(
    _ rule: RewriteRule,
    _ place: borrowing Lent<Value>,
    _ state: inout AcceptorState
  ) -> Verdict {
    switch place.thing {
    case .string(let text):
      let rewritten = rule.rewritten(text)
      if rewritten.utf8.elementsEqual(text.utf8) { return .same }
      state.output = .string(rewritten)
      return .changed
    default: return .unsure
    }
  }

  @inline(never)
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
