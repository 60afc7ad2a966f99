import JavaScript
import Schemas
import Synchronization
import Values

/// The recorded functions that can be called with a value and nothing else, as most of a site's can.
final class PlainFunctions: Sendable {
  private let make: ForeignValue
  private let unwrap: ForeignValue
  private let source: ForeignValue
  /// By the schema's number; nil for functions that may ask for more.
  private let known = Mutex<[Int: [Key: CallBatch.Function?]]>([:])

  private struct Key: Hashable {
    let number: Int
    let purpose: CallbackCall.Purpose
  }

  /// The recorder's `plain`, `unwrap` and `source`.
  init(make: ForeignValue, unwrap: ForeignValue, source: ForeignValue) {
    self.make = make
    self.unwrap = unwrap
    self.source = source
  }

  /// The function `number` of the schema `table`, or nil when it may ask for more than the value.
  func function(
    _ number: Int,
    of table: Int,
    for purpose: CallbackCall.Purpose,
    in runtime: JavaScriptRuntime
  ) throws(JavaScriptError) -> CallBatch.Function? {
    guard purpose == .value || purpose == .context else { return nil }
    let key = Key(number: number, purpose: purpose)
    if let function = known.withLock({ $0[table]?[key] }) { return function }
    let arguments: [Value] = [
      .number(Double(table)), .number(Double(number)), .string(purpose.rawValue),
    ]
    var function: CallBatch.Function?
    if case .foreign(let made) = try runtime.call(make, arguments) {
      let text = try runtime.call(source, Array(arguments.prefix(2))).stringValue ?? ""
      function = CallBatch.Function(callee: made, reads: ParameterReads(functionText: text))
    }
    known.withLock { $0[table, default: [:]][key] = .some(function) }
    return function
  }

  /// What the recorder calls a value that stands for more than a function returned.
  static let outcomeName = "Outcome"

  /// What is in `returned` when it is the recorder's `Outcome`.
  func content(of returned: Value, in runtime: JavaScriptRuntime) throws(JavaScriptError) -> Value?
  {
    guard case .foreign(let object) = returned, object.className == Self.outcomeName else {
      return nil
    }
    let content = try runtime.call(unwrap, [returned])
    return content.isUndefined ? nil : content
  }

  /// Lets the functions of a schema go.
  func forget(_ table: Int, in runtime: JavaScriptRuntime) {
    let functions = known.withLock { $0.removeValue(forKey: table) } ?? [:]
    for case let function? in functions.values { runtime.release(function.callee) }
  }
}
