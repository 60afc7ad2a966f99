import ECMAScript
import Values

/// The nodes of a schema as flat tables, for the question that nearly every entry answers with yes:
/// does the value fit, and what comes out.
///
/// It has no words and no opinion on rare values; calls of the site's functions it puts off, or leaves to
/// the nodes. When it does not say yes, the nodes
/// themselves parse the value and find out what is wrong.
///
/// Its tables hold nothing that is counted where it is read for every value.
final class Acceptor: Sendable {
  /// What to do with a value, one step for each node, under the node's number.
  let steps: [Step]
  /// The first look at a value, under the same numbers.
  let glances: [Glance]
  let checks: [FlatCheck]
  let plans: [Unmanaged<ObjectPlan>]
  let choices: [Unmanaged<ChoiceSet>]
  let options: [Int]
  let discriminated: [DiscriminatedKind]
  let defaults: [Value]
  let formats: [Unmanaged<FormatRule>]
  let rewrites: [RewriteRule]
  let dialect: ZodDialect
  let zone: DateZone

  init(steps: [Step], _ tables: AcceptorTables, dialect: ZodDialect, zone: DateZone) {
    self.steps = steps
    glances = Glance.all(steps, tables.checks)
    checks = tables.checks
    plans = tables.plans.map { Unmanaged.passRetained($0) }
    choices = tables.choices.map { Unmanaged.passRetained($0) }
    options = tables.options
    discriminated = tables.discriminated
    defaults = tables.defaults
    formats = tables.formats.map { Unmanaged.passRetained($0) }
    rewrites = tables.rewrites
    self.dialect = dialect
    self.zone = zone
  }

  deinit {
    for plan in plans { plan.release() }
    for format in formats { format.release() }
    for choice in choices { choice.release() }
  }

  /// A node's kind and where its checks stand.
  ///
  /// Holds nothing that is counted, so that reading it costs nothing.
  struct Step: Sendable {
    let form: Form
    let checks: Range<Int>
    /// How many of the node's own checks those are; the others need callbacks or more care.
    let covered: Int
    let isWhole: Bool

    static let unsure = Step(form: .plain(.unsure), checks: 0..<0, covered: 0, isWhole: false)
  }

  /// What the acceptor knows of the kinds; numbers are those of nodes or places in a table.
  ///
  /// Each has a payload: then telling them apart is one jump.
  enum Form: Sendable {
    case plain(PlainForm)
    case date(coerces: Bool)
    case choice(Int)
    case array(element: Int)
    case object(Int)
    case record(key: Int, value: Int)
    case optional(Int, isTold: Bool)
    case nullable(Int)
    case fallback(Int, value: Int, isParsed: Bool)
    case pass(Int)
    case pipe(Int, Int)
    case union(first: Int, count: Int)
    case discriminated(Int)
    /// What a function of the site makes of the value.
    case call(Int)
    /// What a function of the site says, or makes, of what another node gives.
    case effect(Int, function: Int, isTest: Bool)
  }

  /// Kinds without parts that never change a value.
  enum PlainForm: Sendable {
    case unsure
    case anything
    case null
    case undefined
    case string
    case number
    case boolean
  }

  /// The checks that are as simple.
  enum FlatCheck: Sendable {
    /// In UTF-16 units, or items.
    case length(minimum: Int, maximum: Int)
    case bound(Double, isMinimum: Bool, isInclusive: Bool)
    case integer(from: Double, to: Double)
    case finite
    case url
    case format(Int)
    case rewrite(Int)
    /// A function of the site that takes the value or not.
    case call(Int)
  }

  /// Whether all there is to say of a node's values can be said here.
  func knows(_ node: Int) -> Bool { steps[node].isWhole }

  /// How many of a node's checks can be looked at here, after the value itself; nil when not even that.
  func coverage(of node: Int) -> Int? {
    if case .plain(.unsure) = steps[node].form { nil } else { steps[node].covered }
  }
}
