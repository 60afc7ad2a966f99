import Values

/// What a node takes as it is, as far as one look at the value tells.
///
/// Most values are taken so; all others, and what does not fit, are for the node's step.
struct Glance: Sendable {
  /// In UTF-8: no shorter and no longer text is taken here.
  private(set) var leastBytes = 0
  private(set) var mostBytes = -1
  private(set) var least = Double.infinity
  private(set) var most = -Double.infinity
  private(set) var takesFractions = true
  var takesBooleans = false
  var takesDates = false
  var takesUndefined = false
  var takesNull = false

  /// Takes nothing.
  static let nothing = Glance()

  static let booleans = with { $0.takesBooleans = true }
  static let dates = with { $0.takesDates = true }
  static let undefined = with { $0.takesUndefined = true }
  static let null = with { $0.takesNull = true }

  private static func with(_ change: (inout Glance) -> Void) -> Glance {
    var glance = Glance()
    change(&glance)
    return glance
  }

  /// Takes texts of so many UTF-16 units.
  static func texts(from minimum: Int, to maximum: Int) -> Glance {
    // A code unit is one to three bytes.
    let (bytes, isTooLong) = max(minimum, 0).multipliedReportingOverflow(by: 3)
    return isTooLong ? .nothing : with { ($0.leastBytes, $0.mostBytes) = (bytes - 2, maximum) }
  }

  static func numbers(from least: Double, to most: Double, takesFractions: Bool) -> Glance {
    with { ($0.least, $0.most, $0.takesFractions) = (least, most, takesFractions) }
  }

  @inline(__always)
  func takes(_ place: borrowing Lent<Value>) -> Bool {
    switch place.thing {
    case .string(let text): text.utf8.count >= leastBytes && text.utf8.count <= mostBytes
    case .number(let number):
      number >= least && number <= most && (takesFractions || Int(exactly: number) != nil)
    case .boolean: takesBooleans
    case .date(let date): takesDates && date.isValid
    case .undefined: takesUndefined
    case .null: takesNull
    default: false
    }
  }
}

extension Glance {
  /// The glance of each step.
  static func all(_ steps: [Acceptor.Step], _ checks: [Acceptor.FlatCheck]) -> [Glance] {
    steps.indices.map { of($0, steps, checks, depth: 0) }
  }

  private static let depthLimit = 8

  private static func of(
    _ node: Int,
    _ steps: [Acceptor.Step],
    _ checks: [Acceptor.FlatCheck],
    depth: Int
  ) -> Glance {
    let own = checks[steps[node].checks]
    switch steps[node].form {
    case .plain(.string): return texts(own)
    case .plain(.number): return numbers(own)
    case _ where !own.isEmpty || depth == depthLimit: return .nothing
    case .plain(.boolean): return .booleans
    case .plain(.undefined): return .undefined
    case .plain(.null): return .null
    case .date: return .dates
    case .pass(let inner): return of(inner, steps, checks, depth: depth + 1)
    case .optional(let inner, let isTold):
      var glance = of(inner, steps, checks, depth: depth + 1)
      if !isTold { glance.takesUndefined = true }
      return glance
    case .nullable(let inner):
      var glance = of(inner, steps, checks, depth: depth + 1)
      glance.takesNull = true
      return glance
    case .fallback(let inner, _, _):
      var glance = of(inner, steps, checks, depth: depth + 1)
      glance.takesUndefined = false
      return glance
    default: return .nothing
    }
  }

  private static func texts(_ checks: ArraySlice<Acceptor.FlatCheck>) -> Glance {
    var (least, most) = (0, Int.max)
    for check in checks {
      guard case .length(let minimum, let maximum) = check else { return .nothing }
      (least, most) = (max(least, minimum), min(most, maximum))
    }
    return .texts(from: least, to: most)
  }

  private static func numbers(_ checks: ArraySlice<Acceptor.FlatCheck>) -> Glance {
    var (least, most) = (-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude)
    var takesFractions = true
    for check in checks {
      switch check {
      case .bound(let limit, _, _) where limit.isNaN: return .nothing
      case .bound(let limit, true, let isInclusive):
        least = max(least, isInclusive ? limit : limit.nextUp)
      case .bound(let limit, false, let isInclusive):
        most = min(most, isInclusive ? limit : limit.nextDown)
      case .integer(let lower, let upper):
        (least, most, takesFractions) = (max(least, lower), min(most, upper), false)
      case .finite: break
      default: return .nothing
      }
    }
    return .numbers(from: least, to: most, takesFractions: takesFractions)
  }
}
