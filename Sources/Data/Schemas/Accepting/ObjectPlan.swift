import Synchronization
import Values

/// An object's keys, what to do with their values, and the routes of the objects met so far.
final class ObjectPlan: Sendable {
  let keys: [String]
  let steps: [Int]
  /// Zod 4: keys whose absence is an issue by itself.
  let isRequired: [Bool]
  let extras: Extras
  /// By the last bits of the keys' numbers.
  private let routes = (0..<16).map { _ in RouteLink() }

  enum Extras: Sendable {
    case strip
    case reject
    case keep
    case unsure
  }

  init(_ kind: ObjectKind, dialect: ZodDialect) {
    keys = kind.fields.map(\.key)
    steps = kind.fields.map(\.schema)
    isRequired = kind.fields.map { dialect == .zod4 && !$0.toleratesAbsence }
    extras =
      switch kind.extras {
      case .strip: .strip
      case .reject: .reject
      case .keep: .keep
      case .check: .unsure
      }
  }

  /// The route of objects with these keys, if `plan` keeps it.
  ///
  /// It lives as long as the plan: looking at it need not be counted.
  static func known(_ shape: ObjectKeys, to plan: Unmanaged<ObjectPlan>)
    -> Unmanaged<ObjectRoute>?
  {
    guard shape.isCommon else { return nil }
    let wanted = shape.serial
    let bucket = wanted & 15
    var next = plan._withUnsafeGuaranteedRef { $0.routes[bucket].route.load(ordering: .acquiring) }
    while let route = next {
      let (isIt, following) = route._withUnsafeGuaranteedRef {
        ($0.keys == wanted, $0.next.route.load(ordering: .acquiring))
      }
      if isIt { return route }
      next = following
    }
    return nil
  }

  /// Keeps a route, unless there are many already.
  func keep(_ route: ObjectRoute) {
    guard route.shape.isCommon else { return }
    var link = routes[route.shape.serial & 15]
    for _ in 0..<16 {
      guard let other = link.set(route), other.keys != route.keys else { return }
      link = other.next
    }
  }
}

/// A place for a route that is set once, by whoever comes first.
final class RouteLink: Sendable {
  fileprivate let route = Atomic<Unmanaged<ObjectRoute>?>(nil)

  /// Nil, or what is there already.
  func set(_ new: ObjectRoute) -> ObjectRoute? {
    let given = Unmanaged.passRetained(new)
    let (isSet, found) = route.compareExchange(
      expected: nil,
      desired: given,
      ordering: .acquiringAndReleasing
    )
    if isSet { return nil }
    given.release()
    return found?.takeUnretainedValue()
  }

  deinit { route.load(ordering: .acquiring)?.release() }
}

/// How the values of objects with certain keys become the values of the output.
final class ObjectRoute: Sendable {
  /// The objects' keys.
  let shape: ObjectKeys
  /// What those are known by.
  fileprivate let keys: Int
  /// Where each of the output's values comes from, in order.
  let moves: [Move]
  /// What stands in for keys that the objects lack.
  let standIns: [Value]
  /// The output's keys.
  let output: ObjectKeys
  /// What is said of the objects before any value is looked at: `same` when they are the output, as
  /// long as no value changes.
  let verdict: Verdict
  fileprivate let next = RouteLink()

  struct Move: Sendable {
    /// The place among the object's values, or, from -1 down, among the stand-ins.
    let place: Int
    /// The node to look at the value with; -1 for none.
    let step: Int
    /// The node's first look.
    let glance: Glance
  }

  init(
    shape: ObjectKeys,
    moves: [Move] = [],
    standIns: [Value] = [],
    output: ObjectKeys,
    verdict: Verdict
  ) {
    self.shape = shape
    keys = shape.serial
    self.moves = moves
    self.standIns = standIns
    self.output = output
    self.verdict = verdict
  }
}
